import type { Explanation } from '../../contract/query.ts';
import { ForeignText } from '../ui/foreign-text.tsx';
import { useWords } from '../ui/use-words.ts';
import { partsOf } from './marked-text.ts';
import styles from './why.module.css';

/** Why a rule matches or misses, clause by clause. */
export function ClauseTree({ clause }: { clause: Explanation }) {
  return (
    <ul className={styles.tree}>
      <Clause clause={clause} />
    </ul>
  );
}

/** A clause that decided, with what lies in it; alternatives that are not there are only counted. */
function Clause({ clause }: { clause: Explanation }) {
  const { t, code } = useWords();
  const { kept, unnamed } = partsOf(clause);
  const words = [...new Set(clause.hits.map((hit) => hit.words))];
  return (
    <li>
      <span className={clause.holds ? styles.holds : styles.misses} aria-hidden="true">
        {clause.holds ? '✓' : '✗'}
      </span>{' '}
      <span className="hidden-text">
        {t(clause.holds ? 'opportunity.matched.holds' : 'opportunity.matched.misses')}
      </span>
      <code>{clause.text ?? t(`opportunity.matched.${groupOf(clause.kind)}`)}</code>
      {words.length > 0 && (
        <span className={styles.quiet}>
          {' '}
          <ForeignText text={words.join(', ')} />
        </span>
      )}
      {clause.note && <span className={styles.quiet}> {clause.note[code]}</span>}
      {kept.length + unnamed > 0 && (
        <ul>
          {kept.map((child, i) => (
            <Clause key={i} clause={child} />
          ))}
          {unnamed > 0 && <li className={styles.quiet}>{t('opportunity.matched.more', { count: unnamed })}</li>}
        </ul>
      )}
    </li>
  );
}

const groupOf = (kind: string): 'and' | 'or' | 'not' | 'atleast' =>
  kind === 'or' || kind === 'not' || kind === 'atleast' ? kind : 'and';
