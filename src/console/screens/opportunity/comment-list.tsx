import { Button } from '@mantine/core';
import type { Comment } from '../../../contract/teamwork.ts';
import { splitMentions } from '../../team/mentions.ts';
import type { Waiting } from '../../team/outbox.ts';
import { Initials } from '../../team/people.tsx';
import { useTeam } from '../../team/team-provider.tsx';
import { useMe } from '../../ui/app-context.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './comments.module.css';

/** The comments, then those of this device that the server does not have yet. */
export function CommentList({ comments, waiting }: { comments: readonly Comment[]; waiting: readonly Waiting[] }) {
  if (comments.length + waiting.length === 0) return null;
  return (
    <ol className={styles.list}>
      {comments.map((comment) => (
        <Said key={comment.id} comment={comment} />
      ))}
      {waiting.map((one) => (
        <OnItsWay key={one.key} one={one} />
      ))}
    </ol>
  );
}

function Said({ comment: { by, at, text, mentions } }: { comment: Comment }) {
  const { t } = useWords();
  const me = useMe();
  const calls = mentions.some(({ id }) => id === me.id);
  return (
    <li className={styles.comment} data-calls={calls || undefined}>
      <Initials name={by.name} />
      <div>
        <p className={styles.by}>
          <bdi>{by.name}</bdi>
          <span className={styles.quiet}>
            <RelativeTime at={at} />
          </span>
          {calls && <span className={styles.calls}>{t('team.comments.callsYou')}</span>}
        </p>
        <Text text={text} mentions={mentions} />
      </div>
    </li>
  );
}

function OnItsWay({ one }: { one: Waiting }) {
  const { t } = useWords();
  const me = useMe();
  const { outbox } = useTeam();
  return (
    <li className={styles.comment} data-waiting>
      <Initials name={me.name} />
      <div>
        <p className={styles.by}>
          <bdi>{me.name}</bdi>
          <span className={styles.quiet} role="status">
            {one.refused === null ? t('team.comments.waiting') : t('team.comments.refused', { detail: one.refused })}
          </span>
          {one.refused !== null && (
            <Button size="compact-xs" variant="default" onClick={() => outbox.drop(one.key)}>
              {t('team.comments.drop')}
            </Button>
          )}
        </p>
        <Text text={one.text} mentions={one.mentions} />
      </div>
    </li>
  );
}

function Text({ text, mentions }: Pick<Comment, 'text' | 'mentions'>) {
  return (
    <p className={styles.text} dir="auto">
      {splitMentions(text, mentions).map((piece, index) =>
        piece.called ? (
          <b key={index} className={styles.name}>
            {piece.text}
          </b>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
