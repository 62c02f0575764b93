import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveConsole, Person } from '../support/person.ts';

/** A console that comes back whenever its socket ends, and knows whether it missed anything. */
export interface Onlooker {
  /** Changes that came, over all sockets. */
  changes(): number;
  /** In words: numbers that came twice, out of order, or not at all. */
  faults(): string[];
  /** The last number of each brand. */
  cursors(): Readonly<Record<string, number>>;
  /** Milliseconds from the receipt of a signal to each frame that it led to. */
  latencies(): number[];
  close(): Promise<void>;
}

export function watchLive(person: Person): Onlooker {
  const books = createBooks();
  let over = false;
  let current: LiveConsole | null = null;
  const sit = async (): Promise<void> => {
    while (!over) {
      current = await connect(person, books);
      if (current === null) await sleep(200);
      else {
        await current.closed;
        books.add(current);
        current = null;
      }
    }
  };
  const sitting = sit();
  const now = () => books.with(current);
  return {
    changes: () => now().changes,
    faults: () => now().faults,
    cursors: () => now().cursors,
    latencies: () => now().latencies,
    async close() {
      over = true;
      current?.close();
      await sitting;
    },
  };
}

const connect = (person: Person, books: Books): Promise<LiveConsole | null> => {
  const { cursors, epoch } = books.with(null);
  return person.openConsole({ cursors, ...(epoch && { epoch }) }).catch(() => null);
};

interface Page {
  changes: number;
  readonly faults: string[];
  readonly cursors: Record<string, number>;
  epoch: string | null;
  readonly latencies: number[];
}

interface Books {
  add(console: LiveConsole): void;
  with(console: LiveConsole | null): Page;
}

function createBooks(): Books {
  let page: Page = { changes: 0, faults: [], cursors: {}, epoch: null, latencies: [] };
  return {
    add: (console) => void (page = turned(page, console)),
    with: (console) => (console === null ? page : turned(page, console)),
  };
}

function turned(before: Page, { frames, arrivals }: LiveConsole): Page {
  const page: Page = {
    ...before,
    faults: [...before.faults],
    cursors: { ...before.cursors },
    latencies: [...before.latencies],
  };
  frames.forEach((frame, n) => {
    if (frame.type === 'hello') page.epoch = frame.epoch;
    else if (frame.type === 'snapshot') {
      const last = page.cursors[frame.brand];
      // A snapshot in place of what was missed is an honest "begin anew", but it never leads back.
      if (last !== undefined && frame.seq < last)
        page.faults.push(`${frame.brand}: a snapshot of ${frame.seq} after ${last}`);
      page.cursors[frame.brand] = frame.seq;
    } else if (frame.type === 'change') {
      const { brand, seq, body } = frame.change;
      const last = page.cursors[brand] ?? 0;
      if (seq !== last + 1) page.faults.push(`${brand}: ${seq} came after ${last}`);
      page.cursors[brand] = seq;
      page.changes += 1;
      const causedAt = body.noun === 'card' ? body.value.opportunity.causedAt : undefined;
      if (causedAt) page.latencies.push(arrivals[n]! - Date.parse(causedAt));
    }
  });
  return page;
}
