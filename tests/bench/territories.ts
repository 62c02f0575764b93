import { parseArgs } from 'node:util';
import { PerformanceObserver } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Territory, type LiveTerritory } from '../../src/contract/territory.ts';
import { buildTerritoryIndex, type TerritoryIndex } from '../../src/core/territory/index.ts';
import type { Matchable } from '../../src/core/territory/match.ts';
import { seeded } from '../support/random.ts';

/** As the product does: a layout gives way to others after so many milliseconds. */
const SLICE_MS = 5;
/** What is promised of one step. Milliseconds. */
const LONGEST_PAUSE_MS = 20;
const WORDS = 40_000;

/**
 * Territories that are published and withdrawn while signals come: `--queries 100000 --brands 10000 --changes 3000 --seed 1`.
 * Between any two changes 20 signals are matched and one slice of a layout runs. Prints JSON lines: building; for each
 * kind of step how long it held everything up, garbage collection included; from publishing to the first signal found;
 * and what one brand with the largest queries costs.
 */
export async function benchTerritories(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      queries: { type: 'string', default: '100000' },
      brands: { type: 'string', default: '10000' },
      changes: { type: 'string', default: '3000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [queries, brands, changes] = [values.queries, values.brands, values.changes].map(Number) as [
    number,
    number,
    number,
  ];
  const random = seeded(Number(values.seed));
  const topics = Math.max(1, Math.round(queries / brands));
  const territories = Array.from({ length: brands }, (_, brand) => anyTerritory(brand, topics, random));
  const signals = Array.from({ length: 5_000 }, () => anySignal(random));
  const index = build(territories, topics * brands);
  const collections = watchCollections();
  await change(index, { changes, brands, topics, signals, random });
  report({ collections: await collections() });
  publishLargest(index, random);
}

function build(territories: readonly LiveTerritory[], queries: number): TerritoryIndex {
  const before = memory();
  const start = performance.now();
  const index = buildTerritoryIndex(territories);
  const seconds = (performance.now() - start) / 1_000;
  const megabytes = (memory() - before) / 2 ** 20;
  report({
    queries,
    brands: territories.length,
    unreadable: index.quarantined.length,
    buildSeconds: round(seconds),
    megabytes: round(megabytes),
    bytesPerQuery: Math.round((megabytes * 2 ** 20) / queries),
  });
  return index;
}

interface Traffic {
  readonly changes: number;
  readonly brands: number;
  readonly topics: number;
  readonly signals: readonly Matchable[];
  random(): number;
}

/** Brands publish, some leave and come back; every change is looked for with a signal that it alone finds. */
async function change(index: TerritoryIndex, { changes, brands, topics, signals, random }: Traffic): Promise<void> {
  const steps = createStopwatch();
  const seen: number[] = [];
  let missed = 0;
  let layouts = 0;
  let layOut: Generator<void, void> | null = null;
  let next = 0;
  for (let n = 0; n < changes; n++) {
    await new Promise((resume) => setImmediate(resume));
    const brand = Math.floor(random() * brands);
    const own = `sign${n}`;
    const territory = anyTerritory(brand, topics, random, own);
    const published = performance.now();
    steps.time('replace', () => index.replace(territory));
    const found = steps.time('first match', () => index.match(signalOf(own)));
    seen.push(performance.now() - published);
    if (!found.some((hit) => hit.brand === territory.territory.brand)) missed++;
    for (let i = 0; i < 20; i++) steps.time('match', () => index.match(signals[next++ % signals.length]!));
    layOut ??= (layouts++, index.layOut());
    const running = layOut;
    if (steps.time('slice of a layout', () => runSlice(running))) layOut = null;
    if (n % 10 === 0) {
      steps.time('remove', () => index.remove(territory.territory.brand));
      if (index.match(signalOf(own)).length > 0) missed++;
    }
  }
  report({
    changes,
    layouts,
    notSeenAtOnce: missed,
    millisecondsToFirstMatch: quantiles(seen),
  });
  for (const line of steps.lines()) report(line);
}

/** Whether it is done. */
function runSlice(steps: Generator<void, void>): boolean {
  const begun = performance.now();
  while (performance.now() - begun < SLICE_MS) if (steps.next().done) return true;
  return false;
}

/** Queries of 20,000 characters, and long lists, each published as the only topic of a brand. */
function publishLargest(index: TerritoryIndex, random: () => number): void {
  const many = (size: number, make: (i: number) => string): string[] => Array.from({ length: size }, (_, i) => make(i));
  const word = (): string => anyWord(random);
  const phrase = (): string => `"${word()} ${word()}"`;
  const either = (parts: readonly string[]): string => `(${parts.join(' OR ')})`;
  const cut = (parts: string[], characters: number): string[] => {
    let used = 0;
    return parts.filter((part) => (used += part.length + 4) < characters);
  };
  const largest: Record<string, { query: string; lists?: Record<string, string[]> }> = {
    'words, any': { query: either(cut(many(5_000, word), 19_900)) },
    'phrases, any': { query: either(cut(many(5_000, phrase), 19_900)) },
    'words and words': { query: many(2, () => either(cut(many(5_000, word), 9_900))).join(' AND ') },
    'phrases and phrases': { query: many(2, () => either(cut(many(5_000, phrase), 9_900))).join(' AND ') },
    'phrases near phrases': { query: many(2, () => either(cut(many(5_000, phrase), 9_900))).join(' NEAR/9 ') },
    'half of many phrases': { query: `ATLEAST/200(${cut(many(5_000, phrase), 19_000).slice(0, 400).join(', ')})` },
    'prefixes, any': {
      query: either(
        cut(
          many(5_000, () => `${word().slice(0, 3 + random() * 3)}*`),
          19_900,
        ),
      ),
    },
    'pairs, any': {
      query: either(
        cut(
          many(5_000, () => `(${word()} ${word()})`),
          19_900,
        ),
      ),
    },
    'a list of 5,000 words': { query: 'list:one', lists: { one: many(5_000, word) } },
    'a list of 5,000 phrases': { query: 'list:one', lists: { one: many(5_000, phrase) } },
    'two lists of 500 phrases': {
      query: 'list:one list:two',
      lists: { one: many(500, phrase), two: many(500, phrase) },
    },
  };
  for (const [shape, { query, lists }] of Object.entries(largest)) {
    const live = liveOf('largest', [query], lists);
    const before = memory();
    const steps = createStopwatch();
    steps.time('replace', () => index.replace(live));
    const { most, mostCpu } = steps.lines()[0]!;
    const megabytes = round((memory() - before) / 2 ** 20);
    const why = index.quarantined.find(({ brand }) => brand === 'largest')?.errors[0]?.message.en;
    report({
      largest: shape,
      characters: query.length,
      replaceMs: most,
      replaceCpuMs: mostCpu,
      megabytes,
      ...(why && { refused: why }),
    });
  }
  index.remove('largest');
}

