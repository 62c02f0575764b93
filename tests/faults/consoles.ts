import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { openPremises, type Premises } from '../bench/newsroom/premises.ts';
import { until } from '../support/app.ts';
import { openLightConsole, type LightConsole, type Place } from '../support/light-console.ts';
import { signIn } from '../support/person.ts';
import { seeded } from '../support/random.ts';
import type { AloneOptions, AloneTrial, Say } from './alone.ts';
import { watchLive, type Onlooker } from './onlooker.ts';
import { quantiles } from './trial.ts';
import { residentBytes } from './trials.ts';
import { openWay } from './way.ts';

const CARDS = 20;
const ONLOOKERS = 3;
/** Changes a second on a busy evening. */
const RATE = 10;
/** Changes a second, and the size of each of three pieces of evidence, that also fill what lies below the product. */
const FLOOD_RATE = 40;
const FLOOD_BYTES = 2_500;
const IDLE_MS = 20_000;
const DEAF_MS = 60_000;
const REAPED_WITHIN_MS = 60_000;
const MOST_QUEUED = 1024 * 1024;
const MOST_SLOWER_MS = 100;
const CROWD = 500;
const SOCKETS_PER_PERSON = 5;
const SETTLED_WITHIN_MS = 10_000;
const PATIENCE_MS = 120_000;
const MINUTE = 60_000;
const TOO_SLOW = 4408;

export const consoles: AloneTrial = {
  name: 'F15',
  about: 'consoles that do not read for 60 s, fall silent, are away, and come 500 at once, while others look on',
  target:
    'queue <= 1 MB, then closed; dead ones reaped <= 60 s; back without a gap, beyond 10,000 changes a snapshot; ' +
    'p99 of the others <= +100 ms',
  async run(options, say) {
    const premises = await openPremises(CARDS);
    try {
      return await watchAll(premises, options, say);
    } finally {
      await premises.close();
    }
  },
};

/** What every part of this trial works with. */
interface Hall {
  readonly premises: Premises;
  readonly cookies: readonly string[];
  readonly stream: Stream;
  readonly onlookers: readonly Onlooker[];
  fault(sentence: string): void;
}

async function watchAll(premises: Premises, { seed, long }: AloneOptions, say: Say) {
  const [faults, notes]: [string[], Record<string, unknown>] = [[], {}];
  const person = await signIn(premises.link);
  const onlookers = Array.from({ length: ONLOOKERS }, () => watchLive(person));
  const cookies = await premises.admit(CROWD / SOCKETS_PER_PERSON + 2);
  const stream = startStream(premises, seed);
  const hall = { premises, cookies, stream, onlookers, fault: (sentence: string) => void faults.push(sentence) };
  const p99 = async (name: string, work: () => Promise<unknown>): Promise<number> => {
    const begun = onlookers.map((one) => one.latencies().length);
    notes[name] = await work();
    const latencies = onlookers.flatMap((one, n) => one.latencies().slice(begun[n]));
    const own = quantiles(latencies);
    notes[`${name}, others`] = { changes: latencies.length, ...own };
    say(`${name}: ${JSON.stringify(notes[name])}; the others ${JSON.stringify(own)}`);
    return own.p99 ?? Infinity;
  };
  try {
    await until('everybody looks on', () => onlookers.every((one) => one.changes() > 0));
    stream.flood(true);
    const flooded = await p99('nothing, many large changes', () => sleep(IDLE_MS));
    const deaf = await p99('not reading', () => notReading(hall));
    if (deaf > flooded + MOST_SLOWER_MS) hall.fault(`not reading: p99 of the others ${deaf} ms, ${flooded} ms before`);
    stream.flood(false);
    const idle = await p99('nothing', () => sleep(IDLE_MS));
    for (const [name, work] of [
      ['silent', silent],
      ['500 at once', crowdAtOnce],
      ['away 5 s', (all: Hall) => away(all, 5_000)],
    ] as const) {
      const own = await p99(name, () => work(hall));
      if (own > idle + MOST_SLOWER_MS) hall.fault(`${name}: p99 of the others ${own} ms, ${idle} ms before`);
    }
    await p99('many changes', () => manyChanges(hall));
    if (long) await p99('away 9 and 11 min', () => awayForMinutes(hall));
    await stream.stop();
    await until('everybody knows all', () =>
      onlookers.every((one) => isDeepStrictEqual(one.cursors(), onlookers[0]!.cursors())),
    );
    faults.push(...onlookers.flatMap((one) => one.faults()));
    return { faults, notes };
  } finally {
    // What broke it is on its way already.
    await stream.stop().catch(() => undefined);
    await Promise.all(onlookers.map((one) => one.close()));
  }
}

/** One change after the other, as only one writer may. */
interface Stream {
  /** More and larger ones, or as before. */
  flood(on: boolean): void;
  /** So many of one brand, as fast as they can be committed. */
  burst(changes: number): Promise<void>;
  stop(): Promise<void>;
}

