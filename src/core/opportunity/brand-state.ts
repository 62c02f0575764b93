import type { MomentumTable } from '../../contract/momentum.ts';
import type { EndedLife } from '../../contract/life.ts';
import type { Mention } from '../../contract/mention.ts';
import type { Opportunity, Verdict } from '../../contract/opportunity.ts';
import type { Metrics, Signal } from '../../contract/signal.ts';
import type { Story } from '../../contract/story.ts';
import { emptyBaseline, learnVoice, passTime, usualRate, type Baseline } from '../burst/baseline.ts';
import { createLocalHours } from '../burst/local-hours.ts';
import { emptyBook, promiseOf, watchPost, type MomentumBook } from '../burst/momentum-book.ts';
import { createPulse, emptyPulse, type Pulse, type PulseState } from '../burst/pulse.ts';
import { noteClimate, type Climate } from '../safety/climate.ts';
import { joinGates, openGate, readItem, rereadItem, strictest, type ReadItem } from '../safety/gate.ts';
import { noteUnder, type ReadOut } from '../safety/read-out.ts';
import type { SafetyReader } from '../safety/reader.ts';
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
import type { StoryRules } from '../story/model.ts';
import { stemOf } from '../story/words/stem.ts';
import { viewStory } from '../story/view.ts';
import { cut } from '../text/cut.ts';
import type { AlertLog } from './alert.ts';
import { noteLikes } from '../story/phase.ts';
import { endedLife } from './ended.ts';
import { joinFits, noteTopics } from './fit.ts';
import type { LiveStory, Setting } from './live-story.ts';
import { judgeStory } from './judge-story.ts';
import { closeMerged, qualify } from './qualify.ts';
import { readMention } from './read-mention.ts';
import { noteTerms } from './rising.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Event time between two looks at the open cards when nothing arrives. */
const SWEEP_MS = 10_000;
const FORGET_EVERY_MS = HOUR;
const QUIET_MS = 10 * MINUTE;
const QUIET_LOOK_MS = MINUTE;
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
  /** When silent terms are looked for next. */
  nextForget: number;
  readonly baseline: Baseline;
  readonly pulse: PulseState;
  readonly momentum: MomentumBook;
  readonly alerts: AlertLog;
  readonly readOut: ReadOut;
  readonly climate: Climate;
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
  /** Stories with a card that are over since this was asked last. */
  takeEnded(): readonly EndedLife[];
  /** What the gate says of a story now. */
  verdict(live: LiveStory, setting: Given): Verdict;
}

/** The setting as the caller knows it; the rest follows from the state. */
type Given = Pick<Setting, 'brand' | 'territory' | 'scoring' | 'window' | 'days'>;

/** How items are read: the same for all brands. */
export interface Reading {
  readonly readSafety: SafetyReader;
  readonly stories: StoryRules;
  /** What growing likes promise; null where nothing has been learnt. */
  readonly momentum: MomentumTable | null;
}

/** The state with what is derived from it. */
interface Detection {
  readonly state: BrandState;
  readonly index: WordIndex;
  readonly readSafety: SafetyReader;
  /** Handed over before anything else is taken: no part of the state. */
  readonly ended: EndedLife[];
  readonly momentum: MomentumTable | null;
  /** The pulse at the hours of an audience. */
  pulse(timeZone: string): Pulse;
}

export function createBrandDetection(
  { readSafety, stories, momentum }: Reading,
  restored?: BrandState,
): BrandDetection {
  const state = restored ?? emptyState();
  const pulses = new Map<string, Pulse>();
  const pulse = (timeZone: string): Pulse => {
    const known = pulses.get(timeZone) ?? createPulse(state.pulse, createLocalHours(timeZone));
    pulses.set(timeZone, known);
    return known;
  };
  const detection = { state, index: indexWords(state.grouping, stories), readSafety, momentum, pulse, ended: [] };
  return {
    state,
    take: (mention, given) => take(detection, mention, given),
    takeEnded: () => detection.ended.splice(0),
    verdict: (live, given) => judgeStory(live, settingOf(detection, given), state.clock),
    tick: (at, given) => (Math.abs(at - state.clock) > SAME_TIMELINE_MS ? [] : advance(detection, at, given)),
  };
}

