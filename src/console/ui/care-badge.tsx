import type { Care } from '../../contract/moment.ts';
import { useWords } from './use-words.ts';
import styles from './verdict-badge.module.css';

/** The shapes of the verdicts the gate comes to on such a day. */
const SHAPES = { review: '▲', block: '■' } as const;

/** What the gate does with light messages on a day; nothing where it lets them pass. */
export function CareBadge({ care }: { care: Care }) {
  const { t } = useWords();
  if (care === 'none') return null;
  return (
    <span className={styles.badge} data-level={care} title={t(`calendar.care.${care}Means`)}>
      <span aria-hidden="true" className={styles.shape}>
        {SHAPES[care]}
      </span>
      {t(`calendar.care.${care}`)}
    </span>
  );
}
