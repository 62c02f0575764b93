import type { FirstTerritory } from '../../../../contract/first-territory.ts';
import type { NoGoTopic, Topic } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import { NamedLists } from './named-lists.tsx';
import { RuleCard } from './rule-card.tsx';
import styles from './wizard.module.css';

interface Props {
  readonly brand: string;
  readonly made: FirstTerritory;
  readonly topics: readonly (Topic | NoGoTopic)[];
  /** What the rules teach: a sentence of `wizard.lesson`. */
  readonly lesson: string;
  readonly empty: string;
  /** Somebody has answered on. */
  readonly stale: boolean;
  readonly hits?: number;
}

/** The rules that a step makes, tried on the last days while somebody answers. */
export function MadeRules({ brand, made: { territory, notes }, topics, lesson, empty, stale, hits }: Props) {
  const { t } = useWords();
  return (
    <section className={styles.made} aria-label={t('wizard.made')} aria-busy={stale}>
      <h2>{t('wizard.made')}</h2>
      {topics.length === 0 && <p className={styles.quiet}>{empty}</p>}
      <ul className={styles.rules}>
        {topics.map((topic) => (
          <RuleCard
            key={topic.id}
            {...{ brand, territory, topic }}
            notes={notes.filter((note) => note.topic === topic.id)}
            {...(hits !== undefined && { hits })}
          />
        ))}
      </ul>
      <NamedLists queries={topics.map(({ query }) => query)} lists={territory.lists} />
      {topics.length > 0 && <p className={styles.lesson}>{lesson}</p>}
    </section>
  );
}
