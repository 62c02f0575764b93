import type { Opportunity, VerdictReason } from '../../../contract/opportunity.ts';
import type { Evidence, Story } from '../../../contract/story.ts';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayReason } from '../../words/reason.ts';
import { EvidenceItem } from './evidence-item.tsx';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';

/** Why the brand may, may perhaps, or may not speak: each reason with the very posts behind it. */
export function VerdictSection({ opportunity, story }: { opportunity: Opportunity; story: Story | null }) {
  const { t } = useWords();
  const { verdict, why } = opportunity;
  const posts = new Map([...why, ...(story?.evidence ?? [])].map((item) => [item.signal, item]));
  return (
    <Section title={t('opportunity.verdict')}>
      <p className={styles.verdictLine}>
        <VerdictBadge level={verdict.level} long /> {t(`verdict.${verdict.level}Means`)}
      </p>
      <ul className={styles.reasons}>
        {verdict.reasons.map((reason, index) => (
          <VerdictItem key={index} reason={reason} posts={posts} marked={reason.level !== verdict.level} />
        ))}
      </ul>
    </Section>
  );
}

interface ItemProps {
  readonly reason: VerdictReason;
  readonly posts: ReadonlyMap<string, Evidence>;
  /** Whether its own level must be said, because it is not the verdict's. */
  readonly marked: boolean;
}

function VerdictItem({ reason, posts, marked }: ItemProps) {
  const { t, words } = useWords();
  const behind = reason.signals.flatMap((id) => posts.get(id) ?? []);
  return (
    <li>
      <p className={styles.reason}>
        {marked && <VerdictBadge level={reason.level} long />}
        <span>{sayReason(words, reason)}</span>
        {reason.words.length > 0 && (
          <span className={styles.quiet}>{t('opportunity.words', { words: reason.words.join(', ') })}</span>
        )}
      </p>
      {behind.length > 0 && (
        <details className={styles.behind} open={reason.level !== 'go'}>
          <summary>
            {t('opportunity.verdictPosts')} ({behind.length})
          </summary>
          <ul className={styles.items}>
            {behind.map((item) => (
              <EvidenceItem key={item.signal} item={item} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
