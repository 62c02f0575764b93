import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SourceStatus } from '../../../contract/source.ts';
import { sourcesQuery } from '../../api/queries.ts';
import { useMe } from '../../ui/app-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { SourceRow } from './source-row.tsx';
import styles from './sources.module.css';

/** Where signals come from, and how each source does. */
export function SourcesScreen() {
  const { t } = useWords();
  useTitle(t('sources.title'));
  const sources = useQuery(sourcesQuery);
  return (
    <div>
      <ScreenHeader
        title={t('sources.title')}
        lead={
          <>
            {t('sources.lead')} {sources.data && sources.data.length > 0 && <Summary sources={sources.data} />}
          </>
        }
      />
      {sources.isError && (
        <EmptyState title={t('sources.failed')} hint={sources.error.message}>
          <Button variant="default" onClick={() => void sources.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {sources.data?.length === 0 && <EmptyState title={t('sources.none')} hint={t('sources.noneDo')} />}
      {sources.isPending && <p role="status">{t('app.loading')}</p>}
      {sources.data && sources.data.length > 0 && <SourceTable sources={sources.data} />}
    </div>
  );
}

function Summary({ sources }: { sources: readonly SourceStatus[] }) {
  const { t } = useWords();
  const failing = sources.filter((source) => source.state === 'failing').length;
  return <strong>{failing > 0 ? t('sources.summary', { count: failing }) : t('sources.allWell')}</strong>;
}

/** Failing sources first, for they need somebody. */
function SourceTable({ sources }: { sources: readonly SourceStatus[] }) {
  const { t } = useWords();
  const me = useMe();
  const manages =
    me.administrator ||
    me.brands.some(({ permissions }) => permissions.includes('administer') || permissions.includes('edit-territory'));
  const columns = ['source', 'state', 'rate', 'lag', 'last', 'total'] as const;
  const ordered = sources.toSorted((a, b) => Number(b.state === 'failing') - Number(a.state === 'failing'));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`sources.${column}`)}
            </th>
          ))}
          {manages && <th scope="col">{t('sources.actions')}</th>}
        </tr>
      </thead>
      <tbody>
        {ordered.map((source) => (
          <SourceRow key={source.id} source={source} manages={manages} />
        ))}
      </tbody>
    </table>
  );
}
