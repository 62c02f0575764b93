import { z } from 'zod';
import { Instant, Language, Slug } from './common.ts';
import { SignalKind } from './signal.ts';

const common = {
  id: Slug,
  label: z.string().min(1).max(100),
  enabled: z.boolean().default(true),
};

/** A source as `config/sources.yaml` states it. */
export const SourceConfig = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('feed'),
    url: z.url({ protocol: /^https?$/, error: 'not an http(s) address' }),
    kind: SignalKind.default('news'),
    lang: Language.optional(),
    /** Name of the outlet where several feeds belong to one. */
    outlet: z.string().max(100).optional(),
    /** 0 to 1. */
    trust: z.number().min(0).max(1).default(0.7),
    /** Minutes between two polls. */
    everyMinutes: z.number().min(1).max(1_440).default(5),
  }),
  z.strictObject({
    ...common,
    type: z.literal('replay'),
    file: z.string().min(1),
    speed: z.union([z.number().positive().max(1_000), z.literal('max')]).default(1),
  }),
  z.strictObject({ ...common, type: z.literal('demonstration') }),
]);
export type SourceConfig = z.infer<typeof SourceConfig>;

/** starting: not asked yet; live: answered lately; failing: last attempts failed; ended: a recording is over; off: switched off. */
export const SourceState = z.enum(['starting', 'live', 'failing', 'ended', 'off']);
export type SourceState = z.infer<typeof SourceState>;

/** How a source does. */
export const SourceStatus = z.object({
  id: z.string(),
  label: z.string(),
  type: z.string(),
  demonstration: z.boolean(),
  state: SourceState,
  address: z.string().optional(),
  /** Signals since start. */
  signals: z.number().int(),
  /** Signals a minute over the last quarter of an hour. */
  rate: z.number(),
  /** Seconds between publication and reading of the newest item. */
  lagSeconds: z.number().nullable(),
  lastSignalAt: Instant.nullable(),
  lastAttemptAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
  /** Last error in words, null where the last attempt went well. */
  lastError: z.string().nullable(),
  /** Playback speed, of a recording only. */
  speed: z.union([z.number(), z.literal('max')]).nullable(),
});
export type SourceStatus = z.infer<typeof SourceStatus>;
