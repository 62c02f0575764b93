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
} from '../story/group.ts';
import { viewStory } from '../story/view.ts';
import { joinFits, noteTopics } from './fit.ts';
import { closeMerged, qualify, type LiveStory, type Setting } from './qualify.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Event time between two looks at the open cards when nothing arrives. */
const SWEEP_MS = MINUTE;
/** Items older than this say nothing about today. */
const OLDEST_MS = 72 * HOUR;
/** Stories of this many items are looked at again at most every BUSY_MS: counting all their voices costs. */
const BUSY_ITEMS = 60;
const BUSY_MS = 2_000;
/** Ids of signals remembered to know an update or a repetition. */
const REMEMBERED = 50_000;
/** A tick further than this from the brand's clock belongs to another time-line: a recording is being played. */
const SAME_TIMELINE_MS = HOUR;

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
  take(mention: Mention, setting: Omit<Setting, 'usual'>): Taken;
  /** Only time has passed. */
  tick(at: number, setting: Omit<Setting, 'usual'>): readonly Said[];
}

export function createBrandDetection(readEvents: EventReader, restored?: BrandState): BrandDetection {
  const state = restored ?? emptyState();
  const { grouping, baseline, live } = state;
  const index = indexWords(grouping);

  function take(mention: Mention, given: Omit<Setting, 'usual'>): Taken {
    const { signal } = mention;
    const known = state.seen.get(signal.id);
    if (known) return update(known, mention, settingOf(given));
    const at = Date.parse(signal.at);
    if (at < state.clock - OLDEST_MS) return { dropped: 'too-old' };
    const said = advance(at, given);
    const placed = placeSignal(grouping, index, mention.id, signal, at);
    const { story } = placed;
    const own = live.get(story.id) ?? newLive(story, at);
    live.set(story.id, own);
    remember(state, signal.id, { story: story.id, revision: mention.revision });
    const setting = settingOf(given);
    if (placed.merged) said.push(...merge(own, placed.merged, setting));
    readItem(own.gate, signal, readEvents(signal), mention.noGo, at);
    noteTopics(own.fit, mention.topics, signal.title === '');
    learnVoice(baseline, own.card !== null && own.card.state !== 'closed');
    if (story.items <= BUSY_ITEMS || state.clock - own.evaluatedAt >= BUSY_MS) {
      said.push(...sayIf(qualify(own, setting, state.clock, true), own, setting));
    }
    return { said };
  }

  function tick(at: number, given: Omit<Setting, 'usual'>): readonly Said[] {
    return Math.abs(at - state.clock) > SAME_TIMELINE_MS ? [] : advance(at, given);
  }

  /** Moves the clock on and, at every full sweep in between, looks at the open cards. */
  function advance(at: number, given: Omit<Setting, 'usual'>): Said[] {
    const said: Said[] = [];
    if (at <= state.clock) return said;
    if (state.clock === 0) state.nextSweep = Math.ceil(at / SWEEP_MS) * SWEEP_MS;
    while (state.nextSweep <= at) {
      const open = [...live.values()].filter(({ card }) => card && card.state !== 'closed');
      if (open.length === 0) break;
      state.clock = state.nextSweep;
      for (const own of open) {
        const setting = settingOf(given);
        said.push(...sayIf(qualify(own, setting, state.nextSweep, false), own, setting));
      }
      state.nextSweep += SWEEP_MS;
    }
    state.nextSweep = Math.max(state.nextSweep, Math.ceil(at / SWEEP_MS) * SWEEP_MS);
    passTime(baseline, at, live.size);
    for (const id of forgetStories(grouping, index, at)) live.delete(id);
    state.clock = at;
    return said;
  }

  function merge(own: LiveStory, gone: StoryState, setting: Setting): Said[] {
    const lost = live.get(gone.id);
    if (!lost) return [];
    live.delete(gone.id);
    const said = sayIf(closeMerged(lost, setting, state.clock), lost, setting);
    joinGates(own.gate, lost.gate);
    joinFits(own.fit, lost.fit);
    for (const seen of state.seen.values()) if (seen.story === gone.id) seen.story = own.story.id;
    return said;
  }

  function update(known: Seen, { revision, signal }: Mention, setting: Setting): Taken {
    if (revision <= known.revision) return { dropped: 'duplicate' };
    known.revision = revision;
    const own = live.get(known.story);
    const item = own?.story.evidence.find((evidence) => evidence.signal === signal.id);
    if (!own || !item || (sameWords(item, signal) && sameMetrics(item.metrics, signal.metrics)))
      return { dropped: 'duplicate' };
    if (!sameWords(item, signal)) {
      // A headline that turns grave must close the gate like a new one.
      rereadItem(
        own.gate,
        signal,
        readEvents({ ...signal, title: item.title, text: item.text }),
        readEvents(signal),
        state.clock,
      );
      item.title = signal.title;
      item.text = signal.text.slice(0, GROUPING.textLength);
    }
    item.metrics = { ...item.metrics, ...signal.metrics };
    own.story.updates += 1;
    return { said: own.card ? sayIf(qualify(own, setting, state.clock, false), own, setting) : [] };
  }

  function sayIf(opportunity: Opportunity | null, own: LiveStory, setting: Setting): Said[] {
    if (!opportunity) return [];
    const { brand, usual } = setting;
    return [{ opportunity, story: viewStory(own.story, brand.id, grouping.vocabulary, usual.rate, state.clock) }];
  }

  const settingOf = (given: Omit<Setting, 'usual'>): Setting => ({
    ...given,
    usual: { rate: usualRate(baseline), knownSince: baseline.knownSince },
  });

  return { state, take, tick };
}

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
  item.title === signal.title && item.text === signal.text.slice(0, GROUPING.textLength);

/** Figures that an update does not carry are unchanged. */
const sameMetrics = (known: Metrics, update: Metrics): boolean =>
  METRICS.every((name) => update[name] === undefined || update[name] === known[name]);

const METRICS = ['likes', 'shares', 'comments', 'views'] as const;