interface Stopwatch {
  time<T>(kind: string, run: () => T): T;
  lines(): StepTimes[];
}

/** Milliseconds; those of the processor are the truth on a machine that others use too, and count all its threads. */
interface StepTimes {
  readonly step: string;
  readonly times: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** How many took longer than is promised. */
  readonly over: number;
  readonly mostCpu: number;
  readonly overCpu: number;
}

function createStopwatch(): Stopwatch {
  const taken = new Map<string, { wall: number[]; cpu: number[] }>();
  return {
    time: (kind, run) => {
      const cpu = process.cpuUsage();
      const start = performance.now();
      const result = run();
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      const all = taken.get(kind) ?? { wall: [], cpu: [] };
      taken.set(kind, all);
      all.wall.push(wall);
      all.cpu.push((user + system) / 1_000);
      return result;
    },
    lines: () =>
      [...taken].map(([step, { wall, cpu }]) => ({
        step,
        times: wall.length,
        ...quantiles(wall),
        over: wall.filter(isOver).length,
        mostCpu: quantiles(cpu).most,
        overCpu: cpu.filter(isOver).length,
      })),
  };
}

const isOver = (milliseconds: number): boolean => milliseconds > LONGEST_PAUSE_MS;

function quantiles(numbers: readonly number[]): { p50: number; p99: number; most: number } {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

/** Garbage collections from now on: how many, and the longest. Milliseconds. */
function watchCollections(): () => Promise<{ times: number; most: number }> {
  const durations: number[] = [];
  const observer = new PerformanceObserver((list) =>
    durations.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ entryTypes: ['gc'] });
  return async () => {
    await new Promise((next) => setImmediate(next));
    observer.disconnect();
    return { times: durations.length, most: round(Math.max(0, ...durations)) };
  };
}

/** Bytes held after a garbage collection. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'zo', 'cha', 'ler'];

/** A word of rank n: common ones are short. */
function wordOf(rank: number): string {
  let word = SYLLABLES[rank % 16]!;
  for (let rest = rank >> 4; rest > 0; rest >>= 4) word += SYLLABLES[rest % 16]!;
  return word;
}

/** Words as often as in speech: the chance of a rank falls with it (Zipf). */
const anyWord = (random: () => number): string => wordOf(Math.floor(WORDS ** random()) - 1 + 16);
/** Queries seldom ask for the commonest words. */
const askedWord = (random: () => number): string => wordOf(200 + Math.floor(WORDS * random() ** 2));

const SHAPES: readonly ((word: () => string) => string)[] = [
  (word) => `${word()} AND ${word()} AND ${word()}`,
  (word) => `${word()} AND (${word()} OR ${word()} OR ${word()})`,
  (word) => `"${word()} ${word()}" OR ${word()}`,
  (word) => `${word()} NEAR/5 ${word()}`,
  (word) => `(${word()} OR ${word()}) NEAR/9 "${word()} ${word()}"`,
  (word) => `${word()}* AND ${word()} -${word()}`,
  (word) => `title:${word()} OR #${word()} OR {${word()}}`,
  (word) => `ATLEAST/2(${word()}, ${word()}, ${word()}, ${word()})`,
  (word) => `${word()} followers:>=1000 -lang:de`,
];

function anyTerritory(brand: number, topics: number, random: () => number, own?: string): LiveTerritory {
  const word = (): string => askedWord(random);
  const queries = Array.from({ length: topics }, () => SHAPES[Math.floor(random() * SHAPES.length)]!(word));
  return liveOf(`brand-${brand}`, own === undefined ? queries : [`${queries[0]} OR ${own}`, ...queries.slice(1)]);
}

function liveOf(brand: string, queries: readonly string[], lists: Record<string, string[]> = {}): LiveTerritory {
  const topics = queries.map((query, i) => ({ id: `topic-${i}`, label: 'Topic', query }));
  return { version: 1, territory: Territory.parse({ brand, topics, lists }) };
}

function signalOf(text: string, title = ''): Matchable {
  return { title, text, tags: [], source: 'bench', lang: 'en', kind: 'post', author: { id: 'a', followers: 2_000 } };
}

function anySignal(random: () => number): Matchable {
  const words = (count: number): string => Array.from({ length: count }, () => anyWord(random)).join(' ');
  return signalOf(words(10 + Math.floor(random() * 30)), random() < 0.3 ? words(8) : '');
}

const round = (value: number): number => Math.round(value * 100) / 100;

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
