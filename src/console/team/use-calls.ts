import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Comment } from '../../contract/teamwork.ts';
import { callsQuery } from '../api/team.ts';
import { useApp, useLive, useMe } from '../ui/app-context.tsx';

const MOST = 50;
const MOST_READ = 300;
const DAY_MS = 86_400_000;

interface Read {
  /** Whatever came before counts as read: a new device does not begin with a week of calls. */
  readonly since: number;
  readonly ids: readonly string[];
}

/** Comments that call this person, the newest first, and which of them they have not seen on this device. */
export function useCalls() {
  const me = useMe();
  const { clock } = useApp();
  const kept = useQuery(callsQuery);
  const { refetch } = kept;
  const isLive = useLive((state) => state.connection.kind === 'live');
  useEffect(() => {
    if (isLive) void refetch();
  }, [isLive, refetch]);
  const since = useLive((state) => state.comments);
  const [read, setRead] = useLocalStorage<Read>({
    key: `rebond.calls.${me.id}`,
    defaultValue: { since: 0, ids: [] },
    getInitialValueInEffect: false,
  });
  useEffect(() => {
    if (read.since === 0) setRead({ since: clock() - DAY_MS, ids: [] });
  }, [read.since, setRead, clock]);
  const live = Object.values(since)
    .flat()
    .filter(({ mentions }) => mentions.some(({ id }) => id === me.id));
  const all = new Map([...(kept.data ?? []), ...live].map((comment) => [comment.id, comment]));
  const calls = [...all.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST);
  const seen = new Set(read.ids);
  const isUnread = ({ id, at }: Comment) => !seen.has(id) && Date.parse(at) > read.since;
  return {
    calls,
    isUnread,
    unread: calls.filter(isUnread).length,
    markRead: (ids: readonly string[]) =>
      setRead((before) => ({ ...before, ids: [...new Set([...before.ids, ...ids])].slice(-MOST_READ) })),
  };
}
