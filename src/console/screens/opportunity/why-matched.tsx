import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TerritoryExplanation } from '../../../contract/query.ts';
import type { Evidence } from '../../../contract/story.ts';
import { explanationQuery } from '../../api/queries.ts';
import { useWords } from '../../ui/use-words.ts';
import { ClauseTree } from '../../why/clause-tree.tsx';
import { MarkedFields } from '../../why/marked-fields.tsx';
import { hitsIn } from '../../why/marked-text.ts';
import styles from './why-matched.module.css';

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
      <MarkedFields title={data.title} text={data.text} hits={matched.flatMap(hitsOf)} lang={item.lang} />
      {matched.length === 0 && <p className={styles.quiet}>{t('opportunity.matched.none')}</p>}
      {matched.map((topic) => (
        <section key={topic.topic} aria-label={topic.label}>
          <p>
            <strong>{topic.label}</strong>
            {topic.noGo && <span className={styles.noGo}>{t('opportunity.matched.noGo')}</span>}
          </p>
          {topic.query && <ClauseTree clause={topic.query.explanation} />}
        </section>
      ))}
    </div>
  );
}

const hitsOf = ({ query }: TerritoryExplanation['topics'][number]) => (query ? hitsIn(query.explanation) : []);
