import type { LookBack, PastEntry, Period } from '../../ports/lookback.ts';
import type { PastPages, PastSignal } from '../../ports/replay.ts';
import type { Sought } from '../../core/territory/lookback/sought.ts';

/** What a replay meets next: an entry of the log as it was, or a kept signal of which the log says nothing. */
export type Past =
  { readonly kind: 'entry'; readonly entry: PastEntry } | { readonly kind: 'signal'; readonly signal: PastSignal };

interface Reading {
  readonly archive: Pick<LookBack, 'entries'>;
  readonly pages: Pick<PastPages, 'signals'>;
  readonly brand: string;
  readonly sought: Sought;
  readonly period: Period;
}

/** Ids of signals remembered, to tell that a kept one is in the log already: hours of a busy brand. */
const REMEMBERED = 100_000;

/**
 * The log in its own order, and between its entries the kept signals at their receipt, behind whatever the log has of the
 * same moment. Holds two pages of either at a time.
 */
export async function* readPast({ archive, pages, brand, sought, period }: Reading): AsyncGenerator<Past> {
  const remembered = createMemory(REMEMBERED);
  const signals = oneByOne(pages.signals(sought, period));
  let waiting = await signals.next();
  async function* upTo(moment: number): AsyncGenerator<Past> {
    for (; !waiting.done && waiting.value.receivedAt < moment; waiting = await signals.next()) {
      if (!remembered.has(waiting.value.id)) yield { kind: 'signal', signal: waiting.value };
    }
  }
  // A page ahead: with several writers a mention may come a little behind its moment.
  const seen = (page: readonly PastEntry[]): void => {
    for (const entry of page) if (entry.brand !== null) remembered.add(signalOf(entry));
  };
  const entries = oneByOne(ahead(archive.entries(brand, period), seen));
  for await (const entry of entries) {
    yield* upTo(entry.timestamp);
    yield { kind: 'entry', entry };
  }
  yield* upTo(Infinity);
}

/** The signal's id stands first in a mention of ours: `{"id":"<signal>:<brand>",…`. Empty where it does not. */
const signalOf = ({ value }: PastEntry): string =>
  /^\{"id":"([\w-]+):/.exec(
    Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, 64)).toString(),
  )?.[1] ?? '';

/** Pages, each handed over once the one behind it has been seen. */
async function* ahead<T>(
  pages: AsyncIterable<readonly T[]>,
  seen: (page: readonly T[]) => void,
): AsyncGenerator<readonly T[]> {
  let current: readonly T[] = [];
  for await (const next of pages) {
    seen(next);
    yield current;
    current = next;
  }
  yield current;
}

async function* oneByOne<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T, undefined> {
  for await (const page of pages) yield* page;
}

/** Forgets the oldest beyond so many. */
function createMemory(most: number): { add(id: string): void; has(id: string): boolean } {
  const ids = new Set<string>();
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      if (ids.size > most) ids.delete(ids.values().next().value!);
    },
  };
}
