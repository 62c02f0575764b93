import type { Mention } from '../../contract/mention.ts';
import type { Opportunity } from '../../contract/opportunity.ts';
import type { Metrics } from '../../contract/signal.ts';
import type { Story } from '../../contract/story.ts';
import { emptyBaseline, learnVoice, passTime, usualRate, type Baseline } from '../burst/baseline.ts';
import type { EventReader } from '../safety/events.ts';
import { joinGates, openGate, readItem, rereadItem } from '../safety/verdict.ts';
import {
  emptyGrouping,
  forgetStories,
  GROUPING,
  indexWords,
  placeSignal,
  type Grouping,
  type StoryState,
  type WordIndex,
} from '../story/group.ts';
import { viewStory } from '../story/view.ts';
import { cut } from '../text/cut.ts';
import { joinFits, noteTopics } from './fit.ts';
import { closeMerged, qualify, type LiveStory, type Setting } from './qualify.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Event time between two looks at the open cards when nothing arrives. */
const SWEEP_MS = 10_000;
/** Items older than this say nothing about today. */
const OLDEST_MS = 72 * HOUR;
/** Stories of this many items are looked at again at most every BUSY_MS: counting all their voices costs. */
const BUSY_ITEMS = 60;
const BUSY_MS = 2_000;
/** Ids of signals remembered to know an update or a repetition. */
const REMEMBERED = 50_000;
/**
 * A tick further than this from the brand's clock belongs to another time-line: a recording is being played. Longer than
 * a night's outage, after which cards must still close.
 */
const SAME_TIMELINE_MS = 48 * HOUR;

/** Everything detection knows about one brand. Plain data: a snapshot of it goes on exactly where it was taken. */
export interface BrandState {
  /** Latest event time seen, milliseconds. */
  clock: number;
  nextSweep: number;
  readonly baseline: Baseline;
  readonly grouping: Grouping;
  readonly live: Map<string, LiveStory>;
  /** Story of each signal seen lately, and the last revision of the signal. */
  readonly seen: Map<string, Seen>;
}

interface Seen {
  story: string;
  revision: number;
}

export type Said = { readonly opportunity: Opportunity; readonly story: Story };
export type Taken = { readonly said: readonly Said[] } | { readonly dropped: 'duplicate' | 'too-old' };

/** Detection of one brand at work: its state and what follows from it. */
export interface BrandDetection {
  readonly state: BrandState;
  take(mention: Mention, setting: Given): Taken;
  /** Only time has passed. */
  tick(at: number, setting: Given): readonly Said[];
}

/** The setting as the caller knows it; what is usual follows from the state. */
type Given = Omit<Setting, 'usual'>;

/** The state with what is derived from it. */
interface Detection {
  readonly state: BrandState;
  readonly index: WordIndex;
  readonly readEvents: EventReader;
}

export function createBrandDetection(readEvents: EventReader, restored?: BrandState): BrandDetection {
  const state = restored ?? emptyState();
  const detection = { state, index: indexWords(state.grouping), readEvents };
  return {
    state,
    take: (mention, given) => take(detection, mention, given),
    tick: (at, given) => (Math.abs(at - state.clock) > SAME_TIMELINE_MS ? [] : advance(detection, at, given)),
  };
}

function take(detection: Detection, mention: Mention, given: Given): Taken {
  const { state, index, readEvents } = detection;
  const { signal } = mention;
  const known = state.seen.get(signal.id);
  if (known) return update(detection, known, mention, given);
  const at = Date.parse(signal.at);
  if (at < state.clock - OLDEST_MS) return { dropped: 'too-old' };
  const said = advance(detection, at, given);
  const { story, merged } = placeSignal(state.grouping, index, mention.id, signal, at);
  const own = state.live.get(story.id) ?? newLive(story, at);
  state.live.set(story.id, own);
  remember(state, signal.id, { story: story.id, revision: mention.revision });
  if (merged) said.push(...merge(state, own, merged, given));
  readItem(own.gate, signal, readEvents(signal), mention.noGo, at);
  noteTopics(own.fit, mention.topics, signal.title === '');
  learnVoice(state.baseline, own.card !== null && own.card.state !== 'closed');
  if (story.items <= BUSY_ITEMS || state.clock - own.evaluatedAt >= BUSY_MS) {
    said.push(...look(state, own, given, true));
  }
  return { said };
}

