import { z } from 'zod';
import { isLouder } from '../../contract/decision.ts';
import { AlertLevel } from '../../contract/opportunity.ts';
import { keep, readKept } from '../team/kept.ts';

const KEPT_AS = 'rebond.told';
const MOST_KEPT = 1_000;

const Told = z.array(z.tuple([z.string(), AlertLevel]));

export interface Loud {
  readonly id: string;
  readonly level: AlertLevel;
}

/**
 * Of these cards, those about which the person at this device was not yet told at that level; from now on they were.
 * To be called by the leading tab only.
 */
export function claim(storage: Storage, cards: readonly Loud[]): Loud[] {
  const told = new Map(readKept(storage, KEPT_AS, Told, []));
  const fresh = cards.filter(({ id, level }) => {
    const before = told.get(id);
    return before === undefined || isLouder(level, before);
  });
  for (const { id, level } of fresh) {
    told.delete(id);
    told.set(id, level);
  }
  if (fresh.length > 0) keep(storage, KEPT_AS, [...told].slice(-MOST_KEPT));
  return fresh;
}

/**
 * Makes one tab of a device the leading one, which alone disturbs; when it is closed another leads. A browser without locks,
 * as on plain http, lets every tab lead. Answers the function that gives up.
 */
export function lead(onLead: () => void): () => void {
  const over = new AbortController();
  const untilOver = () => {
    onLead();
    return new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()));
  };
  if (!('locks' in navigator)) onLead();
  else navigator.locks.request(KEPT_AS, { signal: over.signal }, untilOver).catch(() => undefined);
  return () => over.abort();
}
