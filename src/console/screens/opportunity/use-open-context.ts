import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Card, CardDetail } from '../../../contract/card.ts';
import { postContext } from '../../api/calls.ts';
import { useApp, useLive, useMe } from '../../ui/app-context.tsx';
import { useInSight } from '../../ui/use-in-sight.ts';

/** Where the server's note stands that this person has opened the context. */
export interface OpenContext {
  /** It could not be noted, so the card cannot be accepted yet. */
  readonly failed: boolean;
  retry(): void;
}

/**
 * Tells the server that the evidence is on screen under this verdict; only then may a review card be accepted. What was
 * fetched must be of the same verdict, and the page in sight: a tab in the background has shown nobody anything.
 */
export function useOpenContext(card: Card | undefined, detail: CardDetail | undefined): OpenContext {
  const { store } = useApp();
  const me = useMe();
  const inSight = useInSight();
  const opened = useLive((state) => state.opened);
  const id = card?.opportunity.id;
  const level = card?.opportunity.verdict.level;
  const decides = me.brands.find((brand) => brand.id === card?.opportunity.brand)?.permissions.includes('decide');
  const shown = inSight && detail !== undefined && detail.opportunity.verdict.level === level;
  useNoteSeen(shown && decides === true && level !== 'review' && detail?.steps.seen === undefined ? card : undefined);
  const wanted = shown && level === 'review' && decides === true && id !== undefined && opened[id] !== level;
  const note = useMutation({
    mutationFn: (opportunity: string) => postContext(opportunity, 'review'),
    onSuccess: ({ contextRead }, opportunity) => {
      if (contextRead) store.send({ type: 'opened', id: opportunity, verdict: 'review' });
    },
    retry: 2,
  });
  const say = useEffectEvent((opportunity: string) => {
    if (detail?.contextRead) store.send({ type: 'opened', id: opportunity, verdict: 'review' });
    else note.mutate(opportunity);
  });
  useEffect(() => {
    if (wanted) say(id);
  }, [wanted, id]);
  useEffect(() => {
    if (id !== undefined && shown) store.send({ type: 'looked-at', ids: [id] });
  }, [id, shown, store]);
  return { failed: wanted && note.isError, retry: () => id !== undefined && note.mutate(id) };
}

/** Tells the server, once a visit, that somebody who may decide has the page before them: the newsroom clock runs by it. */
function useNoteSeen(card: Card | undefined): void {
  const id = card?.opportunity.id;
  const level = card?.opportunity.verdict.level;
  const noted = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (id === undefined || level === undefined || noted.current === id) return;
    noted.current = id;
    // A clock that misses a step stops nobody.
    postContext(id, level).catch(() => undefined);
  }, [id, level]);
}
