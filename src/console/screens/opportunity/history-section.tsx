import type { Decision } from '../../../contract/decision.ts';
import { useNow } from '../../ui/app-context.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';

/** Who decided what, newest first. */
export function HistorySection({ history }: { history: readonly Decision[] }) {
  const { t } = useWords();
  const newestFirst = history.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Section title={t('opportunity.history')}>
      {history.length === 0 && <p className={styles.quiet}>{t('opportunity.historyNone')}</p>}
      <ol className={styles.history}>
        {newestFirst.map((decision) => (
          <HistoryItem key={decision.id} decision={decision} />
        ))}
      </ol>
    </Section>
  );
}

function HistoryItem({ decision }: { decision: Decision }) {
  const { t, language } = useWords();
  const now = useNow();
  const { action, by, reason, until, note, at } = decision;
  const details = [
    reason && t(`decisionReason.${reason}`),
    until && t('opportunity.until', { time: sayClock(Date.parse(until), now, language) }),
  ].filter(Boolean);
  return (
    <li>
      <p>
        <bdi>{t(`opportunity.did.${action}`, { name: by.name })}</bdi>{' '}
        <span className={styles.quiet}>
          <RelativeTime at={at} />
        </span>
      </p>
      {details.length > 0 && <p className={styles.quiet}>{details.join(' · ')}</p>}
      {note && (
        <p>
          <bdi dir="auto">{note}</bdi>
        </p>
      )}
    </li>
  );
}
