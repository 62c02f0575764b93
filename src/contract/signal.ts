import { z } from 'zod';
import { Instant } from './common.ts';

export const SignalKind = z.enum(['news', 'post']);
export type SignalKind = z.infer<typeof SignalKind>;

const words = (most: number) =>
  z
    .string()
    .max(most, `longer than ${most.toLocaleString('en')} characters`)
    .nullish();
const count = z.number().int().nonnegative().nullish();

const RawMetrics = z.object({ likes: count, shares: count, comments: count, views: count });

const RawAuthor = z.object({
  id: z.string().min(1).max(500),
  name: words(500),
  handle: words(500),
  followers: count,
});

/**
 * One news item or post as a source, an HTTP client or a Kafka producer sends it. Fields not named here are ignored;
 * `null` means absent. The same `source` and `externalId` sent again is an update of the same signal.
 */
export const RawSignal = z
  .object({
    source: z.string().trim().min(1, 'name the source').max(200),
    kind: SignalKind,
    externalId: z.string().min(1, 'give the id the source uses').max(2_000),
    publishedAt: Instant.nullish(),
    observedAt: Instant.nullish(),
    lang: z.string().max(35).nullish(),
    title: words(2_000),
    text: words(100_000),
    url: words(4_000),
    author: RawAuthor.nullish(),
    section: words(200),
    place: words(200),
    media: z.array(z.string().max(4_000)).max(50).nullish(),
    tags: z.array(z.string().max(200)).max(100).nullish(),
    metrics: RawMetrics.nullish(),
    /** External id of the post it answers. */
    inReplyTo: z.string().max(2_000).nullish(),
    /** External id of the post it passes on. */
    repostOf: z.string().max(2_000).nullish(),
  })
  .refine((raw) => raw.publishedAt ?? raw.observedAt, {
    path: ['publishedAt'],
    error: 'give publishedAt or observedAt',
  });
export type RawSignal = z.infer<typeof RawSignal>;

export const Metrics = z.object({
  likes: z.number().optional(),
  shares: z.number().optional(),
  comments: z.number().optional(),
  views: z.number().optional(),
});
export type Metrics = z.infer<typeof Metrics>;

export const Author = z.object({
  id: z.string(),
  name: z.string().optional(),
  handle: z.string().optional(),
  followers: z.number().optional(),
});
export type Author = z.infer<typeof Author>;

/** A signal as the rest of the product knows it: cleaned, dated, in a known language, with a derived id. */
export const Signal = z.object({
  /** 128 bits of SHA-256 over source and external id, base64url. */
  id: z.string(),
  source: z.string(),
  kind: SignalKind,
  externalId: z.string(),
  /** Event time: when it was published, never later than two minutes after it was received. */
  at: Instant,
  receivedAt: Instant,
  lang: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string().optional(),
  /** Host of the address without `www.`. */
  site: z.string().optional(),
  author: Author.optional(),
  section: z.string().optional(),
  place: z.string().optional(),
  media: z.array(z.string()),
  /** Folded hashtags, without `#`. */
  tags: z.array(z.string()),
  metrics: Metrics,
  inReplyTo: z.string().optional(),
  repostOf: z.string().optional(),
  /** 64-bit similarity hash of the words, 16 hexadecimal digits; near-copies differ in few bits. */
  fingerprint: z.string(),
});
export type Signal = z.infer<typeof Signal>;
