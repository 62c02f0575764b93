import type { FunnelStep } from '../../../contract/funnel.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayMinutes, sayShare } from '../../words/format.ts';
import { Panel } from './panel.tsx';
import styles from './results.module.css';

/** How many came how far, and how long each step took. The bar is the share of all: the number beside it says it. */
export function FunnelTable({ steps }: { steps: readonly FunnelStep[] }) {
  const { t } = useWords();
  const all = steps[0]?.count ?? 0;
  return (
    <Panel title={t('results.funnel.title')} lead={t('results.funnel.lead')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('results.funnel.step')}</th>
            <th scope="col" data-number>
              {t('results.funnel.count')}
            </th>
            <th scope="col" data-number>
              {t('results.funnel.median')}
            </th>
            <th scope="col" data-number>
              {t('results.funnel.p95')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepRow key={step.step} step={step} all={all} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function StepRow({ step: { step, count, median, p95 }, all }: { step: FunnelStep; all: number }) {
  const { t, language } = useWords();
  const share = all === 0 ? 0 : count / all;
  return (
    <tr>
      <th scope="row" title={t(`results.stepMeans.${step}`)}>
        {t(`results.step.${step}`)}
        <span className={styles.bar} aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      </th>
      <td data-number>
        {new Intl.NumberFormat(language).format(count)}{' '}
        <span className={styles.quiet}>{sayShare(share, language)}</span>
      </td>
      <td data-number>
        <Duration minutes={median} />
      </td>
      <td data-number>
        <Duration minutes={p95} />
      </td>
    </tr>
  );
}

/** Minutes, or that there is no time to tell. */
export function Duration({ minutes }: { minutes: number | null }) {
  const { t, language } = useWords();
  if (minutes === null) return <span className={styles.quiet}>{t('results.funnel.noTime')}</span>;
  return <>{sayShort(minutes, language)}</>;
}

/** Steps are short: under two minutes the seconds matter. */
export const sayShort = (minutes: number, language: string): string =>
  minutes > 0 && minutes < 2 ? `${Math.round(minutes * 60)}\u00a0s` : sayMinutes(minutes, language);