function take(detection: Detection, mention: Mention, given: Given): Taken {
  const { state, index, readSafety } = detection;
  const { signal } = mention;
  const known = state.seen.get(signal.id);
  if (known) return update(detection, known, mention, given);
  const at = Date.parse(signal.at);
  if (at < state.clock - OLDEST_MS) return { dropped: 'too-old' };
  const said = advance(detection, at, given);
  const { story, item, merged } = placeSignal(state.grouping, index, mention.id, signal, at);
  const own = state.live.get(story.id) ?? newLive(story, at);
  state.live.set(story.id, own);
  remember(state, signal.id, { story: story.id, revision: mention.revision });
  if (merged) said.push(...merge(detection, own, merged, given));
  const isCopy = item.copyOf !== undefined;
  const read = {
    ...readMention(mention, readSafety, given.brand, given.days, state.readOut, isCommon(index), at),
    isCopy,
  };
  readItem(own.gate, read);
  noteTopics(own.fit, mention.topics, signal.title === '');
  notePulse(detection, own, mention, read, given);
  noteMomentum(detection, own, signal, at);
  learnVoice(state.baseline, own.card !== null && own.card.state !== 'closed');
  if (story.items <= BUSY_ITEMS || state.clock - own.evaluatedAt >= BUSY_MS) {
    said.push(...look(detection, own, given, true));
  }
  return { said };
}

function notePulse(
  { pulse, state }: Detection,
  own: LiveStory,
  { signal, topics }: Mention,
  { voice, reading, days, isCopy, at }: ReadItem,
  { brand }: Given,
): void {
  const ids = topics.map(({ topic }) => topic);
  const terms = pulse(brand.timeZone).note(signal, ids, Date.parse(signal.at), isCopy);
  noteUnder(state.readOut, { id: signal.id, voice, reading, terms }, at);
  noteClimate(state.climate, ids, { id: signal.id, voice, reading, day: strictest(days.map(({ care }) => care)) }, at);
  noteTerms(
    own.terms,
    terms.map((term) => [term, 1]),
  );
}

/** A signal seen before: new figures, new words, or nothing new. */
function update(detection: Detection, known: Seen, mention: Mention, given: Given): Taken {
  const { state } = detection;
  const { revision, signal } = mention;
  if (revision <= known.revision) return { dropped: 'duplicate' };
  known.revision = revision;
  // Figures are those of the moment at which they are told, however old the post is.
  const at = Math.max(Date.parse(signal.at), state.clock);
  const said = advance(detection, at, given);
  const own = state.live.get(known.story);
  const isHot = own !== undefined && noteMomentum(detection, own, signal, at);
  const isNews = own !== undefined && renew(detection, own, mention, given);
  if (own && (isHot || isNews)) {
    own.story.updates += 1;
    if (own.card || isHot) said.push(...look(detection, own, given, isHot));
  }
  return isHot || isNews || said.length > 0 ? { said } : { dropped: 'duplicate' };
}

/** Puts new words and figures in the place of the old ones. Answers whether there were any. */
function renew({ state, index, readSafety }: Detection, own: LiveStory, mention: Mention, given: Given): boolean {
  const { signal } = mention;
  const item = own.story.evidence.find((evidence) => evidence.signal === signal.id);
  if (!item || (sameWords(item, signal) && sameMetrics(item.metrics, signal.metrics))) return false;
  if (!sameWords(item, signal)) {
    // A headline that turns grave must close the gate like a new one.
    const before = readSafety({ ...signal, title: item.title, text: item.text });
    const read = readMention(mention, readSafety, given.brand, given.days, state.readOut, isCommon(index), state.clock);
    rereadItem(own.gate, { ...read, isCopy: item.copyOf !== undefined }, before);
    item.title = signal.title;
    item.text = cut(signal.text, GROUPING.textLength);
  }
  noteLikes(own.story.phase, (signal.metrics.likes ?? 0) - (item.metrics.likes ?? 0), state.clock);
  item.metrics = { ...item.metrics, ...signal.metrics };
  return true;
}

/** Whether a word is one that people use: then a brand is not known by it alone. */
const isCommon =
  ({ rules }: WordIndex) =>
  (word: string): boolean =>
    rules.background.shares.has(stemOf(word));

/** Watches a post's figures. Answers whether its likes now grow as only few posts' do. */
function noteMomentum({ state, momentum }: Detection, own: LiveStory, signal: Signal, at: number): boolean {
  if (!momentum) return false;
  watchPost(state.momentum, signal, at, momentum);
  const promise = promiseOf(state.momentum, signal.id, at, momentum);
  if (!promise) return false;
  const best = own.hottest === null ? null : promiseOf(state.momentum, own.hottest, at, momentum);
  if (!best || promise.chance >= best.chance) own.hottest = signal.id;
  return promise.chance >= momentum.hot && promise.chance < 1;
}

