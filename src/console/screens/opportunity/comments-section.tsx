import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Card } from '../../../contract/card.ts';
import { colleaguesQuery } from '../../api/team.ts';
import { MentionField } from '../../team/mention-field.tsx';
import { stillCalled } from '../../team/mentions.ts';
import { useTeam } from '../../team/team-provider.tsx';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../ui/use-words.ts';
import { CommentList } from './comment-list.tsx';
import styles from './comments.module.css';
import { Section } from './section.tsx';
import { useComments } from './use-comments.ts';
import { useKeptComment } from './use-kept-comment.ts';

const MOST = 4_000;

/** What colleagues say to each other about the opportunity. */
export function CommentsSection({ card }: { card: Card }) {
  const { t } = useWords();
  const { id, brand } = card.opportunity;
  const me = useMe();
  const rights = me.brands.find((one) => one.id === brand)?.permissions ?? [];
  const writes = rights.includes('decide') || rights.includes('edit-territory');
  const { comments, waiting, failed, retry } = useComments(id, brand);
  return (
    <Section title={t('team.comments.title')}>
      {failed && (
        <p role="alert" className={styles.quiet}>
          {t('team.comments.failed')}{' '}
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('app.retry')}
          </Button>
        </p>
      )}
      {comments.length + waiting.length === 0 && !failed && <p className={styles.quiet}>{t('team.comments.none')}</p>}
      <CommentList comments={comments} waiting={waiting} />
      {writes ? <Writing key={id} card={card} /> : <p className={styles.quiet}>{t('team.comments.mayNot')}</p>}
    </Section>
  );
}

function Writing({ card }: { card: Card }) {
  const { t } = useWords();
  const { id, brand } = card.opportunity;
  const me = useMe();
  const { outbox } = useTeam();
  const colleagues = useQuery(colleaguesQuery(brand));
  const offline = useLive((state) => state.connection.kind === 'offline');
  const { writing, write, clear } = useKeptComment(id, me.id);
  const field = useRef<HTMLTextAreaElement>(null);
  useFocus(field);
  const text = writing.text.trim();
  const send = () => {
    if (text === '') return;
    outbox.send({ opportunity: id, text, mentions: stillCalled(text, writing.called) });
    clear();
    field.current?.focus();
  };
  return (
    <form className={styles.writing} onSubmit={(event) => (event.preventDefault(), send())}>
      <MentionField
        ref={field}
        text={writing.text}
        called={writing.called}
        colleagues={(colleagues.data ?? []).filter((one) => one.id !== me.id)}
        label={t('team.comments.write')}
        most={MOST}
        onChange={(next, called) => write({ text: next, called })}
        onSend={send}
      />
      <div className={styles.foot}>
        <span className={styles.quiet}>{offline ? t('team.comments.offline') : t('team.comments.hint')}</span>
        <Button type="submit" size="compact-md" disabled={text === ''}>
          {t('team.comments.send')}
        </Button>
      </div>
    </form>
  );
}

/** By the key, and for whoever came here to write. */
function useFocus(field: RefObject<HTMLTextAreaElement | null>): void {
  const { singleKeys } = usePreferences();
  const wanted = useLocation({ select: ({ hash }) => hash === 'comment' });
  useKeys({ c: () => field.current?.focus() }, singleKeys);
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'center' });
  }, [wanted, field]);
}
