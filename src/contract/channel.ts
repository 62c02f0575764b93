import { z } from 'zod';
import { Instant, Slug } from './common.ts';
import { AlertLevel } from './opportunity.ts';
import { isTimeZone } from './user.ts';

/** What carries a message away from the console. */
export const ChannelKind = z.enum(['mail', 'push', 'slack', 'teams', 'mattermost', 'webhook']);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** `HH:MM` on a clock of 24 hours. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day such as 07:30');

/** What a channel hears of its brands. */
export const Hears = z.strictObject({
  /** From this loudness on; off: no alerts. */
  alerts: z.union([AlertLevel, z.literal('off')]).default('alert'),
  /** Alerts below this score stay in the console. */
  leastScore: z.number().int().min(0).max(100).default(0),
  /** A draft waits for approval, or half of its time is over; a person hears of it where they may approve. */
  approvals: z.boolean().default(true),
  /** A colleague mentions the person, or hands them an opportunity. Brands are never called. */
  calls: z.boolean().default(true),
  /** Everything stops: a freeze, its end, an accepted story that turned. */
  freezes: z.boolean().default(true),
  /** A post did not go out, or nobody can tell. */
  publications: z.boolean().default(true),
});
export type Hears = z.infer<typeof Hears>;

/** Hours in which nothing comes; over midnight where `from` is later than `to`, all day where both are the same. */
export const QuietHours = z.strictObject({
  on: z.boolean().default(false),
  from: TimeOfDay.default('20:00'),
  to: TimeOfDay.default('08:00'),
  /** Days on which they begin: 1 for Monday to 7 for Sunday. */
  days: z.array(z.number().int().min(1).max(7)).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  /** Whether what is urgent comes all the same. */
  urgentPasses: z.boolean().default(true),
});
export type QuietHours = z.infer<typeof QuietHours>;

const settingsShape = {
  label: z.string().trim().min(1, 'give it a name').max(60),
  active: z.boolean().default(true),
  language: z.enum(['en', 'fr']).default('en'),
  /** Null: the person's, or the brand's. */
  timeZone: z.string().max(60).refine(isTimeZone, 'not a time zone such as Europe/Paris').nullable().default(null),
  /** Of a person's channel: which brands. Null: all that they may see. */
  brands: z.array(Slug).max(500).nullable().default(null),
  hears: Hears.prefault({}),
  quiet: QuietHours.prefault({}),
  /** How long a story is not told again, unless it becomes louder. */
  coolDownMinutes: z.number().int().min(0).max(1_440).default(30),
  /** What comes within this time becomes one message. */
  mergeSeconds: z.number().int().min(0).max(900).default(60),
  /** Times of day at which everything comes together; none: as it happens. */
  digestAt: z.array(TimeOfDay).max(6).default([]),
};

export const ChannelSettings = z.strictObject(settingsShape);
export type ChannelSettings = z.infer<typeof ChannelSettings>;

/** Who looks after it: one person for themselves, or the administrators of a brand. */
export const ChannelOwner = z.discriminatedUnion('of', [
  z.object({ of: z.literal('person'), person: z.string() }),
  z.object({ of: z.literal('brand'), brand: Slug }),
]);
export type ChannelOwner = z.infer<typeof ChannelOwner>;

export const Channel = z.object({
  id: z.string(),
  owner: ChannelOwner,
  kind: ChannelKind,
  ...settingsShape,
  /** Where to, as far as it may be shown: an address, a host, the name of a browser. */
  to: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Why it was switched off without its owner: the receiver is gone, or somebody followed the link in a mail. */
  off: z.object({ at: Instant, why: z.enum(['gone', 'unsubscribed']) }).nullable(),
});
export type Channel = z.infer<typeof Channel>;

const Address = z.url({ protocol: /^https?$/, error: 'not an address such as https://hooks.example/…' }).max(2_000);

/** A browser's push subscription, as `PushSubscription.toJSON()` gives it. */
export const PushSubscription = z.strictObject({
  endpoint: Address,
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({
    p256dh: z.string().regex(/^B[\w-]{86}=?$/, 'not a public key of a browser'),
    auth: z.string().regex(/^[\w-]{22}={0,2}$/, 'not a secret of a browser'),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** Where to. A person's mail goes to the address of their account, so it is not asked. */
export const ChannelTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mail'), address: z.email('not an e-mail address').max(200).optional() }),
  z.strictObject({
    kind: z.literal('push'),
    subscription: PushSubscription,
    browser: z.string().trim().min(1).max(100),
  }),
  z.strictObject({ kind: z.enum(['slack', 'teams', 'mattermost', 'webhook']), url: Address }),
]);
export type ChannelTarget = z.infer<typeof ChannelTarget>;

export const NewChannelRequest = ChannelSettings.extend({ target: ChannelTarget });
export type NewChannelRequest = z.infer<typeof NewChannelRequest>;

/** A channel just made. `secret`: what a webhook's messages are signed with, shown only now. */
export const NewChannel = z.object({ channel: Channel, secret: z.string().nullable() });
export type NewChannel = z.infer<typeof NewChannel>;

/** What this installation can send. `pushKey`: what browsers subscribe with. */
export const ChannelMeans = z.object({ mail: z.boolean(), pushKey: z.string() });
export type ChannelMeans = z.infer<typeof ChannelMeans>;
