import type { Draft } from '../../../contract/draft.ts';
import { timeLeft } from '../../state/drafts.ts';
import { useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './drafts.module.css';
import { sayDeadline } from './say-draft.ts';
import { useSay } from './use-say.ts';

/** Shares of the time left at which it becomes urgent. */
const TIGHT = 0.5;
const LATE = 0.2;

/** By when it must be approved, as a phrase and a bar that empties; whether others were called. */
export function Deadline({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const say = useSay();
  const left = timeLeft(draft, useNow());
  if (left === null || draft.deadline === undefined || draft.state !== 'waiting') return null;
  const pace = left <= LATE ? 'late' : left <= TIGHT ? 'tight' : 'ok';
  return (
    <div className={styles.deadline} data-pace={pace}>
      <p className={`${styles.due} numbers`}>
        <span>{sayDeadline(say, Date.parse(draft.deadline))}</span>
        {draft.escalatedAt && (
          <span className={styles.called} title={t('drafts.deadline.escalatedWhy')}>
            {t('drafts.deadline.escalated')}
          </span>
        )}
      </p>
      <div className={styles.bar} aria-hidden="true">
        <div style={{ width: `${(left * 100).toFixed(1)}%` }} />
      </div>
    </div>
  );
}
