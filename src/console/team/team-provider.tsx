import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { postComment } from '../api/team.ts';
import { useApp, useLive, useMe } from '../ui/app-context.tsx';
import { useInSight } from '../ui/use-in-sight.ts';
import { createAttention } from './attention.ts';
import type { Attention } from './attention.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox, Waiting } from './outbox.ts';

interface Team {
  readonly attention: Attention;
  readonly outbox: Outbox;
}

const TeamContext = createContext<Team | null>(null);

/** What a person does with colleagues, for as long as they are signed in. */
export function TeamProvider({ children }: { children: ReactNode }) {
  const { store, clock } = useApp();
  const me = useMe();
  const [team] = useState(() => ({
    attention: createAttention(),
    outbox: createOutbox({
      person: me.id,
      storage: localStorage,
      clock,
      newKey: () => newKey(),
      post: postComment,
      onWritten: (comment) => store.send({ type: 'commented', comment }),
    }),
  }));
  const isLive = useLive((state) => state.connection.kind === 'live');
  useEffect(() => team.outbox.start(), [team]);
  useEffect(() => {
    if (isLive) team.outbox.flush();
  }, [isLive, team]);
  return <TeamContext value={team}>{children}</TeamContext>;
}

/** A random UUID, also on a page that came by plain http, where browsers have no `randomUUID`. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function useTeam(): Team {
  const team = use(TeamContext);
  if (!team) throw new Error('used outside its provider');
  return team;
}

/** This person's comments that the server does not have yet. */
export function useWaiting(): readonly Waiting[] {
  const { outbox } = useTeam();
  return useSyncExternalStore(outbox.subscribe, outbox.waiting);
}

/** Says that an opportunity is before the person, while the page is in sight. */
export function useWatching(opportunity: string): void {
  const { attention } = useTeam();
  const inSight = useInSight();
  useEffect(() => {
    if (!inSight) return;
    attention.look(opportunity);
    return () => attention.look(null);
  }, [attention, inSight, opportunity]);
}
