import { ActionIcon, Popover } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Comment } from '../../contract/teamwork.ts';
import { findCard } from '../state/select.ts';
import { useLive } from '../ui/app-context.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './calls-menu.module.css';
import { useCalls } from './use-calls.ts';

/** Who called this person, behind an @ that counts what they have not seen. Opening it is seeing it. */
export function CallsMenu() {
  const { t } = useWords();
  const { calls, unread, isUnread, markRead } = useCalls();
  const [fresh, setFresh] = useState<ReadonlySet<string> | null>(null);
  const open = () => {
    setFresh(new Set(calls.filter(isUnread).map(({ id }) => id)));
    markRead(calls.map(({ id }) => id));
  };
  const label = unread === 0 ? t('team.calls.title') : t('team.calls.label', { count: unread });
  return (
    <Popover
      position="bottom-end"
      width={340}
      opened={fresh !== null}
      onChange={(opened) => opened || setFresh(null)}
      trapFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={styles.button}
          aria-label={label}
          title={label}
          aria-expanded={fresh !== null}
          onClick={() => (fresh ? setFresh(null) : open())}
        >
          <span aria-hidden="true">@</span>
          {unread > 0 && (
            <span aria-hidden="true" className={`${styles.count} numbers`}>
              {unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} role="dialog" aria-label={t('team.calls.title')}>
        <h2 className={styles.title}>{t('team.calls.title')}</h2>
        {calls.length === 0 && <p className={styles.none}>{t('team.calls.none')}</p>}
        <ul className={styles.list}>
          {calls.map((call) => (
            <Call key={call.id} call={call} fresh={fresh?.has(call.id) ?? false} onOpen={() => setFresh(null)} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Call({ call, fresh, onOpen }: { call: Comment; fresh: boolean; onOpen: () => void }) {
  const { t } = useWords();
  const card = useLive((state) => findCard(state, call.opportunity));
  return (
    <li>
      <Link to="/o/$id" params={{ id: call.opportunity }} hash="comment" className={styles.call} onClick={onOpen}>
        <span className={styles.by}>
          <bdi>{t('team.calls.from', { name: call.by.name })}</bdi>
          {fresh && <span className={styles.fresh}>{t('team.calls.unread')}</span>}
          <span className={styles.when}>
            <RelativeTime at={call.at} />
          </span>
        </span>
        <span className={styles.text} dir="auto">
          {call.text}
        </span>
        {card && (
          <span className={styles.about} dir="auto">
            {card.opportunity.title}
          </span>
        )}
      </Link>
    </li>
  );
}
