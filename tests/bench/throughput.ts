import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readSignals } from '../../src/sources/replay.ts';
import { watchLive, type Onlooker } from '../faults/onlooker.ts';
import { record } from '../faults/recorder.ts';
import { behind, handled, openRig, type Rig, type Slot } from '../faults/rig.ts';
import { quantiles } from '../faults/trial.ts';
import { cpuSeconds, residentBytes } from '../faults/trials.ts';
import { brandIds, planConfig } from '../faults/workload.ts';
import { until } from '../support/app.ts';
import { signIn } from '../support/person.ts';
import { seeded } from '../support/random.ts';

const SEED = 1;
const LONG_MS = 1_800_000;
const LOOK_MS = 250;
/** At once, while nobody reads: as fast as the broker takes them. */
const FLOOD = 20_000;

/**
 * The product by its roles on a real Kafka with 1,000 stored queries: at a rate, from a signal's receipt to the frame on a
 * console, and how soon a burst is over; then how many signals a second two match processes and one take from a backlog, and
 * who spends the processor's time. Prints one JSON object a part.
 */
export async function benchThroughput(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      signals: { type: 'string', default: '200000' },
      queries: { type: 'string', default: '1000' },
      rate: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '60' },
      burst: { type: 'string', default: '10' },
      file: { type: 'string', default: '../shared/data/signals/news-bbc-2021-2022.ndjson.gz' },
    },
  });
  const texts = await headlines(values.file);
  // The plan's brands have one each already, and at most 200.
  const queries = queriesFrom(texts, Number(values.queries) - brandIds.length);
  const filler = (n: number): string => texts[n % texts.length]!;
  const rig = await openRig({
    roles: ['api', 'match', 'match', 'detect'],
    partitions: { signals: 6, mentions: 4 },
    config: (folder) => planConfig(folder, queries),
  });
  try {
    const onlooker = watchLive(await signIn(rig.link));
    const steady = { rate: Number(values.rate), seconds: Number(values.seconds), filler };
    report({ part: 'steady', ...(await flow(rig, onlooker, steady)) });
    const burst = { ...steady, rate: (steady.rate / 10) * Number(values.burst) };
    report({ part: 'burst', ...(await flow(rig, onlooker, burst)) });
    await onlooker.close();
    // After the rates: in seconds more is said here than any brand hears in a day, and detection remembers it.
    const [first, second] = rig.slots.filter(({ role }) => role === 'match');
    report(await backlog(rig, [first!, second!], Number(values.signals), filler));
    await second!.stop();
    report(await backlog(rig, [first!], Number(values.signals), filler));
  } finally {
    await rig.close();
  }
}

async function headlines(file: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const lines of readSignals(file, { clock: () => Date.now() })) {
    for (const line of lines) if ('raw' in line) texts.push([line.raw.title, line.raw.text].join(' ').slice(0, 400));
  }
  return texts;
}

/** Phrases of three words and groups of four that some headline has: together they find one text in five, about. */
function queriesFrom(texts: readonly string[], count: number): string[] {
  const random = seeded(SEED);
  const queries: string[] = [];
  while (queries.length < count) {
    const words = texts[Math.floor(random() * texts.length)]!.toLowerCase().match(/[a-z]{5,}/g) ?? [];
    const at = Math.floor(random() * (words.length - 4));
    const [a, b, c, d] = words.slice(at, at + 4);
    if (a && b && c && d) queries.push(`"${a} ${b} ${c}" OR (${a} AND ${b} AND ${c} AND ${d})`);
  }
  return queries;
}

/** Of a backlog the first part is left out: members that join share the partitions anew. */
const LEFT_OUT = 0.25;

/** Signals that wait are matched as fast as it goes. */
async function backlog(rig: Rig, matchers: readonly Slot[], signals: number, filler: (n: number) => string) {
  for (const { pid } of matchers) process.kill(pid(), 'SIGSTOP');
  const count = () => handled(rig, ['signals']);
  const before = await count();
  await record(rig, { seed: SEED + matchers.length, signals, rate: FLOOD, filler }).done;
  for (const { pid } of matchers) process.kill(pid(), 'SIGCONT');
  await until('matching is under way', async () => (await count()) >= before + LEFT_OUT * signals, LONG_MS);
  const [begun, at, cpu] = [performance.now(), await count(), await processorTime(rig)];
  await until('all are matched', async () => (await behind(rig, ['signals'])) === 0, LONG_MS);
  const seconds = (performance.now() - begun) / 1_000;
  const [done, later] = [(await count()) - at, await processorTime(rig)];
  await until('all is detected', async () => (await behind(rig)) === 0, LONG_MS);
  const cores = Object.entries(later).map(([name, spent]) => [name, round((spent - cpu[name]!) / seconds)]);
  const resident = rig.slots.map(async (slot) => `${slot.role} ${Math.round((await residentBytes(slot)) / 1e6)}`);
  return {
    ...{ part: 'backlog', matchers: matchers.length, signals: done, signalsPerSecond: Math.round(done / seconds) },
    cores: Object.fromEntries(cores) as Record<string, number>,
    residentMb: await Promise.all(resident),
  };
}

/** Seconds of processor time so far, by who spent them. */
async function processorTime(rig: Rig): Promise<Record<string, number>> {
  const times: Record<string, number> = { broker: await cpuSeconds({ pid: () => rig.broker.pid() }) };
  // One that has ended counts for nothing.
  for (const slot of rig.slots) times[slot.role] = (times[slot.role] ?? 0) + (await cpuSeconds(slot).catch(() => 0));
  const self = process.cpuUsage();
  return { ...times, recorder: (self.user + self.system) / 1e6 };
}

interface Flow {
  readonly rate: number;
  readonly seconds: number;
  readonly filler: (n: number) => string;
}

/** Signals at a rate: how long until their frames, how many wait at most, and how long it takes until nothing waits. */
async function flow(rig: Rig, onlooker: Onlooker, { rate, seconds, filler }: Flow) {
  const before = onlooker.latencies().length;
  const recorder = record(rig, { seed: SEED + 10 + rate, signals: rate * seconds, rate, filler });
  let over = false;
  let mostBehind = 0;
  const watch = (async () => {
    while (!over) {
      mostBehind = Math.max(mostBehind, await behind(rig));
      await sleep(LOOK_MS);
    }
  })();
  await recorder.done;
  const begun = performance.now();
  await until('nothing waits', async () => (await behind(rig)) === 0, LONG_MS);
  over = true;
  await watch;
  await sleep(1_000);
  const latencies = onlooker.latencies().slice(before);
  const drainedMs = Math.round(performance.now() - begun - 1_000);
  return { rate, seconds, frames: latencies.length, signalToFrameMs: quantiles(latencies), mostBehind, drainedMs };
}

const round = (value: number): number => Math.round(value * 100) / 100;

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
