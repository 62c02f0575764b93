import type { TFunction } from 'i18next';
import type { ClockFigure } from '../../../contract/results.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayMinutes, sayShare } from '../../words/format.ts';
import { Duration } from './funnel-table.tsx';
import { Panel } from './panel.tsx';
import styles from './results.module.css';

/** Each step against its target. */
export function ClockTable({ clock }: { clock: readonly ClockFigure[] }) {
  const { t } = useWords();
  return (
    <Panel title={t('results.clock.title')} lead={t('results.clock.lead')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('results.clock.what')}</th>
            <th scope="col" data-number>
              {t('results.clock.target')}
            </th>
            <th scope="col" data-number>
              {t('results.clock.median')}
            </th>
            <th scope="col" data-number>
              {t('results.clock.within')}
            </th>
          </tr>
        </thead>
        <tbody>
          {clock.map((figure) => (
            <FigureRow key={figure.step} figure={figure} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function FigureRow({ figure: { step, since, target, count, within, median } }: { figure: ClockFigure }) {
  const { t, language } = useWords();
  // The target depends on the verdict, case by case: half of them in time is a median in time.
  const keeps = within * 2 >= count;
  const [from, to] = [t(`results.step.${since}`), t(`results.step.${step}`)];
  return (
    <tr>
      <th scope="row">{t('results.clock.span', { from, to })}</th>
      <td data-number data-wraps>
        {sayTarget(t, language, target)}
      </td>
      <td data-number>
        {median !== null && (
          <span role="img" aria-label={t(keeps ? 'results.clock.ok' : 'results.clock.late')} className={styles.mark}>
            {keeps ? '✓' : '✗'}
          </span>
        )}{' '}
        <Duration minutes={median} />
      </td>
      <td data-number data-wraps>
        {count === 0 ? (
          <span className={styles.quiet}>{t('results.clock.none')}</span>
        ) : (
          <>
            {sayShare(within / count, language)}{' '}
            <span className={styles.quiet}>{t('results.clock.withinOf', { within, count })}</span>
          </>
        )}
      </td>
    </tr>
  );
}

function sayTarget(t: TFunction, language: string, { go, review }: ClockFigure['target']): string {
  const said = `≤\u00a0${sayMinutes(go, language)}`;
  return go === review
    ? said
    : t('results.clock.targetBoth', { go: said, review: `≤\u00a0${sayMinutes(review, language)}` });
}