/** A signal seen before: new figures, new words, or nothing new. */
function update(detection: Detection, known: Seen, { revision, signal }: Mention, given: Given): Taken {
  const { state, readEvents } = detection;
  if (revision <= known.revision) return { dropped: 'duplicate' };
  known.revision = revision;
  const own = state.live.get(known.story);
  const item = own?.story.evidence.find((evidence) => evidence.signal === signal.id);
  if (!own || !item || (sameWords(item, signal) && sameMetrics(item.metrics, signal.metrics))) {
    return { dropped: 'duplicate' };
  }
  if (!sameWords(item, signal)) {
    // A headline that turns grave must close the gate like a new one.
    const before = readEvents({ ...signal, title: item.title, text: item.text });
    rereadItem(own.gate, signal, before, readEvents(signal), state.clock);
    item.title = signal.title;
    item.text = cut(signal.text, GROUPING.textLength);
  }
  item.metrics = { ...item.metrics, ...signal.metrics };
  own.story.updates += 1;
  return { said: own.card ? look(state, own, given, false) : [] };
}

/** Moves the clock on and, at every full sweep in between, looks at the open cards. */
function advance({ state, index }: Detection, at: number, given: Given): Said[] {
  const said: Said[] = [];
  if (at <= state.clock) return said;
  if (state.clock === 0) state.nextSweep = nextSweepAfter(at);
  const isSweepDue = state.nextSweep <= at;
  while (state.nextSweep <= at) {
    const open = [...state.live.values()].filter(({ card }) => card && card.state !== 'closed');
    if (open.length === 0) break;
    state.clock = state.nextSweep;
    for (const own of open) said.push(...look(state, own, given, false));
    state.nextSweep += SWEEP_MS;
  }
  state.nextSweep = Math.max(state.nextSweep, nextSweepAfter(at));
  state.clock = at;
  passTime(state.baseline, at, state.live.size);
  if (isSweepDue) for (const id of forgetStories(state.grouping, index, at)) state.live.delete(id);
  return said;
}

const nextSweepAfter = (at: number): number => Math.ceil(at / SWEEP_MS) * SWEEP_MS;

function merge(state: BrandState, own: LiveStory, gone: StoryState, given: Given): Said[] {
  const lost = state.live.get(gone.id);
  if (!lost) return [];
  state.live.delete(gone.id);
  const setting = settingOf(state, given);
  const said = say(state, closeMerged(lost, setting, state.clock), lost, setting);
  joinGates(own.gate, lost.gate);
  joinFits(own.fit, lost.fit);
  for (const seen of state.seen.values()) if (seen.story === gone.id) seen.story = own.story.id;
  return said;
}

/** Judges a story anew. `fresh`: because of a new item. */
function look(state: BrandState, own: LiveStory, given: Given, fresh: boolean): Said[] {
  const setting = settingOf(state, given);
  return say(state, qualify(own, setting, state.clock, fresh), own, setting);
}

function say(state: BrandState, opportunity: Opportunity | null, own: LiveStory, setting: Setting): Said[] {
  if (!opportunity) return [];
  const { grouping, clock } = state;
  const story = viewStory(own.story, setting.brand.id, grouping.vocabulary, setting.usual.rate, clock);
  return [{ opportunity, story }];
}

const settingOf = ({ baseline }: BrandState, given: Given): Setting => ({
  ...given,
  usual: { rate: usualRate(baseline), knownSince: baseline.knownSince },
});

const emptyState = (): BrandState => ({
  clock: 0,
  nextSweep: 0,
  baseline: emptyBaseline(0),
  grouping: emptyGrouping(),
  live: new Map(),
  seen: new Map(),
});

const newLive = (story: StoryState, at: number): LiveStory => ({
  story,
  gate: openGate(at),
  fit: new Map(),
  cards: 0,
  card: null,
  evaluatedAt: at,
});

function remember(state: BrandState, signal: string, seen: Seen): void {
  state.seen.set(signal, seen);
  if (state.seen.size <= REMEMBERED) return;
  const oldest = state.seen.keys().next();
  if (!oldest.done) state.seen.delete(oldest.value);
}

const sameWords = (item: { title: string; text: string }, signal: Mention['signal']): boolean =>
  item.title === signal.title && item.text === cut(signal.text, GROUPING.textLength);

/** Figures that an update does not carry are unchanged. */
const sameMetrics = (known: Metrics, update: Metrics): boolean =>
  METRICS.every((name) => update[name] === undefined || update[name] === known[name]);

const METRICS = ['likes', 'shares', 'comments', 'views'] as const;
