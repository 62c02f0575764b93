import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../../api/admin.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './admin.module.css';

/** How the parts of the installation do, by shape as well as by colour. */
export function HealthSection() {
  const { t } = useWords();
  const health = useQuery(healthQuery);
  return (
    <section className={styles.section} aria-label={t('admin.tabs.health')}>
      <div className={styles.head}>
        <p className={styles.lead}>
          {t('admin.health.lead')}{' '}
          {health.data && <strong>{t(health.data.ready ? 'admin.health.ready' : 'admin.health.notReady')}</strong>}
        </p>
        <ButtonLink to="/sources" variant="default">
          {t('admin.health.sources')}
        </ButtonLink>
      </div>
      {health.isPending && <p role="status">{t('app.loading')}</p>}
      {health.isError && <EmptyState title={t('admin.failed')} hint={health.error.message} />}
      {health.data && (
        <ul className={styles.list}>
          {health.data.checks.map(({ name, ok, detail }) => (
            <li key={name}>
              <span className={styles.check}>
                <strong>{t(`admin.health.part.${name}`, { defaultValue: name })}</strong>
                {!ok && <span className={styles.quiet}>{detail}</span>}
              </span>
              <span className={styles.state} data-ok={ok}>
                <span aria-hidden="true">{ok ? '●' : '■'}</span> {t(ok ? 'admin.health.ok' : 'admin.health.bad')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
