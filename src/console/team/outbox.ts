import { z } from 'zod';
import type { Comment } from '../../contract/teamwork.ts';
import { ApiError } from '../api/client.ts';
import { keep, readKept } from './kept.ts';

const Waiting = z.object({
  /** Under which it is written once, however often it is sent. */
  key: z.string(),
  person: z.string(),
  opportunity: z.string(),
  text: z.string(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  at: z.number(),
  /** Why the server will not have it: sending it again changes nothing. */
  refused: z.string().nullable().default(null),
});
export type Waiting = z.infer<typeof Waiting>;

const KEPT_AS = 'rebond.comments.outbox';
const MOST_KEPT = 50;
/** Tried again this often where the server does not answer. */
const AGAIN_MS = 5_000;

/** Comments on their way to the server: kept on the device until it has them, whatever happens to line and page. */
export interface Outbox {
  waiting(): readonly Waiting[];
  send(comment: Pick<Waiting, 'opportunity' | 'text' | 'mentions'>): void;
  /** Takes one back that the server refused. */
  drop(key: string): void;
  /** Tries everything that waits, now. */
  flush(): void;
  subscribe(listener: () => void): () => void;
  start(): () => void;
}

export interface OutboxOptions {
  readonly person: string;
  readonly storage: Storage;
  readonly clock: () => number;
  readonly newKey: () => string;
  post(opportunity: string, request: { text: string; mentions: string[]; key: string }): Promise<Comment>;
  onWritten(comment: Comment): void;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { person, storage } = options;
  const listeners = new Set<() => void>();
  const underWay = new Set<string>();
  const read = () => readKept(storage, KEPT_AS, z.array(Waiting), []);
  let all = read();
  let mine = ofPerson(all);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function ofPerson(waiting: readonly Waiting[]): readonly Waiting[] {
    return waiting.filter((one) => one.person === person);
  }

  function tell(): void {
    mine = ofPerson(all);
    for (const listener of listeners) listener();
  }

  /** Other tabs write there too: what is kept is read before it is changed. */
  function change(to: (kept: readonly Waiting[]) => Waiting[]): void {
    all = to(read()).slice(-MOST_KEPT);
    keep(storage, KEPT_AS, all);
    tell();
  }

  async function deliver(one: Waiting): Promise<void> {
    if (underWay.has(one.key)) return;
    underWay.add(one.key);
    try {
      const mentions = one.mentions.map(({ id }) => id);
      options.onWritten(await options.post(one.opportunity, { text: one.text, mentions, key: one.key }));
      change((kept) => kept.filter(({ key }) => key !== one.key));
    } catch (error) {
      const final =
        error instanceof ApiError && error.status >= 400 && error.status < 500 && !PASSING.has(error.status);
      if (final) {
        const refused = error.detail ?? String(error.status);
        change((kept) => kept.map((other) => (other.key === one.key ? { ...other, refused } : other)));
      } else tryLater();
    } finally {
      underWay.delete(one.key);
    }
  }

  function tryLater(): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(flush, AGAIN_MS);
  }

  function flush(): void {
    for (const one of mine) if (one.refused === null) void deliver(one);
  }

  return {
    waiting: () => mine,
    send(comment) {
      const { clock, newKey } = options;
      change((kept) => [...kept, { ...comment, key: newKey(), person, at: clock(), refused: null }]);
      flush();
    },
    drop: (key) => change((kept) => kept.filter((one) => one.key !== key)),
    flush,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      stopped = false;
      const heard = (event: StorageEvent) => {
        if (event.key !== KEPT_AS) return;
        all = read();
        tell();
      };
      window.addEventListener('storage', heard);
      flush();
      return () => {
        stopped = true;
        clearTimeout(timer);
        window.removeEventListener('storage', heard);
      };
    },
  };
}

/** Signed out, too slow, too many: it may go through later. */
const PASSING = new Set([401, 408, 429]);
