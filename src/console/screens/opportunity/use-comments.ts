import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Comment } from '../../../contract/teamwork.ts';
import { commentsQuery } from '../../api/team.ts';
import { useWaiting } from '../../team/team-provider.tsx';
import { useLive } from '../../ui/app-context.tsx';

const NONE: readonly Comment[] = [];

/** What was said of an opportunity, the oldest first: what the server kept, what came since, and what is on its way. */
export function useComments(opportunity: string, brand: string) {
  const kept = useQuery(commentsQuery(opportunity));
  const { refetch } = kept;
  const since = useLive((state) => state.comments[brand] ?? NONE);
  const isLive = useLive((state) => state.connection.kind === 'live');
  const outbox = useWaiting();
  // A snapshot after a long absence brings the cards, not what was said meanwhile.
  useEffect(() => {
    if (isLive) void refetch();
  }, [isLive, refetch]);
  const comments = merge(
    kept.data ?? NONE,
    since.filter((one) => one.opportunity === opportunity),
  );
  const waiting = outbox.filter((one) => one.opportunity === opportunity);
  return { comments, waiting, failed: kept.isError && !kept.data, retry: () => void refetch() };
}

function merge(kept: readonly Comment[], since: readonly Comment[]): Comment[] {
  const all = new Map([...kept, ...since].map((comment) => [comment.id, comment]));
  return [...all.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
