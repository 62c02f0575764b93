import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Replay } from '../../../../contract/replay.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { ApiError } from '../../../api/client.ts';
import { cancelReplay, fetchReplay, startReplay } from '../../../api/replays.ts';

const ASK_MS = 700;

/** What was asked for: the replay's id, and the working copy as it was. */
interface Asked {
  readonly id: string;
  readonly territory: Territory;
}

export const isOpen = (replay: Replay | undefined): boolean =>
  replay?.state === 'waiting' || replay?.state === 'running';

/** One replay at a time: begun, followed, stopped. `trouble`: a key of the words, with its detail. */
export function useReplay(brand: string, territory: Territory) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const key = ['replay', brand, asked?.id];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => fetchReplay(brand, asked!.id, signal),
    enabled: asked !== null,
    refetchInterval: ({ state }) => (isOpen(state.data) ? ASK_MS : false),
    staleTime: Infinity,
  });

  async function run(act: () => Promise<Replay>, territoryThen: Territory): Promise<void> {
    setAsking(true);
    setRefused(null);
    try {
      const replay = await act();
      client.setQueryData(['replay', brand, replay.id], replay);
      setAsked({ id: replay.id, territory: territoryThen });
    } catch (problem) {
      setRefused(problem);
    } finally {
      setAsking(false);
    }
  }

  return {
    replay: asked ? data : undefined,
    isAsking,
    isStale: asked !== null && asked.territory !== territory,
    trouble: troubleOf(refused ?? error),
    start: (days: number) => run(() => startReplay(brand, territory, days), territory),
    cancel: () => (asked ? run(() => cancelReplay(brand, asked.id), asked.territory) : Promise.resolve()),
  };
}

function troubleOf(problem: unknown): { key: string; detail: string } | null {
  if (problem === null || problem === undefined) return null;
  if (!(problem instanceof ApiError))
    return { key: 'replay.failed', detail: problem instanceof Error ? problem.message : typeof problem };
  const detail = problem.detail ?? problem.kind;
  if (problem.status === 404) return { key: 'replay.gone', detail };
  if (problem.kind === 'too-many') return { key: 'replay.full', detail };
  return { key: problem.status === 0 ? 'replay.offline' : 'replay.failed', detail };
}
