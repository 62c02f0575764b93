import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Frequencies } from '../../src/contract/frequencies.ts';
import { RawSignal } from '../../src/contract/signal.ts';
import { NO_STORY_MODEL, type StoryModel } from '../../src/contract/story-model.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { JOIN_MEASURES, MERGE_MEASURES } from '../../src/core/story/measure.ts';
import { createStoryRules, type StoryRules } from '../../src/core/story/model.ts';
import { hash32 } from '../../src/core/text/hash.ts';
import { readLines } from '../../src/sources/recording/lines.ts';
import { fitLogistic } from './story-logistic.ts';
import { bCubed, runThrough, type Lessons, type Told } from './story-runs.ts';

const DATA = '../shared/data';
const OUT = 'config/story.json';
const COMMAND = 'npm run train -- story';
/** Languages of which there is enough to be a stream of its own. */
const LANGUAGES = ['en', 'es', 'pt', 'fr'];
const LESSONS = ['taught', 'unmerged', 'merged', 'unmerged'] as const;
const JOIN_FROM = [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65];
const MERGE_FROM = [0.6, 0.7, 0.8, 0.85, 0.9];
/** How much better labels may become after their arrival, with a reserve: twice as much is bearable. */
const MOST_AFTERWARDS = 0.01;

/** Learns how stories are joined from the development half of the labelled headlines: those of every other event. */
export async function trainStory(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string', default: DATA }, out: { type: 'string', default: OUT } },
  });
  const frequencies = Frequencies.parse(JSON.parse(await readFile('config/frequencies.json', 'utf8')));
  const told = (await readTold(values.data)).filter(({ event }) => isDevelopment(event));
  const streams = [told, ...LANGUAGES.map((language) => told.filter(({ signal }) => signal.lang === language))];
  const learnt = learn(streams, createStoryRules(NO_STORY_MODEL, frequencies));
  const { rules, score } = chooseLimits(streamsForChoice(told), learnt);
  const model: StoryModel = {
    command: COMMAND,
    items: told.length,
    join: named(rules.join, JOIN_MEASURES),
    merge: named(rules.merge, MERGE_MEASURES),
  };
  await writeFile(values.out, `${JSON.stringify(model, null, 2)}\n`);
  process.stdout.write(`${values.out}: ${told.length} headlines, ${score}\n`);
}

/** The half that may be learnt from. The other one is for telling how well it was learnt. */
export const isDevelopment = (event: string): boolean => hash32(event) % 2 === 0;

async function readTold(data: string): Promise<Told[]> {
  const events = new Map<string, string>();
  for (const { text } of await linesOf(join(data, 'stories/olympics-2021.tsv'))) {
    const [id, , event] = text.split('\t');
    events.set(id!, event!);
  }
  return (await linesOf(join(data, 'signals/news-olympics-2021.ndjson.gz'))).flatMap(({ text }) => {
    const raw = RawSignal.parse(JSON.parse(text));
    const at = Date.parse(raw.publishedAt!);
    const event = events.get(raw.externalId);
    return event ? [{ signal: normalise(raw, at), at, event }] : [];
  });
}

async function linesOf(file: string): Promise<{ text: string }[]> {
  const lines: { text: string }[] = [];
  for await (const read of readLines(file)) {
    if ('reason' in read) throw new Error(`${file}:${read.line}: ${read.reason}`);
    lines.push(read);
  }
  return lines;
}

/**
 * First from stories as people tell them, then again and again from those the rules make themselves, mistakes included:
 * what is learnt from perfect stories alone knows no way out of imperfect ones.
 */
function learn(streams: readonly (readonly Told[])[], start: StoryRules): StoryRules {
  const lessons: Lessons = { join: [], merge: [] };
  let rules = start;
  for (const how of LESSONS) {
    for (const stream of streams) runThrough(stream, rules, how, lessons);
    rules = { ...rules, join: { from: 0.5, weights: fitLogistic(lessons.join) } };
    if (how === 'unmerged') rules = { ...rules, merge: { from: 0.7, weights: fitLogistic(lessons.merge) } };
  }
  return rules;
}

/** How well two limits do. */
interface Trial {
  readonly rules: StoryRules;
  readonly worth: number;
  readonly score: string;
}

/** Languages in which the product is at home: limits are chosen by them and by all languages together. */
const CHOICE = ['en', 'fr'];
/** The events are left out a quarter at a time, so that no single large event decides. */
const QUARTERS = [0, 1, 2, 3];

function streamsForChoice(told: readonly Told[]): readonly (readonly Told[])[] {
  return QUARTERS.flatMap((left) => {
    const rest = told.filter(({ event }) => hash32(event, 1) % QUARTERS.length !== left);
    return [rest, ...CHOICE.map((language) => rest.filter(({ signal }) => signal.lang === language))];
  });
}

/** The middle of the best plateau, not a peak: the limits that do best together with those beside them. */
function chooseLimits(streams: readonly (readonly Told[])[], learnt: StoryRules): Trial {
  const trials = JOIN_FROM.map((joinFrom) =>
    MERGE_FROM.map((mergeFrom) => tryLimits(streams, learnt, joinFrom, mergeFrom)),
  );
  const around = (i: number, j: number): number => {
    const beside = [-1, 0, 1].flatMap((down) => [-1, 0, 1].flatMap((right) => trials[i + down]?.[j + right] ?? []));
    return beside.reduce((sum, { worth }) => sum + worth, 0) / beside.length;
  };
  let best = { trial: trials[1]![1]!, worth: 0 };
  // Those at the edge have fewer beside them, and what lies beyond is not known.
  for (let i = 1; i < JOIN_FROM.length - 1; i++) {
    for (let j = 1; j < MERGE_FROM.length - 1; j++) {
      if (around(i, j) > best.worth) best = { trial: trials[i]![j]!, worth: around(i, j) };
    }
  }
  return best.trial;
}

/** Mean B-cubed F1 over the streams, less what comes too long after arrival. */
function tryLimits(
  streams: readonly (readonly Told[])[],
  learnt: StoryRules,
  joinFrom: number,
  mergeFrom: number,
): Trial {
  const rules = {
    ...learnt,
    join: { ...learnt.join, from: joinFrom },
    merge: { ...learnt.merge, from: mergeFrom },
  };
  const runs = streams.map((stream) => runThrough(stream, rules, 'merged'));
  const last = runs.map(({ events, atLast }) => bCubed(events, atLast));
  const arrival = runs.map(({ events, atArrival }) => bCubed(events, atArrival));
  const kinds = 1 + CHOICE.length;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const byKind = (values: readonly number[]): number[] =>
    [...Array(kinds).keys()].map((kind) => mean(values.filter((_, i) => i % kinds === kind)));
  const [there, then] = [byKind(last), byKind(arrival)];
  const late = there.map((value, i) => Math.max(0, value - then[i]! - MOST_AFTERWARDS));
  const rounded = (values: readonly number[]): string => values.map((value) => value.toFixed(3)).join(' ');
  const score = `B-cubed F1 there (all ${CHOICE.join(' ')}) ${rounded(there)}, at arrival ${rounded(then)}`;
  return { rules, worth: mean(there) - Math.max(...late), score };
}

const named = ({ from, weights }: StoryRules['join'], measures: readonly string[]): StoryModel['join'] => ({
  from,
  weights: Object.fromEntries(
    measures.map((measure, i) => [measure, Number(weights[i]!.toPrecision(6))] as const).filter(([, weight]) => weight),
  ),
});
