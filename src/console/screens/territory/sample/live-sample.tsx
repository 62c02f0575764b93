import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hit, RuleDraft, Sample, SampleRequest } from '../../../../contract/lookback.ts';
import { sampleQuery } from '../../../api/territory.ts';
import { SparkLine } from '../../../ui/spark-line.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { ExampleKind } from '../editing.ts';
import { HitItem } from './hit-item.tsx';
import styles from './sample.module.css';

const DAYS = [1, 7, 14, 30] as const;
const ORDERS = ['newest', 'closest'] as const;
const AT_ONCE = 12;

export type Order = SampleRequest['order'];

interface Props {
  readonly brand: string;
  /** What is asked for now. Somebody may have typed on: `behind`. */
  readonly rule: RuleDraft;
  readonly behind: boolean;
  readonly days: number;
  readonly order: Order;
  /** What closeness is told to. */
  readonly about: string;
  readonly mayEdit: boolean;
  onDays(days: number): void;
  onOrder(order: Order): void;
  onLabel(hit: Hit, kind: ExampleKind): void;
}

/** What a rule would have found, beside it while it is written. */
export function LiveSample({ brand, rule, behind, days, order, about, mayEdit, onDays, onOrder, onLabel }: Props) {
  const { t } = useWords();
  const asked = useQuery(sampleQuery(brand, { rule, days, ...(order === 'closest' && { order, about }) }));
  const good = useLastRead(asked.data);
  const stale = behind || asked.isPlaceholderData || asked.isFetching;
  const unread = asked.data?.hits === null;
  return (
    <section className={styles.sample} aria-label={t('territory.sample.title')} aria-busy={stale}>
      <div className={styles.head}>
        <h2>{t('territory.sample.title')}</h2>
        <div className={styles.choices}>
          <NativeSelect
            size="xs"
            aria-label={t('territory.sample.days')}
            value={String(days)}
            data={DAYS.map((count) => ({ value: String(count), label: t('territory.sample.lastDays', { count }) }))}
            onChange={(event) => onDays(Number(event.currentTarget.value))}
          />
          <NativeSelect
            size="xs"
            aria-label={t('territory.sample.order')}
            value={order}
            data={ORDERS.map((value) => ({ value, label: t(`territory.sample.first.${value}`) }))}
            onChange={(event) => onOrder(event.currentTarget.value as Order)}
          />
        </div>
      </div>
      {asked.isError && <p role="status">{t('territory.sample.failed')}</p>}
      {unread && (
        <p role="status" className={styles.quiet}>
          {t(good ? 'territory.sample.unread' : 'territory.sample.unreadYet')}
        </p>
      )}
      {good && (
        <div className={styles.body} data-stale={stale || unread || undefined}>
          <Total sample={good} days={days} stale={stale} />
          {good.hits!.length === 0 && <Nothing />}
          {good.closeness && good.hits!.length > 0 && (
            <p className={styles.quiet}>{t(`territory.sample.by.${good.closeness}`)}</p>
          )}
          <Hits
            key={`${order} ${rule.query}`}
            {...{ mayEdit, rule, onLabel }}
            hits={good.hits!}
            order={good.closeness ? 'closest' : 'newest'}
          />
        </div>
      )}
      {!good && asked.isPending && <p role="status">{t('app.loading')}</p>}
    </section>
  );
}

/** The last answer to a rule that could be read: it stays while somebody is in the middle of a word. */
function useLastRead(sample: Sample | undefined): Sample | null {
  const [good, setGood] = useState<Sample | null>(null);
  const next = sample && sample.hits !== null ? sample : good;
  if (next !== good) setGood(next);
  return next;
}

function Total({ sample, days, stale }: { sample: Sample; days: number; stale: boolean }) {
  const { t, language } = useWords();
  const { total, searched, perDay } = sample;
  const said = total.exact
    ? t('territory.sample.exactly', { count: total.count, days })
    : t('territory.sample.about', { ...total, days });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const list = perDay.map((one) => `${day.format(Date.parse(one.day))}: ${one.count}`).join(', ');
  return (
    <div className={styles.total}>
      <p role="status" className="numbers">
        <strong>{stale ? t('territory.sample.stale') : said}</strong>
        {!stale && searched < 1 && (
          <span className={styles.quiet}>; {t('territory.sample.counted', { of: Math.round(1 / searched) })}</span>
        )}
      </p>
      <span className={styles.spark} title={t('territory.sample.perDay', { list })}>
        <SparkLine counts={perDay.map(({ count }) => count)} />
        <span className="hidden-text">{t('territory.sample.perDay', { list })}</span>
      </span>
    </div>
  );
}

function Nothing() {
  const { t } = useWords();
  return (
    <p>
      <strong>{t('territory.sample.nothing')}</strong> {t('territory.sample.nothingDo')}
    </p>
  );
}

interface HitsProps {
  readonly hits: readonly Hit[];
  readonly order: Order;
  readonly rule: RuleDraft;
  readonly mayEdit: boolean;
  onLabel(hit: Hit, kind: ExampleKind): void;
}

function Hits({ hits, order, rule, mayEdit, onLabel }: HitsProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <>
      <ul className={styles.hits} aria-label={t(`territory.sample.${order}`, { count: Math.min(hits.length, shown) })}>
        {hits.slice(0, shown).map((hit) => (
          <HitItem key={hit.signal.id} hit={hit} rule={rule} onLabel={mayEdit ? (kind) => onLabel(hit, kind) : null} />
        ))}
      </ul>
      {hits.length > shown && (
        <button type="button" className={styles.more} onClick={() => setShown(hits.length)}>
          {t(`territory.sample.${order}`, { count: hits.length })}
        </button>
      )}
    </>
  );
}
