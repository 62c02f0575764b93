import { Checkbox, Switch, TextInput } from '@mantine/core';
import type { ActiveHours } from '../../../../contract/topic-limits.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from '../versions/versions.module.css';

interface Props {
  readonly hours: ActiveHours | undefined;
  onChange(hours: ActiveHours | undefined): void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const OFFICE: ActiveHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' };

/** Days and hours in which a topic may disturb people. */
export function ActiveHoursFields({ hours, onChange }: Props) {
  const { t, language } = useWords();
  // The first of January 2024 was a Monday.
  const day = (number: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, number));
  return (
    <div className={styles.form}>
      <Switch
        checked={hours !== undefined}
        label={t('territory.settings.hours')}
        description={t('territory.settings.hoursHint')}
        onChange={(event) => onChange(event.currentTarget.checked ? OFFICE : undefined)}
      />
      {hours && (
        <>
          <div className={styles.pair}>
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                label={t(`territory.settings.${end}`)}
                value={hours[end]}
                onChange={({ currentTarget: { value } }) => value && onChange({ ...hours, [end]: value })}
              />
            ))}
          </div>
          <div role="group" aria-label={t('territory.settings.days')} className={styles.days}>
            {DAYS.map((number) => (
              <Checkbox
                key={number}
                size="xs"
                checked={hours.days.includes(number)}
                // One day at least: a topic that never speaks is switched off by its rule.
                disabled={hours.days.length === 1 && hours.days.includes(number)}
                label={day(number)}
                onChange={({ currentTarget: { checked } }) =>
                  onChange({
                    ...hours,
                    days: DAYS.filter((one) => (one === number ? checked : hours.days.includes(one))),
                  })
                }
              />
            ))}
          </div>
        </>
      )}
    </div>
  );
}
