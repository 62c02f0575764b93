import type { Message } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../support/random.ts';
import type { Rig } from './rig.ts';
import { createPlan, type Planned } from './workload.ts';

export interface Load {
  readonly seed: number;
  readonly signals: number;
  /** Signals a second. */
  readonly rate: number;
  /** Each signal is sent as often, also within one batch; 1 unless told. */
  readonly copies?: number;
  /** Share of records that nobody can read. */
  readonly poison?: number;
  /** So many poisonous records before everything else, and as many in a row halfway. */
  readonly poisonInARow?: number;
  /** When the nth signal says that it happened, ms since 1970; when it is sent, unless told. */
  readonly happened?: (n: number, sentAt: number, random: () => number) => number;
  /** What the nth post says where it speaks of no brand. */
  readonly filler?: (n: number) => string;
  /** Signals are shuffled within a window of so many; 1 leaves their order alone. */
  readonly shuffle?: number;
}

/** What was sent, as far as the broker acknowledged it. */
export interface Recorded {
  readonly acknowledged: ReadonlySet<string>;
  readonly mentions: readonly string[];
  /** Keys of the records that must have been refused. */
  readonly poison: readonly string[];
}

export interface Recorder {
  sent(): number;
  readonly done: Promise<Recorded>;
}

const STEP_MS = 100;
/** Behind the rate, batches stay bounded all the same. */
const MOST_AT_ONCE = 2_000;

/** Begins to lay a load in the log of signals, as any producer may, whether somebody reads it or not. */
export function record(rig: Pick<Rig, 'log' | 'nameOf'>, load: Load): Recorder {
  let sent = 0;
  const done = (async (): Promise<Recorded> => {
    const plan = createPlan(load.seed, load.filler);
    const random = seeded(load.seed ^ 0x5bd1e995);
    const order = ordered(load.signals, load.shuffle ?? 1, random);
    const acknowledged = new Set<string>();
    const mentions: string[] = [];
    const poison: string[] = [];
    const send = (messages: Message[]): Promise<void> => rig.log.append(rig.nameOf('signals'), messages);
    const poisonous = (): Message => {
      const key = `poison-${load.seed}-${poison.length}`;
      poison.push(key);
      return { key, value: POISONS[poison.length % POISONS.length]!() };
    };
    const rowOf = (): Message[] => Array.from({ length: load.poisonInARow ?? 0 }, poisonous);
    const half = Math.floor(load.signals / 2);
    if (load.poisonInARow) await send(rowOf());
    const begun = performance.now();
    while (sent < load.signals) {
      const due = Math.min(load.signals, Math.floor(((performance.now() - begun) / 1_000) * load.rate));
      const upTo = Math.min(due, sent + MOST_AT_ONCE);
      if (upTo > sent) {
        const now = Date.now();
        const batch = order.slice(sent, upTo).map((n): Planned => plan.post(n, load.happened?.(n, now, random) ?? now));
        const messages = batch.flatMap((one): Message[] => [
          ...(random() < (load.poison ?? 0) ? [poisonous()] : []),
          ...Array.from({ length: load.copies ?? 1 }, () => ({ key: one.id, value: JSON.stringify(one.raw) })),
        ]);
        if (sent < half && upTo >= half) messages.push(...rowOf());
        await send(messages);
        for (const { id, mentions: own } of batch) {
          acknowledged.add(id);
          mentions.push(...own);
        }
        sent = upTo;
      }
      if (due <= upTo) await sleep(STEP_MS);
    }
    return { acknowledged, mentions, poison };
  })();
  done.catch(() => undefined);
  return { sent: () => sent, done };
}

function ordered(count: number, window: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, n) => n);
  if (window <= 1) return order;
  for (let n = 0; n < count; n++) {
    const other = Math.min(count - 1, n + Math.floor(random() * window));
    [order[n], order[other]] = [order[other]!, order[n]!];
  }
  return order;
}

const POST = { source: 'town-square', kind: 'post', externalId: 'x', publishedAt: '2026-01-01T00:00:00Z', text: 'x' };

/** Records that must be refused, each in another way. */
const POISONS: readonly (() => Buffer | string)[] = [
  () => '{"source": "town-square", "kind": "po',
  () => '',
  () => '[]',
  () => 'null',
  () => Buffer.from([0xff, 0xfe, 0x00, 0x80]),
  () => JSON.stringify({ ...POST, kind: 'rumour' }),
  () => JSON.stringify({ ...POST, text: { toString: 'x' } }),
  () => JSON.stringify({ ...POST, publishedAt: '+275760-09-13T00:00:00.001Z' }),
  () => '{"__proto__": {"polluted": true}, "source": "a"}',
  () => JSON.stringify({ ...POST, text: 'x'.repeat(600_000) }),
  () => '['.repeat(100_000),
];
