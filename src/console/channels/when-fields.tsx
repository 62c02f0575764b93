import { Checkbox, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import type { QuietHours } from '../../contract/channel.ts';
import { useWords } from '../ui/use-words.ts';
import type { ChannelForm } from './channel-form.ts';
import styles from './channels.module.css';

interface Props {
  readonly form: ChannelForm;
  readonly ofBrand: boolean;
  readonly badTimes: boolean;
  set(part: Partial<ChannelForm>): void;
}

/** When a channel speaks: quiet hours, digest, how much comes together, and how soon a story comes again. */
export function WhenFields({ form, ofBrand, badTimes, set }: Props) {
  const { t } = useWords();
  return (
    <fieldset className={styles.group}>
      <legend>{t('channels.form.when')}</legend>
      <Quiet form={form} set={set} />
      <TextInput
        label={t('channels.form.digest')}
        description={t('channels.form.digestHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={60}
        value={form.digestAt}
        error={badTimes && t('channels.form.needsTimes')}
        onChange={(event) => set({ digestAt: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <Amount
          name="coolDown"
          most={1_440}
          value={form.coolDownMinutes}
          onChange={(coolDownMinutes) => set({ coolDownMinutes })}
        />
        <Amount name="merge" most={900} value={form.mergeSeconds} onChange={(mergeSeconds) => set({ mergeSeconds })} />
      </div>
      <NativeSelect
        label={t('channels.form.zone')}
        value={form.timeZone ?? ''}
        data={[
          { value: '', label: t(ofBrand ? 'channels.form.brandZone' : 'channels.form.usualZone') },
          ...Intl.supportedValuesOf('timeZone'),
        ]}
        onChange={(event) => set({ timeZone: event.currentTarget.value || null })}
      />
    </fieldset>
  );
}

interface AmountProps {
  readonly name: 'coolDown' | 'merge';
  readonly most: number;
  readonly value: number;
  onChange(value: number): void;
}

function Amount({ name, most, value, onChange }: AmountProps) {
  const { t } = useWords();
  return (
    <NumberInput
      label={t(`channels.form.${name}`)}
      description={t(`channels.form.${name}Hint`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      min={0}
      max={most}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(next) => onChange(Number(next) || 0)}
    />
  );
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

function Quiet({ form, set }: Pick<Props, 'form' | 'set'>) {
  const { t, language } = useWords();
  const { quiet } = form;
  const change = (part: Partial<QuietHours>) => set({ quiet: { ...quiet, ...part } });
  // The first of January 2024 was a Monday.
  const day = (number: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, number));
  return (
    <>
      <Switch
        checked={quiet.on}
        label={t('channels.form.quiet')}
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      {quiet.on && (
        <>
          <div className={styles.pair}>
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                label={t(`channels.form.${end}`)}
                value={quiet[end]}
                onChange={(event) => event.currentTarget.value && change({ [end]: event.currentTarget.value })}
              />
            ))}
          </div>
          <div role="group" aria-label={t('channels.form.days')}>
            <p className={styles.label}>{t('channels.form.days')}</p>
            <div className={styles.days}>
              {DAYS.map((number) => (
                <Checkbox
                  key={number}
                  size="xs"
                  checked={quiet.days.includes(number)}
                  label={day(number)}
                  onChange={({ currentTarget: { checked } }) =>
                    change({ days: DAYS.filter((one) => (one === number ? checked : quiet.days.includes(one))) })
                  }
                />
              ))}
            </div>
          </div>
          <Checkbox
            checked={quiet.urgentPasses}
            label={t('channels.form.urgentPasses')}
            onChange={(event) => change({ urgentPasses: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
