import type { Clock } from '../context.ts';
import type { Sample, SampleRequest } from '../contract/lookback.ts';
import type { StoryRules } from '../core/story/model.ts';
import { aboutTopic, wantedWords } from '../core/territory/about-topic.ts';
import { judgeExamples } from '../core/territory/judge-examples.ts';
import { complete } from '../core/territory/lookback/complete.ts';
import { newestFirst, presentSample, verified, type Drawn } from '../core/territory/lookback/sample.ts';
import { soughtBy } from '../core/territory/lookback/sought.ts';
import { readLists, readTopic } from '../core/territory/topic.ts';
import type { LookBack, LookBackDesk } from '../ports/lookback.ts';
import { createBreadthMeter } from './breadth-meter.ts';
import { rankByCloseness, type Closeness } from './rank-by-closeness.ts';
import { createRecentSignals } from './recent-signals.ts';

interface DeskOptions {
  readonly archive: LookBack;
  readonly clock: Clock;
  /** How signals become stories; without it nobody is told which share of them a rule touches. */
  readonly stories?: StoryRules;
  readonly closeness: Closeness;
}

const DAY_MS = 86_400_000;
/** Candidates looked at: enough for an interval of a few per cent, few enough for the blink of an eye. */
const MOST_LOOKED_AT = 1_500;
const MOST_SHOWN = 50;
const NOTHING = { count: 0, low: 0, high: 0, exact: true };
/** Days in which names count as seen lately. */
const LATELY = 7;

/** Tries rules on the archive: the index says which signals may be meant, the language itself which are. */
export function createLookBackDesk({ archive, clock, stories, closeness }: DeskOptions): LookBackDesk {
  const recent = createRecentSignals({ archive, clock, stories });

  async function sample({ rule, days, order, about }: SampleRequest, signal?: AbortSignal): Promise<Sample> {
    const to = clock();
    const from = to - days * DAY_MS;
    const read = readTopic(rule.query, readLists(rule.lists).lists);
    if ('errors' in read) {
      const errors = read.errors.map(({ from, to, message }) => ({ from, to, message }));
      const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      return { hits: null, closeness: null, errors, total: NOTHING, ...period, perDay: [], searched: 1 };
    }
    const { found, searched, least } = await archive.search(soughtBy(read.query), { from, to }, MOST_LOOKED_AT);
    const hits = verified(read.query, found, rule);
    const drawn = { least, searched, from, to, most: MOST_SHOWN };
    if (order === 'newest') return presentSample(read.query, hits, drawn);
    const wanted = aboutTopic([about, wantedWords(read.query)]);
    // Of hits that are equally close the newest comes first.
    const says = (hit: Drawn): Drawn['signal'] => hit.signal;
    const { ranked, by } = await rankByCloseness(closeness, wanted, newestFirst(hits), { first: 'near', says, signal });
    return presentSample(read.query, hits, { ...drawn, closest: { hits: ranked.map(([hit]) => hit), by } });
  }

  return {
    sample,
    breadth: createBreadthMeter({ archive, clock, recent }),
    complete: async (begins) => complete((await recent(LATELY)).seen(), begins),
    examples: (territory) => Promise.resolve(judgeExamples(territory)),
    async state() {
      const { since, ...state } = await archive.state();
      return { ...state, since: since === null ? null : new Date(since).toISOString() };
    },
  };
}
