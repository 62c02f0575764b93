import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { FunnelReport } from '../../../contract/results.ts';
import type { Me } from '../../../contract/user.ts';
import { funnelQuery } from '../../api/results.ts';
import { useMe, useNow } from '../../ui/app-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { addDays, sayDay, viewersDay } from '../../words/days.ts';
import { ClockTable } from './clock-table.tsx';
import { FunnelTable } from './funnel-table.tsx';
import { DayTable, VerdictAndTopicTables } from './group-tables.tsx';
import { LatencySection, MissedSection, ReactivitySection } from './notes.tsx';
import { DEFAULT_DAYS, ResultsHead } from './results-head.tsx';
import styles from './results.module.css';

const route = getRouteApi('/results');

type Brand = Me['brands'][number];

/** What became of a brand's opportunities. */
export function ResultsScreen() {
  const { t } = useWords();
  useTitle(t('results.title'));
  const me = useMe();
  const search = route.useSearch();
  const brand = me.brands.find(({ id }) => id === search.brand) ?? me.brands[0];
  if (!brand) return <EmptyState title={t('empty.noBrand')} hint={t('empty.noBrandDo')} />;
  return <BrandResults key={brand.id} brand={brand} />;
}

function BrandResults({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const now = useNow();
  const { days = DEFAULT_DAYS } = route.useSearch();
  const from = addDays(viewersDay(now), 1 - days);
  const report = useQuery(funnelQuery(brand.id, from));
  return (
    <div>
      <ResultsHead brand={brand} from={from} />
      {report.isPending && <p role="status">{t('app.loading')}</p>}
      {report.isError && !report.data && (
        <EmptyState title={t('results.failed')} hint={t('results.failedDo')}>
          <Button variant="default" onClick={() => void report.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {report.data && <Report report={report.data} />}
    </div>
  );
}

function Report({ report }: { report: FunnelReport }) {
  const { t, language } = useWords();
  const isEmpty = report.steps.every(({ count }) => count === 0);
  const [from, to] = [sayDay(report.from, language, true), sayDay(report.to, language, true)];
  return (
    <>
      <p className={styles.quiet}>{t('results.shown', { from, to })}</p>
      {!report.complete && <p className={styles.quiet}>{t('results.incomplete')}</p>}
      {isEmpty ? (
        <>
          <EmptyState title={t('results.none')} hint={t('results.noneDo')}>
            <ButtonLink to="/" variant="default">
              {t('app.backToLive')}
            </ButtonLink>
          </EmptyState>
          <div className={styles.columns}>
            <ReactivitySection brand={report.brand} />
          </div>
        </>
      ) : (
        <>
          <div className={styles.columns}>
            <div className={styles.stack}>
              <FunnelTable steps={report.steps} />
              <MissedSection missed={report.missed} />
              <VerdictAndTopicTables report={report} />
            </div>
            <div className={styles.stack}>
              <ClockTable clock={report.clock} />
              <ReactivitySection brand={report.brand} />
              <LatencySection latency={report.latency} />
              <DayTable report={report} />
            </div>
          </div>
        </>
      )}
    </>
  );
}
