import type { VerdictLevel } from '../../contract/opportunity.ts';
import { useWords } from './use-words.ts';
import styles from './verdict-badge.module.css';

/** Shape, word and colour say the same, so that none of them is needed. */
const SHAPES: Record<VerdictLevel, string> = { go: '●', review: '▲', block: '■' };

export function VerdictBadge({ level, long }: { level: VerdictLevel; long?: boolean }) {
  const { t } = useWords();
  return (
    <span className={styles.badge} data-level={level} title={t(`verdict.${level}Means`)}>
      <span aria-hidden="true" className={styles.shape}>
        {SHAPES[level]}
      </span>
      <span aria-hidden="true">{long ? t(`verdict.${level}`) : t(`verdict.${level}Short`)}</span>
      <span className="hidden-text">{t(`verdict.${level}`)}</span>
    </span>
  );
}