/** Moves the clock on and, at every full sweep in between, looks at the open cards. */
function advance(detection: Detection, at: number, given: Given): Said[] {
  const { state, index } = detection;
  const said: Said[] = [];
  if (at <= state.clock) return said;
  if (state.clock === 0) state.nextSweep = nextSweepAfter(at);
  const isSweepDue = state.nextSweep <= at;
  while (state.nextSweep <= at) {
    const open = [...state.live.values()].filter(({ card }) => card && card.state !== 'closed');
    if (open.length === 0) break;
    state.clock = state.nextSweep;
    for (const own of open) if (isLookDue(own, state.clock)) said.push(...look(detection, own, given, false));
    state.nextSweep += SWEEP_MS;
  }
  state.nextSweep = Math.max(state.nextSweep, nextSweepAfter(at));
  state.clock = at;
  passTime(state.baseline, at, state.live.size);
  if (isSweepDue) {
    const isOpen = (id: string): boolean => (state.live.get(id)?.card?.state ?? 'closed') !== 'closed';
    for (const id of forgetStories(state.grouping, index, at, isOpen)) forget(detection, id, at, given);
    if (at >= state.nextForget) {
      detection.pulse(given.brand.timeZone).forget(at);
      state.nextForget = at + FORGET_EVERY_MS;
    }
  }
  return said;
}

function forget({ state, ended }: Detection, id: string, at: number, { brand, window }: Given): void {
  const own = state.live.get(id);
  state.live.delete(id);
  const life = own && own.cards > 0 ? endedLife(own.story, brand.id, at, window) : null;
  if (life) ended.push(life);
}

/** A story that has been quiet for ten minutes is looked at every minute: nothing about it changes faster. */
const isLookDue = ({ story, evaluatedAt }: LiveStory, at: number): boolean =>
  at - story.lastAt < QUIET_MS || at - evaluatedAt >= QUIET_LOOK_MS;

const nextSweepAfter = (at: number): number => Math.ceil(at / SWEEP_MS) * SWEEP_MS;

function merge(detection: Detection, own: LiveStory, gone: StoryState, given: Given): Said[] {
  const { state } = detection;
  const lost = state.live.get(gone.id);
  if (!lost) return [];
  state.live.delete(gone.id);
  const setting = settingOf(detection, given);
  const said = say(state, closeMerged(lost, setting, state.clock), lost, setting);
  joinGates(own.gate, lost.gate);
  joinFits(own.fit, lost.fit);
  noteTerms(own.terms, lost.terms);
  own.hottest ??= lost.hottest;
  own.strongest = Math.max(own.strongest, lost.strongest);
  own.closedAt = Math.max(own.closedAt, lost.closedAt);
  for (const seen of state.seen.values()) if (seen.story === gone.id) seen.story = own.story.id;
  return said;
}

/** Judges a story anew. `fresh`: because of a new item. */
function look(detection: Detection, own: LiveStory, given: Given, fresh: boolean): Said[] {
  const { state } = detection;
  const setting = settingOf(detection, given);
  return say(state, qualify(own, setting, state.clock, fresh), own, setting);
}

function say(state: BrandState, opportunity: Opportunity | null, own: LiveStory, setting: Setting): Said[] {
  if (!opportunity) return [];
  const story = viewStory(own.story, setting.brand.id, setting.usual.rate, state.clock);
  return [{ opportunity, story }];
}

const settingOf = ({ state, pulse, momentum }: Detection, given: Given): Setting => ({
  ...given,
  usual: { rate: usualRate(state.baseline), knownSince: state.baseline.knownSince },
  pulse: pulse(given.brand.timeZone),
  alerts: state.alerts,
  readOut: state.readOut,
  climate: state.climate,
  hot: momentum?.hot ?? 1,
  promise: (signal, at) => momentum && promiseOf(state.momentum, signal, at, momentum),
});

const emptyState = (): BrandState => ({
  clock: 0,
  nextSweep: 0,
  nextForget: 0,
  baseline: emptyBaseline(0),
  pulse: emptyPulse(),
  momentum: emptyBook(),
  alerts: new Map(),
  readOut: new Map(),
  climate: new Map(),
  grouping: emptyGrouping(),
  live: new Map(),
  seen: new Map(),
});

const newLive = (story: StoryState, at: number): LiveStory => ({
  story,
  gate: openGate(at),
  fit: new Map(),
  terms: new Map(),
  hottest: null,
  cards: 0,
  strongest: 0,
  closedAt: 0,
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
