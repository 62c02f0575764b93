import { Link } from '@tanstack/react-router';
import { waitingDrafts } from '../state/drafts.ts';
import { useLive, useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './shell.module.css';

/** The way to the waiting drafts, with how many there are; nothing for those who approve for no brand. */
export function ApproveLink() {
  const { t } = useWords();
  const me = useMe();
  const drafts = useLive((state) => state.drafts);
  if (!me.brands.some(({ permissions }) => permissions.includes('approve'))) return null;
  const waiting = waitingDrafts(drafts, me);
  const called = waiting.some(({ escalatedAt }) => escalatedAt !== undefined);
  return (
    <Link to="/approve" activeOptions={{ includeSearch: false }}>
      {t('drafts.approve.title')}
      {waiting.length > 0 && (
        <span className={`${styles.count} numbers`} data-called={called || undefined}>
          <span aria-hidden="true">{waiting.length}</span>
          <span className="hidden-text"> {t('drafts.approve.nav', { count: waiting.length })}</span>
        </span>
      )}
    </Link>
  );
}
