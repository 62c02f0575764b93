import type { Territory } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './wizard.module.css';

const LIST = /list:([a-z0-9-]+)/g;
const SHOWN = 12;

/** The lists that these rules name, each once, with what begins them. */
export function NamedLists({ queries, lists }: { queries: readonly string[]; lists: Territory['lists'] }) {
  const { t } = useWords();
  const named = [...new Set(queries.flatMap((query) => [...query.matchAll(LIST)].map(([, name]) => name!)))];
  return named.map((name) => {
    const entries = lists[name] ?? [];
    const rest = entries.length - SHOWN;
    return (
      <p key={name} className={styles.list}>
        <code>list:{name}</code> {entries.slice(0, SHOWN).join(', ')}
        {rest > 0 && ` ${t('wizard.more', { count: rest })}`}
      </p>
    );
  });
}
