import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Breadth, ClauseHits, BreadthRequest } from '../../../../contract/lookback.ts';
import { breadthQuery } from '../../../api/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import { sayShare } from '../../../words/format.ts';
import styles from './meter.module.css';

interface Props {
  readonly brand: string;
  readonly request: BreadthRequest;
  /** Of the examples, 0 to 1; null without any. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly hasExamples: boolean;
  onShow(place: { from: number; to: number }): void;
}

/** How much a rule takes in, what of it each clause brings, and what to do about it. */
export function BreadthMeter({ brand, request, precision, recall, hasExamples, onShow }: Props) {
  const { t, language } = useWords();
  const { data: measured, isError } = useQuery(breadthQuery(brand, request));
  const data = useLastRead(measured);
  const onExamples = (share: number | null) =>
    share === null ? (hasExamples ? '–' : t('territory.meter.noExamples')) : sayShare(share, language);
  return (
    <section className={styles.meter} aria-label={t('territory.meter.title')}>
      <h2>{t('territory.meter.title')}</h2>
      {isError && <p role="status">{t('territory.meter.failed')}</p>}
      <dl className={styles.facts}>
        <Fact name={t('territory.meter.share')} value={data ? sayFine(t, data.share, language) : '…'} />
        <Fact
          name={t('territory.meter.stories')}
          value={
            !data
              ? '…'
              : data.stories === null
                ? t('territory.meter.storiesUnknown')
                : sayFine(t, data.stories, language)
          }
        />
        <Fact name={t('territory.meter.precision')} value={onExamples(precision)} />
        <Fact name={t('territory.meter.recall')} value={onExamples(recall)} />
      </dl>
      {data && <Advice advice={data.advice} />}
      {data && <Clauses clauses={data.clauses} onShow={onShow} />}
    </section>
  );
}

/** A rule that can be read has clauses; the last one stays while somebody is in the middle of a word. */
function useLastRead(measured: Breadth | undefined): Breadth | null {
  const [good, setGood] = useState<Breadth | null>(null);
  const next = measured && measured.clauses.length > 0 ? measured : good;
  if (next !== good) setGood(next);
  return next;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers">{value}</dd>
    </div>
  );
}

function Advice({ advice }: { advice: Breadth['advice'] }) {
  const { t, language } = useWords();
  if (advice.length === 0) return <p className={styles.quiet}>{t('territory.meter.fine')}</p>;
  return (
    <ul className={styles.advice}>
      {advice.map(({ code, data }, i) => (
        <li key={i}>
          <span aria-hidden="true">▲</span>{' '}
          {t(`territory.advice.${code}` as 'territory.advice.never', said(data, language))}
        </li>
      ))}
    </ul>
  );
}

/** Numbers among the values are shares, two letters are a language, a clause is long at times. */
function said(data: Breadth['advice'][number]['data'], language: string): Record<string, string> {
  const languages = new Intl.DisplayNames(language, { type: 'language' });
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (typeof value === 'number') return [key, sayShare(value, language)];
      if (key === 'most' || key === 'next') return [key, languages.of(value) ?? value];
      return [key, key === 'clause' ? shortened(value) : value];
    }),
  );
}

const LONGEST = 48;
const shortened = (clause: string): string => {
  const line = clause.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

function Clauses({ clauses, onShow }: { clauses: readonly ClauseHits[]; onShow: Props['onShow'] }) {
  const { t } = useWords();
  const most = Math.max(1, ...clauses.map(({ total }) => total.count));
  return (
    <table className={styles.clauses}>
      <caption>{t('territory.meter.clauses')}</caption>
      <thead className="hidden-text">
        <tr>
          <th scope="col">{t('territory.meter.clause')}</th>
          <th scope="col">{t('territory.meter.finds')}</th>
        </tr>
      </thead>
      <tbody>
        {clauses.map((clause) => (
          <tr key={`${clause.from} ${clause.to}`} data-nothing={clause.total.high === 0 || undefined}>
            <th scope="row">
              <button
                type="button"
                aria-label={t('territory.meter.show', { clause: shortened(clause.text) })}
                onClick={() => onShow(clause)}
              >
                <code>{shortened(clause.text)}</code>
              </button>
            </th>
            <td>
              <Count clause={clause} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ clause: { total, removes }, most }: { clause: ClauseHits; most: number }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const { count, low, high, exact } = total;
  return (
    <div className={styles.count}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${(100 * count) / most}%` }} data-removes={removes !== null || undefined} />
      </span>
      <span className="numbers" title={exact ? undefined : t('territory.meter.between', { low, high })}>
        {removes === null
          ? exact
            ? number.format(count)
            : t('territory.meter.about', { count })
          : t('territory.meter.takesAway', { share: sayShare(removes, language) })}
        {!exact && removes === null && (
          <span className="hidden-text"> {t('territory.meter.between', { low, high })}</span>
        )}
      </span>
    </div>
  );
}

/** Territories are small: what is less than one in a thousand is said to be so. */
function sayFine(t: ReturnType<typeof useWords>['t'], share: number, language: string): string {
  const fine = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  if (share > 0 && share < 0.001) return t('territory.meter.small', { share: fine.format(0.001) });
  return share < 0.1 ? fine.format(share) : sayShare(share, language);
}
