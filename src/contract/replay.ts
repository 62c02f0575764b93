import { z } from 'zod';
import { Instant } from './common.ts';
import { AlertLevel } from './opportunity.ts';
import { Territory } from './territory.ts';

/** The last days once more, under the rules that run and under a working copy. */
export const ReplayRequest = z.strictObject({
  territory: Territory,
  /** How many days count, back from now. */
  days: z.number().int().min(1).max(31).default(3),
});
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** An alert that was, or would have been, given. */
export const ReplayedAlert = z.object({
  opportunity: z.string(),
  title: z.string(),
  /** When it first disturbed somebody, on the clock of the story. */
  at: Instant,
  /** The loudest it became. */
  level: AlertLevel,
  /** 0 to 100, as it was when it first disturbed. */
  score: z.number(),
  /** There is such an opportunity to look at: the live rules made it, as an alert or quietly. */
  exists: z.boolean(),
});
export type ReplayedAlert = z.infer<typeof ReplayedAlert>;

/** One story told by both rules, at different times. */
export const MovedAlert = z.object({
  before: ReplayedAlert,
  after: ReplayedAlert,
  /** Positive where the new rules tell it later. */
  minutes: z.number(),
});
export type MovedAlert = z.infer<typeof MovedAlert>;

/** Alerts on a day like those replayed, and between which numbers nine such days in ten lie. */
export const Forecast = z.object({ perDay: z.number(), low: z.number().int(), high: z.number().int() });
export type Forecast = z.infer<typeof Forecast>;

export const ReplayResult = z.object({
  from: Instant,
  to: Instant,
  /** Days of the period that the archive reaches. */
  daysCovered: z.number(),
  /** Hours before the period in which detection learnt what is usual; with few, the first alerts are less sure. */
  warmUpHours: z.number(),
  /** Share of all signals that were kept: below 1, alerts from outside the old territory are told from a sample. */
  share: z.number(),
  /** Versions of the territory that ran in the period; with several, the old side is not all that people saw. */
  versions: z.array(z.number().int()),
  mentions: z.object({
    before: z.number().int(),
    after: z.number().int(),
    /** Signals that lay outside and match now. */
    found: z.number().int(),
    /** Mentions that match no more. */
    dropped: z.number().int(),
  }),
  /** Alerts of the period, counted; the lists hold the first hundred of each, the newest first. */
  counts: z.object({
    before: z.number().int(),
    after: z.number().int(),
    same: z.number().int(),
    gained: z.number().int(),
    lost: z.number().int(),
    moved: z.number().int(),
  }),
  gained: z.array(ReplayedAlert),
  lost: z.array(ReplayedAlert),
  moved: z.array(MovedAlert),
  /** Days of 24 hours, oldest first; only those that the archive has whole. */
  perDay: z.array(z.object({ from: Instant, before: z.number().int(), after: z.number().int() })),
  /** Null where the archive has no whole day of the period. */
  forecast: z.object({ before: Forecast, after: Forecast }).nullable(),
  seconds: z.number(),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

export const ReplayState = z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']);
export type ReplayState = z.infer<typeof ReplayState>;

/** A replay that somebody asked for. It is forgotten when the server restarts. */
export const Replay = z.object({
  id: z.string(),
  brand: z.string(),
  days: z.number().int(),
  state: ReplayState,
  requestedAt: Instant,
  /** Replays of its own brand before it; those of others are nobody's business, though they take turns with it. */
  ahead: z.number().int(),
  progress: z.object({
    /** Of the period and what comes before it, 0 to 1. */
    share: z.number(),
    entries: z.number().int(),
    entriesPerSecond: z.number(),
    /** Null while that cannot be told yet. */
    secondsLeft: z.number().nullable(),
  }),
  /** Why it failed: a plain sentence. */
  failure: z.string().nullable(),
  result: ReplayResult.nullable(),
});
export type Replay = z.infer<typeof Replay>;
