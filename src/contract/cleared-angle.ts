import { z } from 'zod';
import { Instant, Language, Reason } from './common.ts';
import { Variant } from './draft.ts';
import { Platform } from './platform.ts';
import { Role } from './user.ts';

const Person = z.object({ id: z.string(), name: z.string() });
const WEEK_MINUTES = 10_080;

/** proposed → approved (in advance, by those whom the brand asks under `go`) → withdrawn, which ends either. */
export const ClearedAngleState = z.enum(['proposed', 'approved', 'withdrawn']);
export type ClearedAngleState = z.infer<typeof ClearedAngleState>;

const conditions = {
  /** Ids of topics of the territory, of which the story is to have one; any story where it is empty. */
  topics: z.array(z.string().min(1).max(100)).max(50).default([]),
  /** Where it may go, and what it says there if not its common text. */
  variants: z
    .array(Variant)
    .min(1, 'name a platform')
    .max(Platform.options.length)
    .refine((all) => new Set(all.map(({ platform }) => platform)).size === all.length, 'name each platform once'),
  from: Instant.optional(),
  /** From then on it is good for nothing, and neither is what was approved by it and is not out yet. */
  until: Instant,
  /** How often it may be used. */
  uses: z.number().int().min(1, 'at least once').max(1_000),
  /** Minutes from one use to the next. */
  coolDownMinutes: z.number().int().min(0).max(WEEK_MINUTES).default(0),
};

/** A text for occasions that will come, proposed for approval in advance. */
export const ClearedAngleRequest = z
  .strictObject({
    name: z.string().trim().min(1, 'give it a name').max(80),
    text: z.string().trim().min(1, 'write something').max(20_000),
    lang: Language.optional(),
    ...conditions,
  })
  .refine(({ from, until }) => from === undefined || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    error: 'it ends before it begins',
  });
export type ClearedAngleRequest = z.infer<typeof ClearedAngleRequest>;

/** What is said when a story of its kind comes, under its conditions. Its words never change: another text is another angle. */
export const ClearedAngle = z.object({
  id: z.string(),
  brand: z.string(),
  name: z.string(),
  text: z.string(),
  lang: Language.or(z.literal('und')),
  ...conditions,
  state: ClearedAngleState,
  by: Person,
  createdAt: Instant,
  updatedAt: Instant,
  approvals: z.array(z.object({ by: Person, at: Instant, roles: z.array(Role) })),
  withdrawnBy: Person.optional(),
  /** Drafts that were approved by it, those that were taken back since too. */
  used: z.number().int().nonnegative(),
  lastUsedAt: Instant.optional(),
});
export type ClearedAngle = z.infer<typeof ClearedAngle>;

/** An approved angle beside a story: null where it could be used now, else why not. */
export const OfferedAngle = z.object({ angle: ClearedAngle, obstacle: Reason.nullable() });
export type OfferedAngle = z.infer<typeof OfferedAngle>;
