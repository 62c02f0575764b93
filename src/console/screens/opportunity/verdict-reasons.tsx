import type { Opportunity, VerdictLevel, VerdictReason } from '../../../contract/opportunity.ts';
import type { Evidence, Story } from '../../../contract/story.ts';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayReason } from '../../words/reason.ts';
import { EvidenceItem } from './evidence-item.tsx';
import styles from './opportunity.module.css';

interface Props {
  readonly opportunity: Opportunity;
  /** Null while it is fetched, or where it is kept no more. */
  readonly story: Story | null;
  /** Only the reasons of this level; all of them unless told. */
  readonly only?: VerdictLevel;
}

/** Each reason in words, with the words found and the very posts behind it. */
export function VerdictReasons({ opportunity, story, only }: Props) {
  const { verdict, why } = opportunity;
  const posts = new Map([...why, ...(story?.evidence ?? [])].map((item) => [item.signal, item]));
  return (
    <ul className={styles.reasons}>
      {verdict.reasons
        .filter(({ level }) => only === undefined || level === only)
        .map((reason, index) => (
          <ReasonItem
            key={index}
            reason={reason}
            posts={posts}
            whole={story !== null}
            marked={reason.level !== verdict.level}
          />
        ))}
    </ul>
  );
}

interface ItemProps {
  readonly reason: VerdictReason;
  readonly posts: ReadonlyMap<string, Evidence>;
  /** Whether `posts` are all that is kept. */
  readonly whole: boolean;
  /** Whether its own level must be said, because it is not the verdict's. */
  readonly marked: boolean;
}

function ReasonItem({ reason, posts, whole, marked }: ItemProps) {
  const { t, words } = useWords();
  const behind = reason.signals.flatMap((id) => posts.get(id) ?? []);
  const gone = reason.signals.length - behind.length;
  return (
    <li>
      <p className={styles.reason}>
        {marked && <VerdictBadge level={reason.level} long />}
        <span>{sayReason(words, reason)}</span>
        {reason.words.length > 0 && (
          <span className={styles.quiet}>
            <bdi dir="auto">{t('opportunity.words', { words: reason.words.join(', ') })}</bdi>
          </span>
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
      {whole && gone > 0 && <p className={styles.quiet}>{t('gate.postsGone', { count: gone })}</p>}
    </li>
  );
}
