import { useQuery } from '@tanstack/react-query';
import type { NoGoTopic, Territory, Topic } from '../../../../contract/territory.ts';
import { sampleQuery } from '../../../api/territory.ts';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { Formula } from './formula.tsx';
import styles from './wizard.module.css';

/** Days over which rules are tried here. */
export const DAYS = 7;

interface Props {
  readonly brand: string;
  readonly territory: Territory;
  readonly topic: Topic | NoGoTopic;
  readonly notes: readonly { readonly code: string; readonly data: Record<string, string> }[];
  /** Shows the newest hits, too. */
  readonly hits?: number;
}

/** A rule as it was made, what it would have found lately, and what is worth knowing of it. */
export function RuleCard({ brand, territory, topic, notes, hits = 0 }: Props) {
  const { t } = useWords();
  const { lists, sources, minimumFollowers } = territory;
  const rule = { query: topic.query, lists, languages: [], topicSources: [], sources, minimumFollowers };
  const { data: sample, isError, isFetching } = useQuery(sampleQuery(brand, { rule, days: DAYS }));
  const total = sample?.total;
  return (
    <li className={styles.rule} aria-busy={isFetching}>
      <div className={styles.ruleHead}>
        <strong>{topic.label}</strong>
        <span className="numbers" role="status">
          {isError && t('territory.sample.failed')}
          {total?.exact === true && t('wizard.finds', { count: total.count, days: DAYS })}
          {total?.exact === false && t('wizard.findsAbout', { ...total, days: DAYS })}
        </span>
      </div>
      <Formula query={topic.query} />
      {notes.map(({ code, data }) => (
        <p key={code} className={styles.note}>
          {t(`wizard.note.${code}`, data)}
        </p>
      ))}
      {total?.count === 0 && 'weight' in topic && topic.weight < 1 && (
        <p className={styles.note}>{t('wizard.note.finds-nothing')}</p>
      )}
      {hits > 0 && sample?.hits && sample.hits.length > 0 && (
        <ul className={styles.found} aria-label={t('wizard.newest')}>
          {sample.hits.slice(0, hits).map(({ signal }) => (
            <li key={signal.id}>
              <ForeignText text={signal.title || signal.text.slice(0, 120)} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
