import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MomentDate } from '../../../contract/moment.ts';
import { ownMomentsQuery } from '../../api/calendar.ts';
import { ToneMark } from '../../ui/tone-mark.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayRule } from '../../words/rule.ts';
import { ownElsewhere } from './arrange-dates.ts';
import type { Asked } from './calendar-dialogs.tsx';
import styles from './calendar.module.css';

interface Props {
  readonly brand: string;
  /** All dates of the page, filtered or not. */
  readonly dates: readonly MomentDate[];
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

/** Own moments that have no day on this page, so that they too can be changed. */
export function OwnElsewhere({ brand, dates, onAsk }: Props) {
  const { t, language, code } = useWords();
  const own = useQuery(ownMomentsQuery(brand));
  const rest = ownElsewhere(own.data ?? [], dates);
  if (rest.length === 0) return null;
  return (
    <section className={styles.elsewhere} aria-labelledby="own-elsewhere">
      <h2 id="own-elsewhere">{t('calendar.elsewhere')}</h2>
      <p className={styles.lead}>{t('calendar.elsewhereDo')}</p>
      <ul>
        {rest.map((moment) => (
          <li key={moment.id}>
            <span className={styles.kept}>
              <strong>{moment.name[code]}</strong> <span>{sayRule(t, moment.rule, language)}</span>{' '}
              <ToneMark tone={moment.tone} />
            </span>
            {onAsk && (
              <span className={styles.tools}>
                {(['edit', 'remove'] as const).map((what) => (
                  <Button
                    key={what}
                    variant="default"
                    size="compact-sm"
                    aria-label={`${t(`calendar.${what}`)} ${moment.name[code]}`}
                    onClick={() => onAsk({ what, moment: moment.id })}
                  >
                    {t(`calendar.${what}`)}
                  </Button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
