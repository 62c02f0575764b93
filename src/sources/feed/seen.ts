import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RawSignal } from '../../contract/signal.ts';

/** Hashes of ids and of what was read under them, oldest first: small enough to be kept with the cursor. */
export const SeenState = z.array(z.tuple([z.string(), z.string()]));
export type SeenState = z.infer<typeof SeenState>;

/** Twice the most items of one document: what is still in the feed is never forgotten. */
const MOST = 2_000;

export interface Seen {
  /** Those that are new, or whose words changed. */
  news(signals: readonly RawSignal[]): RawSignal[];
  /** To be called once the signals are durable. */
  remember(signals: readonly RawSignal[]): void;
  state(): SeenState;
}

export function createSeen(state: SeenState): Seen {
  const contents = new Map(state);

  function remember(signals: readonly RawSignal[]) {
    for (const raw of signals) {
      const id = short(raw.externalId);
      contents.delete(id);
      contents.set(id, contentHash(raw));
    }
    for (const id of contents.keys()) {
      if (contents.size <= MOST) break;
      contents.delete(id);
    }
  }

  return {
    news: (signals) => signals.filter((raw) => contents.get(short(raw.externalId)) !== contentHash(raw)),
    remember,
    state: () => [...contents],
  };
}

const contentHash = ({ title, text, url }: RawSignal) => short(JSON.stringify([title, text, url]));

const short = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 14);
