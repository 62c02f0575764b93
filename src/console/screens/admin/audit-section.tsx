import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { auditFile, auditQuery } from '../../api/admin.ts';
import type { AuditSearch } from '../../api/admin.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './admin.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';

const NOTHING: AuditSearch = { person: '', action: '', brand: '', from: '', to: '', text: '' };

/** Days as the form has them, from midnight to midnight of whoever looks. */
function toTimes(search: AuditSearch): AuditSearch {
  const midnight = (day: string, after: number) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return day && new Date(year, month - 1, date + after).toISOString();
  };
  return { ...search, text: search.text.trim(), from: midnight(search.from, 0), to: midnight(search.to, 1) };
}

/** Who did what to what. */
export function AuditSection() {
  const { t } = useWords();
  const [search, setSearch] = useState(NOTHING);
  const wanted = toTimes(useDeferredValue(search));
  const audit = useInfiniteQuery(auditQuery(wanted));
  const records = audit.data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <section className={styles.section} aria-label={t('admin.tabs.audit')}>
      <p className={styles.lead}>{t('admin.audit.lead')}</p>
      <AuditFilters search={search} actions={audit.data?.pages[0]?.actions ?? []} onChange={setSearch} />
      <p className={styles.files}>
        {t('admin.audit.export')}
        {(['csv', 'ndjson'] as const).map((kind) => (
          <a key={kind} href={auditFile(kind, wanted)} download>
            {t(`admin.audit.${kind}`)}
          </a>
        ))}
      </p>
      {audit.isPending && <p role="status">{t('app.loading')}</p>}
      {audit.isError && records.length === 0 && <EmptyState title={t('admin.failed')} hint={audit.error.message} />}
      {audit.isSuccess && records.length === 0 && (
        <EmptyState title={t('admin.audit.none')} hint={t('admin.audit.noneDo')}>
          <Button variant="default" onClick={() => setSearch(NOTHING)}>
            {t('admin.audit.clear')}
          </Button>
        </EmptyState>
      )}
      {records.length > 0 && (
        <>
          <ul className={styles.entries}>
            {records.map((record) => (
              <AuditRow key={record.id} record={record} />
            ))}
          </ul>
          {audit.hasNextPage ? (
            <div>
              <Button variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                {t('admin.audit.more')}
              </Button>
            </div>
          ) : (
            <p className={styles.quiet}>{t('admin.audit.end')}</p>
          )}
        </>
      )}
    </section>
  );
}
