import { getRouteApi, Link } from '@tanstack/react-router';
import { useWords } from '../../../ui/use-words.ts';
import styles from './angles.module.css';

const route = getRouteApi('/approve');
const VIEWS = [undefined, 'angles'] as const;

/** From the drafts that wait to the texts approved in advance, and back. */
export function ApproveViews() {
  const { t } = useWords();
  const { view } = route.useSearch();
  return (
    <nav className={styles.views} aria-label={t('angles.views')}>
      {VIEWS.map((one) => (
        <Link
          key={one ?? 'drafts'}
          to="/approve"
          search={one ? { view: one } : {}}
          aria-current={one === view ? 'page' : undefined}
          activeOptions={{ exact: true }}
          activeProps={{}}
        >
          {t(one ? 'angles.title' : 'angles.waiting')}
        </Link>
      ))}
    </nav>
  );
}
