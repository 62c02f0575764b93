import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Frequencies } from '../../src/contract/frequencies.ts';
import { RawSignal, type Signal } from '../../src/contract/signal.ts';
import { StoryModel } from '../../src/contract/story-model.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import {
  emptyGrouping,
  forgetStories,
  indexWords,
  placeSignal,
  type Grouping,
  type WordIndex,
} from '../../src/core/story/group.ts';
import { createStoryRules } from '../../src/core/story/model.ts';
import { readLines } from '../../src/sources/recording/lines.ts';
import { addLiveStories } from './live-stories.ts';

const HOUR = 3_600_000;
const WARM_UP = 5_000;

/**
 * Groups recorded signals into stories, in their order, with the product's own normalisation and grouping, and writes
 * where each came to lie: `--out` after all merges, `--arrival` as it was told at once. Prints one JSON line.
 * `--live` fills the grouping with so many other stories first, which stay alive all the while.
 */
export async function benchStory(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      signals: { type: 'string' },
      out: { type: 'string' },
      arrival: { type: 'string' },
      live: { type: 'string', default: '0' },
      model: { type: 'string', default: 'config/story.json' },
    },
  });
  if (!values.signals || !values.out) throw new Error('name the signals and where to write: --signals FILE --out FILE');
  const raws = await readRaws(values.signals);
  const rules = createStoryRules(
    StoryModel.parse(readJson(values.model)),
    Frequencies.parse(readJson('config/frequencies.json')),
  );
  const grouping = emptyGrouping();
  const index = indexWords(grouping, rules);
  const live = Number(values.live);
  if (live > 0) {
    // Speed is asked for: that of a process that has run for a while.
    const other = emptyGrouping();
    groupAll(other, indexWords(other, rules), signalsOf(raws.slice(0, WARM_UP)));
    addLiveStories(grouping, index, raws, live);
  }

  const cpu = process.cpuUsage();
  const start = performance.now();
  const signals = signalsOf(raws);
  const normalised = performance.now();
  const { atArrival, atLast, slowestMs } = groupAll(grouping, index, signals);
  const end = performance.now();
  const { user, system } = process.cpuUsage(cpu);

  await writeFile(values.out, toTable(signals, atLast));
  if (values.arrival) await writeFile(values.arrival, toTable(signals, atArrival));
  const line = {
    signals: values.signals,
    items: signals.length,
    stories: new Set(atLast).size,
    liveBefore: live,
    itemsPerSecond: Math.round((1_000 * signals.length) / (end - start)),
    groupedPerSecond: Math.round((1_000 * signals.length) / (end - normalised)),
    itemsPerCpuSecond: Math.round((1e6 * signals.length) / (user + system)),
    slowestMs: Math.round(10 * slowestMs) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const signalsOf = (raws: readonly RawSignal[]): Signal[] =>
  raws.map((raw) => normalise(raw, Date.parse((raw.publishedAt ?? raw.observedAt)!)));

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

async function readRaws(file: string): Promise<RawSignal[]> {
  const raws: RawSignal[] = [];
  for await (const read of readLines(file)) {
    if ('reason' in read) throw new Error(`${file}:${read.line}: ${read.reason}`);
    raws.push(RawSignal.parse(JSON.parse(read.text)));
  }
  return raws;
}

/** The story of each signal: as it was told, and what became of that story. An id seen again is an update and stays. */
function groupAll(grouping: Grouping, index: WordIndex, signals: readonly Signal[]) {
  const became = new Map<string, string>();
  const known = new Map<string, string>();
  let nextSweep = 0;
  let slowestMs = 0;
  const atArrival = signals.map((signal) => {
    const seen = known.get(signal.id);
    if (seen) return seen;
    const begun = performance.now();
    const at = Date.parse(signal.at);
    if (at >= nextSweep) {
      forgetStories(grouping, index, at);
      nextSweep = at + HOUR;
    }
    const { story, merged } = placeSignal(grouping, index, signal.id, signal, at);
    if (merged) became.set(merged.id, story.id);
    known.set(signal.id, story.id);
    slowestMs = Math.max(slowestMs, performance.now() - begun);
    return story.id;
  });
  const last = (id: string): string => (became.has(id) ? last(became.get(id)!) : id);
  return { atArrival, atLast: atArrival.map(last), slowestMs };
}

const toTable = (signals: readonly Signal[], stories: readonly string[]): string =>
  ['id\tcluster', ...signals.map(({ externalId }, i) => `${externalId}\t${stories[i]}`), ''].join('\n');
