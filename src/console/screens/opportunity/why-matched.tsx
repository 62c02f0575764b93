import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Explanation, TerritoryExplanation } from '../../../contract/query.ts';
import type { Evidence } from '../../../contract/story.ts';
import { explanationQuery } from '../../api/queries.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useWords } from '../../ui/use-words.ts';
import { hitsIn, markText, partsOf } from './marked-text.ts';
import styles from './why-matched.module.css';

type Topic = TerritoryExplanation['topics'][number];

/** Which clauses of the brand's territory an item answers, asked for when somebody wants to know. */
export function WhyMatched({ item, brand }: { item: Evidence; brand: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.why} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('opportunity.matched.show')}</summary>
      {open && <Explained item={item} brand={brand} />}
    </details>
  );
}

function Explained({ item, brand }: { item: Evidence; brand: string }) {
  const { t } = useWords();
  const { data, isError, refetch } = useQuery(explanationQuery(brand, item));
  if (isError) {
    return (
      <p role="status" className={styles.quiet}>
        {t('opportunity.matched.failed')}{' '}
        <button type="button" className={styles.retry} onClick={() => void refetch()}>
          {t('app.retry')}
        </button>
      </p>
    );
  }
  if (!data) return <p role="status">{t('app.loading')}</p>;
  const matched = data.topics.filter(({ query, barriers }) => query?.holds && barriers.length === 0);
  return (
    <div className={styles.explained}>
      <MarkedText data={data} topics={matched} lang={item.lang} />
      {matched.length === 0 && <p className={styles.quiet}>{t('opportunity.matched.none')}</p>}
      {matched.map((topic) => (
        <section key={topic.topic} aria-label={topic.label}>
          <p>
            <strong>{topic.label}</strong>
            {topic.noGo && <span className={styles.noGo}>{t('opportunity.matched.noGo')}</span>}
          </p>
          {topic.query && (
            <ul className={styles.tree}>
              <Clause clause={topic.query.explanation} />
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

function MarkedText({ data, topics, lang }: { data: TerritoryExplanation; topics: readonly Topic[]; lang: string }) {
  const hits = topics.flatMap(({ query }) => (query ? hitsIn(query.explanation) : []));
  return (['title', 'body'] as const).map((field) => {
    const text = field === 'title' ? data.title : data.text;
    if (text === '') return null;
    const places = hits.filter((hit) => hit.field === field);
    return (
      <p key={field} className={styles.text} dir="auto" lang={lang === 'und' ? undefined : lang}>
        {markText(text, places).map(({ text: piece, marked }, i) =>
          marked ? <mark key={i}>{piece}</mark> : <span key={i}>{piece}</span>,
        )}
      </p>
    );
  });
}

/** A clause that decided, with what lies in it; alternatives that are not there are only counted. */
function Clause({ clause }: { clause: Explanation }) {
  const { t, code } = useWords();
  const { kept, unnamed } = partsOf(clause);
  const words = [...new Set(clause.hits.map((hit) => hit.words))];
  return (
    <li>
      <span className={clause.holds ? styles.holds : styles.misses} aria-hidden="true">
        {clause.holds ? '✓' : '✗'}
      </span>{' '}
      <span className="hidden-text">
        {t(clause.holds ? 'opportunity.matched.holds' : 'opportunity.matched.misses')}
      </span>
      <code>{clause.text ?? t(`opportunity.matched.${groupOf(clause.kind)}`)}</code>
      {words.length > 0 && (
        <span className={styles.quiet}>
          {' '}
          <ForeignText text={words.join(', ')} />
        </span>
      )}
      {clause.note && <span className={styles.quiet}> {clause.note[code]}</span>}
      {kept.length + unnamed > 0 && (
        <ul>
          {kept.map((child, i) => (
            <Clause key={i} clause={child} />
          ))}
          {unnamed > 0 && <li className={styles.quiet}>{t('opportunity.matched.more', { count: unnamed })}</li>}
        </ul>
      )}
    </li>
  );
}

const groupOf = (kind: string): 'and' | 'or' | 'not' | 'atleast' =>
  kind === 'or' || kind === 'not' || kind === 'atleast' ? kind : 'and';
