import { useWords } from './use-words.ts';
import styles from './demo-mark.module.css';

/** Marks what was invented for the demonstration, so that nobody takes it for news. */
export function DemoMark() {
  const { t } = useWords();
  return (
    <span className={styles.mark} title={t('app.demonstrationWhy')}>
      {t('app.demonstration')}
    </span>
  );
}
