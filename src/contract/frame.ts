import { z } from 'zod';
import { Card } from './card.ts';
import { Change } from './change.ts';
import { Instant } from './common.ts';
import { Draft } from './draft.ts';
import { Freeze } from './freeze.ts';
import { MomentCard } from './moment-card.ts';
import { Presence } from './teamwork.ts';

/** Client to server. `cursors`: the last number seen per brand; a brand left out wants a snapshot. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    cursors: z.record(z.string(), z.number().int().nonnegative()),
    /** The epoch under which the cursors were given; cursors of another epoch are worth nothing. */
    epoch: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('pong') }),
  /** Which opportunity is before the person, null where none is; and the draft of it in which they write. */
  z.strictObject({
    type: z.literal('watching'),
    opportunity: z.string().max(300).nullable(),
    draft: z.string().max(100).optional(),
  }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/**
 * Server to client.
 * hello → per brand either `snapshot` or the missed `change`s in order → `caught-up` → `change`s as they are committed.
 */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), epoch: z.string(), at: Instant, brands: z.array(z.string()) }),
  z.object({
    type: z.literal('snapshot'),
    brand: z.string(),
    seq: z.number().int(),
    cards: z.array(Card),
    moments: z.array(MomentCard).default([]),
    /** What is frozen for this brand: itself, everything, or neither. */
    freezes: z.array(Freeze).default([]),
    /** Those that are neither withdrawn nor out for longer than a day. */
    drafts: z.array(Draft).default([]),
  }),
  z.object({ type: z.literal('change'), change: Change }),
  z.object({ type: z.literal('caught-up'), brand: z.string(), seq: z.number().int(), missed: z.number().int() }),
  z.object({ type: z.literal('ping'), at: Instant }),
  /** Who looks at an opportunity now; never numbered, sent anew after every hello. */
  z.object({ type: z.literal('presence'), ...Presence.shape }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;

/** WebSocket close codes. The resumable ones ask the client to come back with its cursors. */
export const CloseCode = {
  goingAway: 1001,
  badFrame: 4400,
  signedOut: 4401,
  tooSlow: 4408,
} as const;