function startStream({ opportunities, write }: Premises, seed: number): Stream {
  const random = seeded(seed);
  let [over, flooding, owed, n] = [false, false, 0, 0];
  let paid: () => void = () => undefined;
  const text = (): string => Array.from({ length: FLOOD_BYTES / 5 }, () => random().toString(36).slice(2, 6)).join(' ');
  const next = (from: Opportunity): Opportunity => {
    const at = new Date().toISOString();
    const why = flooding ? Array.from({ length: 3 }, () => ({ ...from.why[0]!, text: text() })) : from.why;
    return { ...from, why, title: `Change ${n++}.`, causedAt: at, updatedAt: at };
  };
  const flow = async (): Promise<void> => {
    let due = performance.now();
    while (!over) {
      const some = owed > 0 ? opportunities[0]! : opportunities[Math.floor(random() * opportunities.length)]!;
      await write(next(some));
      if (owed > 0) {
        owed -= 1;
        if (owed === 0) paid();
        due = performance.now();
      } else {
        due += 1_000 / (flooding ? FLOOD_RATE : RATE);
        await sleep(Math.max(0, due - performance.now()));
      }
    }
  };
  const flowing = flow();
  flowing.catch(() => undefined);
  return {
    flood: (on) => void (flooding = on),
    async burst(changes) {
      const done = new Promise<void>((resolve) => (paid = resolve));
      owed = changes;
      await Promise.race([done, flowing]);
    },
    async stop() {
      over = true;
      await flowing;
    },
  };
}

const arrive = async (hall: Hall, from?: Place, through?: number): Promise<LightConsole> => {
  const [url, cookie] = [hall.premises.url, hall.cookies.at(-1)!];
  const one = openLightConsole({ url, cookie, ...(from && { from }), ...(through && { through }) });
  await one.upToDate;
  return one;
};

/** Two stop reading: one reads on when the product has closed it, the other only after a minute. A third reads all the time. */
async function notReading(hall: Hall) {
  const [reading, short] = [await arrive(hall), await arrive(hall)];
  const found = await overflow(hall, reading, short);
  short.resume();
  const code = await short.closed;
  if (code !== TOO_SLOW) hall.fault(`not reading: closed with ${code}`);
  if (found.mostQueued > MOST_QUEUED) hall.fault(`not reading: ${found.mostQueued} bytes waited in the product`);
  const long = await arrive(hall);
  long.pause();
  await sleep(DEAF_MS);
  long.resume();
  const codeAfterMinute = await long.closed;
  const back = [await comeBack(hall, short.place()), await comeBack(hall, long.place())];
  reading.terminate();
  if (reading.gaps() + short.gaps() + long.gaps() > 0) hall.fault('not reading: gaps before the end');
  const megabytes = (bytes: number): number => Math.round(bytes / 1e4) / 100;
  return {
    ...{ closedAfterMs: found.closedAfterMs, code, codeAfterMinute, back },
    mostQueuedMb: megabytes(found.mostQueued),
    belowTheProductMb: megabytes(found.mostKernel),
    memoryMb: megabytes(found.mostMemory),
  };
}

/**
 * Lets one stop reading until the product closes it. What waits in the product is what one that reads has taken since, less
 * what lies in the kernel.
 */
async function overflow(hall: Hall, reading: LightConsole, deaf: LightConsole) {
  const memory = { pid: () => hall.premises.pid };
  const [before, slowBefore, begun] = [await residentBytes(memory), await dropped(hall, 'slow'), performance.now()];
  const [readBefore, deafBefore] = [reading.tcp.bytesRead, deaf.tcp.bytesRead];
  deaf.pause();
  let [mostQueued, mostKernel, mostMemory] = [0, 0, 0];
  const closed = async (): Promise<boolean> => {
    await sleep(100);
    const taken = reading.tcp.bytesRead - readBefore - (deaf.tcp.bytesRead - deafBefore);
    const kernel = await bytesUnderWay(deaf);
    mostMemory = Math.max(mostMemory, (await residentBytes(memory)) - before);
    if ((await dropped(hall, 'slow')) > slowBefore) return true;
    // Only as long as it was not closed: what is published after that was never meant for it.
    [mostQueued, mostKernel] = [Math.max(mostQueued, taken - kernel), Math.max(mostKernel, kernel)];
    return false;
  };
  await until('who does not read is closed', closed, DEAF_MS);
  return { closedAfterMs: Math.round(performance.now() - begun), mostQueued, mostKernel, mostMemory };
}

/** Comes back and says what it found: all it missed, or a snapshot. A gap is a fault either way. */
async function comeBack(hall: Hall, from: Place, wanted?: 'changes' | 'snapshot') {
  const begun = performance.now();
  const one = await arrive(hall, from);
  const ms = Math.round(performance.now() - begun);
  const found = one.snapshots() > 0 ? 'snapshot' : 'changes';
  if (one.gaps() > 0) hall.fault(`who came back found ${one.gaps()} gaps`);
  if (wanted !== undefined && found !== wanted) hall.fault(`who came back was given a ${found}, not ${wanted}`);
  const answer = { found, changes: one.changes(), ms };
  one.terminate();
  return answer;
}

