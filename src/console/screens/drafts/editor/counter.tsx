import type { Platform } from '../../../../contract/platform.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './editor.module.css';
import type { Limits } from './use-limits.ts';

interface Props {
  readonly platform: Platform;
  readonly text: string;
  readonly limits: Limits | null;
}

/** How long a text is as the platform counts, against what it allows. */
export function Counter({ platform, text, limits }: Props) {
  const { t } = useWords();
  if (!limits) return null;
  const { length, limit, over, assumed } = limits.measure(platform, text.trim());
  const share = Math.min(1, length / limit);
  return (
    <span className={`${styles.counter} numbers`} data-over={over > 0 || undefined}>
      <span className={styles.gauge} aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      {t('editor.count', { length, limit })}
      {over > 0 && <strong> {t('editor.over', { count: over })}</strong>}
      {assumed && <span title={t('editor.assumedWhy')}> {t('editor.assumed')}</span>}
    </span>
  );
}

/** What else the platform says of the text: for what it refuses it, what it overlooks, what costs more than it looks. */
export function LimitWarnings({ platform, text, limits }: Props) {
  const { t } = useWords();
  const warnings = limits?.measure(platform, text).warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {warnings.map(({ code, level, data }) => (
        <li key={code} data-level={level}>
          {t(`limits.warning.${code}`, data)}
        </li>
      ))}
    </ul>
  );
}
