import styles from '../../account/account.module.css';
import { ShownOnce } from '../../account/shown-once.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Codes for whoever loses the phone. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useWords();
  return (
    <section className={styles.form} aria-label={t('admin.account.recovery')}>
      <p>
        <strong>{t('admin.account.recovery')}</strong>
      </p>
      <p className={styles.quiet}>{t('admin.account.recoveryWhy')}</p>
      <ShownOnce label={t('admin.account.recovery')} value={codes.join(' ')} />
    </section>
  );
}