/** Nothing comes through any more and nobody says so: a cable pulled. */
async function silent(hall: Hall) {
  const way = await openWay(Number(new URL(hall.premises.url).port));
  try {
    const one = await arrive(hall, undefined, way.port);
    const [before, begun] = [await dropped(hall, 'dead'), performance.now()];
    way.become('silent');
    await until('the dead one is reaped', async () => (await dropped(hall, 'dead')) > before, PATIENCE_MS);
    const reapedAfterMs = Math.round(performance.now() - begun);
    if (reapedAfterMs > REAPED_WITHIN_MS) hall.fault(`silent: reaped after ${reapedAfterMs} ms`);
    const back = await comeBack(hall, one.place(), 'changes');
    one.terminate();
    return { reapedAfterMs, back };
  } finally {
    await way.close();
  }
}

/** All come at one moment for the first time, are cut off at one moment, and come back at one moment. */
async function crowdAtOnce(hall: Hall) {
  const all = Array.from({ length: CROWD }, (_, n) => hall.cookies[Math.floor(n / SOCKETS_PER_PERSON)]!);
  const worker = new Worker(new URL('../support/crowd-holder.ts', import.meta.url), {
    workerData: { url: hall.premises.url, cookies: all },
  });
  const tell = async (word: 'come' | 'go'): Promise<Record<string, unknown>> => {
    worker.postMessage(word);
    return ((await once(worker, 'message')) as [Record<string, unknown>])[0];
  };
  try {
    const before = await metric(hall, 'rebond_live_sockets ');
    const lateBefore = await dropped(hall, 'out-of-reach');
    const first = await tell('come');
    await sleep(5_000);
    const stayed = await tell('go');
    await until('they are gone', async () => (await metric(hall, 'rebond_live_sockets ')) <= before, PATIENCE_MS);
    const again = await tell('come');
    await sleep(5_000);
    const stayedAgain = await tell('go');
    for (const { settledMs, failed } of [first, again]) {
      if (Number(failed) > 0) hall.fault(`500 at once: ${String(failed)} were not let in`);
      if (Number(settledMs) > SETTLED_WITHIN_MS) hall.fault(`500 at once: settled after ${String(settledMs)} ms`);
    }
    if (Number(again['snapshots']) > 0) hall.fault('500 at once: who came back was given snapshots');
    if (Number(stayed['gaps']) + Number(stayedAgain['gaps']) > 0) hall.fault('500 at once: gaps');
    const outOfReach = (await dropped(hall, 'out-of-reach')) - lateBefore;
    return { first, stayed, again, stayedAgain, outOfReach };
  } finally {
    await worker.terminate();
  }
}

/** Comes, and is gone again. Where it stood. */
async function leave(hall: Hall): Promise<Place> {
  const one = await arrive(hall);
  one.terminate();
  return one.place();
}

async function away(hall: Hall, ms: number) {
  const place = await leave(hall);
  await sleep(ms);
  return comeBack(hall, place, 'changes');
}

/** On both sides of the 10,000 changes of a brand up to which each single one is sent. */
async function manyChanges(hall: Hall) {
  const [nearer, farther] = [await leave(hall), await leave(hall)];
  await hall.stream.burst(9_000);
  const after9000 = await comeBack(hall, nearer, 'changes');
  await hall.stream.burst(2_000);
  return { after9000, after11000: await comeBack(hall, farther, 'snapshot') };
}

/** Ten changes a second: neither comes near the bound. */
async function awayForMinutes(hall: Hall) {
  const [nine, eleven] = await Promise.all([away(hall, 9 * MINUTE), away(hall, 11 * MINUTE)]);
  return { nine, eleven };
}

async function metric({ premises }: Hall, line: string): Promise<number> {
  const text = await (await fetch(`${premises.url}/metrics`)).text();
  const found = text.split('\n').find((one) => one.startsWith(line));
  return Number(found?.split(' ').at(-1) ?? 0);
}

const dropped = (hall: Hall, reason: string): Promise<number> =>
  metric(hall, `rebond_live_dropped_total{reason="${reason}"}`);

/** Bytes that the kernel holds on their way to a console, on both sides of its connection. */
async function bytesUnderWay({ tcp }: LightConsole): Promise<number> {
  const ours = port(tcp.localPort ?? 0);
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1);
  return lines.reduce((sum, line) => {
    const [, local, remote, , queues] = line.trim().split(/\s+/);
    const [sending = '0', receiving = '0'] = queues?.split(':') ?? [];
    if (local?.endsWith(ours)) return sum + parseInt(receiving, 16);
    return remote?.endsWith(ours) ? sum + parseInt(sending, 16) : sum;
  }, 0);
}

const port = (number: number): string => `:${number.toString(16).toUpperCase().padStart(4, '0')}`;
