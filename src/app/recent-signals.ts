import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../context.ts';
import type { Signal } from '../contract/signal.ts';
import type { StoryRules } from '../core/story/model.ts';
import { readSeen, type SeenLately } from '../core/territory/lookback/complete.ts';
import { evenOut } from '../core/territory/lookback/recent.ts';
import { groupIntoStories } from '../core/story/group-signals.ts';
import { prepareDocument, type Document } from '../core/territory/match.ts';
import type { LookBack } from '../ports/lookback.ts';

const DAY_MS = 86_400_000;
/** Held in memory, and gone through at each question. */
const MOST = 3_000;
const FRESH_MS = 60_000;
/** Others have the thread after so long. Milliseconds. */
const STEP_MS = 10;

/** Recent signals of everything, each with the same chance to be among them. */
export interface Recent {
  readonly signals: readonly Signal[];
  readonly documents: readonly Document[];
  /** Above 0 up to 1. */
  readonly chance: number;
  /** By signal the number of its story, -1 where it stands alone; null where stories are not told apart. */
  stories(): Promise<Int32Array | null>;
  seen(): SeenLately;
}

export interface RecentOptions {
  readonly archive: LookBack;
  readonly clock: Clock;
  /** Without them signals are not grouped into stories. */
  readonly stories?: StoryRules | undefined;
}

/** Reads the archive at most once a minute for each length of time; only the last asked for is kept. */
export function createRecentSignals(options: RecentOptions): (days: number) => Promise<Recent> {
  const { clock } = options;
  let kept: { readonly days: number; readonly until: number; readonly recent: Promise<Recent> } | null = null;
  return (days) => {
    if (kept?.days === days && clock() < kept.until) return kept.recent;
    const recent = readRecent(options, days);
    kept = { days, until: clock() + FRESH_MS, recent };
    recent.catch(() => (kept = null));
    return recent;
  };
}

async function readRecent({ archive, clock, stories }: RecentOptions, days: number): Promise<Recent> {
  const to = clock();
  const { found, searched, least } = await archive.search({ kind: 'anything' }, { from: to - days * DAY_MS, to }, MOST);
  const { signals, chance } = evenOut(found, least, searched);
  const documents: Document[] = [];
  const rest = pauses();
  for (const signal of signals) {
    documents.push(prepareDocument(signal));
    await rest();
  }
  let grouped: Promise<Int32Array> | undefined;
  let seen: SeenLately | undefined;
  return {
    ...{ signals, documents, chance },
    stories: async () => (stories ? await (grouped ??= group(signals, stories)) : null),
    seen: () => (seen ??= readSeen(signals)),
  };
}

async function group(signals: readonly Signal[], rules: StoryRules): Promise<Int32Array> {
  const grouping = groupIntoStories(signals, rules);
  const rest = pauses();
  for (;;) {
    const step = grouping.next();
    if (step.done) return step.value;
    await rest();
  }
}

/** Lets others have the thread where it was held long enough. */
function pauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STEP_MS) return;
    await turn();
    since = performance.now();
  };
}
