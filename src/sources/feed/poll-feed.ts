import { z } from 'zod';
import type { PushSignals } from '../../context.ts';
import type { RawSignal } from '../../contract/signal.ts';
import type { SourceConfig } from '../../contract/source.ts';
import type { SourceCursors } from '../source.ts';
import { decodeText } from './decode-text.ts';
import type { Fetched, Fetcher, Validators } from './fetch-document.ts';
import { readFeed } from './read-feed.ts';
import { createSeen, SeenState } from './seen.ts';
import type { Seen } from './seen.ts';
import { toSignals } from './to-signals.ts';

export type FeedConfig = Extract<SourceConfig, { type: 'feed' }>;

/** What came of a poll, and what was said about when to come again. */
export type Polled =
  | {
      readonly kind: 'answered';
      readonly handedOver: readonly { readonly raw: RawSignal; readonly receivedAt: number }[];
      readonly maxAgeMs: number | null;
      readonly ttlMinutes: number | null;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'gone'; readonly reason: string };

export interface FeedPollerDependencies {
  readonly fetcher: Fetcher;
  readonly clock: () => number;
  readonly cursors: SourceCursors;
}

const Cursor = z
  .object({ etag: z.string().optional(), lastModified: z.string().optional(), seen: SeenState })
  .catch({ seen: [] });

interface Memory {
  readonly seen: Seen;
  validators: Validators;
}

/** Polls one feed: fetches it, reads it, and hands over what is new in it or was edited. */
export function createFeedPoller(config: FeedConfig, { fetcher, clock, cursors }: FeedPollerDependencies) {
  let memory: Memory | null = null;

  async function recall(): Promise<Memory> {
    const { seen, etag, lastModified } = Cursor.parse(await cursors.load(config.id));
    return { validators: { etag, lastModified }, seen: createSeen(seen) };
  }

  /** The validators move only over a document whose news are durable. */
  async function take(fetched: Extract<Fetched, { kind: 'fresh' }>, kept: Memory, push: PushSignals): Promise<Polled> {
    const receivedAt = clock();
    const document = readFeed(decodeText(fetched.body, fetched.contentType));
    const origin = { source: config.outlet ?? config.id, kind: config.kind, lang: config.lang, url: fetched.url };
    const signals = toSignals(document, origin, receivedAt);
    const handedOver = kept.seen.news(signals).map((raw) => ({ raw, receivedAt }));
    if (handedOver.length > 0) await push(handedOver);
    kept.seen.remember(signals);
    kept.validators = fetched.validators;
    await cursors.save(config.id, { ...fetched.validators, seen: kept.seen.state() });
    return { kind: 'answered', handedOver, maxAgeMs: fetched.maxAgeMs, ttlMinutes: document.ttlMinutes };
  }

  return async function pollFeed(push: PushSignals, signal: AbortSignal): Promise<Polled> {
    try {
      memory ??= await recall();
      const fetched = await fetcher.fetch(config.url, memory.validators, signal);
      if (fetched.kind === 'fresh') return await take(fetched, memory, push);
      if (fetched.kind !== 'unchanged') return fetched;
      return { kind: 'answered', handedOver: [], maxAgeMs: fetched.maxAgeMs, ttlMinutes: null };
    } catch (error) {
      return { kind: 'failed', reason: (error as Error).message, retryAfterMs: null };
    }
  };
}
