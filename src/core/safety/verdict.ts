import type { TopicHit } from '../../contract/mention.ts';
import type { Verdict, VerdictLevel, VerdictReason } from '../../contract/opportunity.ts';
import type { EventType } from '../../contract/safety.ts';
import type { Signal } from '../../contract/signal.ts';
import type { NoGoTopic } from '../../contract/territory.ts';
import type { GraveWord, Reading } from './events.ts';

const MINUTE = 60_000;

/** From when on the gate closes. Shares are of the story's items; weights count a sure word 1, an unsure one ½. */
export const GATE = {
  /** Grave words in the news: this weight and this share of the news items block. */
  blockNewsWeight: 2,
  blockNewsShare: 0.15,
  /** Grave words among posts: this weight and this share block. */
  blockPostWeight: 2.5,
  blockPostShare: 0.12,
  /** So many who speak of their own loss or were there block, where grave words stand as well. */
  blockFirstPersons: 2,
  /** A grave word at all this often asks for a person. */
  reviewWeight: 1,
  reviewShare: 0.03,
  /** For delicate but not grave subjects (severity 2 and 1). */
  delicateWeight: 1,
  delicateShare: { 2: 0.1, 1: 0.4 },
  /** Share of items in a no-go topic. */
  noGoShare: 0.1,
  /** Share of items in languages without a lexicon from which nobody can say that it is harmless. */
  unreadableShare: 0.5,
  /** Minutes without a new grave word after which review may open again. */
  openAfterMinutes: 30,
} as const;

interface Tally {
  severity: 1 | 2 | 3;
  news: number;
  posts: number;
  items: number;
  readonly words: Map<string, number>;
  readonly signals: string[];
}

/** What was read in a story so far. Plain data. */
export interface GateState {
  items: number;
  newsItems: number;
  unreadable: number;
  readonly events: Map<EventType, Tally>;
  readonly noGo: Map<string, { items: number; words: string[]; signals: string[] }>;
  readonly firstPersons: string[];
  readonly unconfirmed: string[];
  readonly reassuring: string[];
  readonly newsOutlets: string[];
  lastGraveAt: number;
  /** Strictest verdict so far: a block stays until a person lifts it. */
  strictest: VerdictLevel;
}

export const openGate = (at: number): GateState => ({
  items: 0,
  newsItems: 0,
  unreadable: 0,
  events: new Map(),
  noGo: new Map(),
  firstPersons: [],
  unconfirmed: [],
  reassuring: [],
  newsOutlets: [],
  lastGraveAt: at,
  strictest: 'go',
});

const MOST_SIGNALS = 5;
const MOST_KEPT = 20;

/** Takes one more item of the story into account. */
export function readItem(
  gate: GateState,
  signal: Signal,
  reading: Reading,
  noGo: readonly TopicHit[],
  at: number,
): void {
  gate.items += 1;
  if (!reading.readable) gate.unreadable += 1;
  if (signal.kind === 'news') {
    gate.newsItems += 1;
    keep(gate.newsOutlets, signal.source);
  }
  for (const word of reading.grave) noteGrave(gate, signal, word, at);
  if (reading.grave.length > 0 && reading.firstPerson) keep(gate.firstPersons, signal.id);
  if (reading.unconfirmed) keep(gate.unconfirmed, signal.id);
  if (reading.reassuring) keep(gate.reassuring, signal.id);
  for (const hit of noGo) {
    const tally = gate.noGo.get(hit.topic) ?? { items: 0, words: [], signals: [] };
    gate.noGo.set(hit.topic, tally);
    tally.items += 1;
    for (const word of hit.words) keep(tally.words, word);
    if (tally.signals.length < MOST_SIGNALS) tally.signals.push(signal.id);
  }
}

/** Takes an edited item into account: what its new words say that the old ones did not. */
export function rereadItem(gate: GateState, signal: Signal, before: Reading, now: Reading, at: number): void {
  const known = new Set(before.grave.map(({ type }) => type));
  for (const word of now.grave) if (!known.has(word.type)) noteGrave(gate, signal, word, at);
  if (now.reassuring) keep(gate.reassuring, signal.id);
}

function noteGrave(gate: GateState, signal: Signal, word: GraveWord, at: number): void {
  const tally: Tally = gate.events.get(word.type) ?? {
    severity: word.severity,
    news: 0,
    posts: 0,
    items: 0,
    words: new Map(),
    signals: [],
  };
  gate.events.set(word.type, tally);
  tally.severity = Math.max(tally.severity, word.severity) as 1 | 2 | 3;
  tally[signal.kind === 'news' ? 'news' : 'posts'] += word.weight;
  tally.items += 1;
  tally.words.set(word.word, (tally.words.get(word.word) ?? 0) + 1);
  if (tally.signals.length < MOST_SIGNALS) tally.signals.push(signal.id);
  if (word.severity > 1) gate.lastGraveAt = Math.max(gate.lastGraveAt, at);
}

/** Joins what was read in a story that turned out to be the same. */
export function joinGates(into: GateState, gone: GateState): void {
  into.items += gone.items;
  into.newsItems += gone.newsItems;
  into.unreadable += gone.unreadable;
  for (const [type, tally] of gone.events) {
    const held = into.events.get(type);
    if (!held) {
      into.events.set(type, tally);
      continue;
    }
    held.severity = Math.max(held.severity, tally.severity) as 1 | 2 | 3;
    held.news += tally.news;
    held.posts += tally.posts;
    held.items += tally.items;
    for (const [word, n] of tally.words) held.words.set(word, (held.words.get(word) ?? 0) + n);
    for (const signal of tally.signals) if (held.signals.length < MOST_SIGNALS) held.signals.push(signal);
  }
  for (const [topic, tally] of gone.noGo) {
    const held = into.noGo.get(topic);
    if (!held) {
      into.noGo.set(topic, tally);
      continue;
    }
    held.items += tally.items;
    for (const word of tally.words) keep(held.words, word);
    for (const signal of tally.signals) if (held.signals.length < MOST_SIGNALS) held.signals.push(signal);
  }
  for (const list of ['firstPersons', 'unconfirmed', 'reassuring', 'newsOutlets'] as const) {
    for (const id of gone[list]) keep(into[list], id);
  }
  into.lastGraveAt = Math.max(into.lastGraveAt, gone.lastGraveAt);
  into.strictest = strictest([into.strictest, gone.strictest]);
}

/**
 * The verdict on a story for a brand: the strictest of its reasons. Closing is immediate; a review opens again only
 * after a while without grave words, a block only by a person.
 */
export function judge(gate: GateState, noGo: readonly NoGoTopic[], at: number): Verdict {
  const reasons = [
    ...[...gate.events].flatMap(([type, tally]) => eventReason(gate, type, tally)),
    ...noGo.flatMap((topic) => noGoReason(gate, topic)),
    ...testimonyReason(gate),
    ...rumourReason(gate),
    ...unreadableReason(gate),
  ].sort((a, b) => RANK[b.level] - RANK[a.level] || (a.code < b.code ? -1 : 1));
  const now = strictest(reasons.map(({ level }) => level));
  const quiet = at - gate.lastGraveAt >= GATE.openAfterMinutes * MINUTE;
  const held = gate.strictest === 'block' || !quiet ? gate.strictest : 'go';
  gate.strictest = strictest([now, held]);
  if (reasons.length === 0) reasons.push(reason('nothing-grave', 'go', { items: gate.items }));
  if (RANK[gate.strictest] > RANK[now]) reasons.unshift(reason('held', gate.strictest, {}));
  return { level: gate.strictest, reasons };
}

const RANK: Record<VerdictLevel, number> = { go: 0, review: 1, block: 2 };

const strictest = (levels: readonly VerdictLevel[]): VerdictLevel =>
  levels.reduce((worst, level) => (RANK[level] > RANK[worst] ? level : worst), 'go');

function eventReason(gate: GateState, type: EventType, tally: Tally): VerdictReason[] {
  const level = eventLevel(gate, tally);
  if (level === 'go') return [];
  const words = [...tally.words].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
  const share = Math.round((100 * tally.items) / gate.items);
  return [reason(`event.${type}`, level, { posts: tally.items, share }, words.slice(0, 6), tally.signals)];
}

function eventLevel(gate: GateState, tally: Tally): VerdictLevel {
  const weight = tally.news + tally.posts;
  const share = tally.items / gate.items;
  if (tally.severity < 3) {
    const enough = share >= GATE.delicateShare[tally.severity as 1 | 2];
    return weight >= GATE.delicateWeight && enough ? 'review' : 'go';
  }
  const reassured = gate.reassuring.length >= 2 && gate.reassuring.length >= weight;
  const inNews = tally.news >= GATE.blockNewsWeight && tally.news / gate.newsItems >= GATE.blockNewsShare;
  const inPosts = weight >= GATE.blockPostWeight && share >= GATE.blockPostShare;
  const lived = gate.firstPersons.length >= GATE.blockFirstPersons && weight >= GATE.reviewWeight;
  if ((inNews || inPosts || lived) && !reassured) return 'block';
  return weight >= GATE.reviewWeight && (share >= GATE.reviewShare || tally.news >= 1) ? 'review' : 'go';
}

function noGoReason(gate: GateState, topic: NoGoTopic): VerdictReason[] {
  const tally = gate.noGo.get(topic.id);
  if (!tally || tally.items / gate.items < GATE.noGoShare) return [];
  return [reason('no-go', topic.action, { label: topic.label, posts: tally.items }, tally.words, tally.signals)];
}

function testimonyReason(gate: GateState): VerdictReason[] {
  const { firstPersons } = gate;
  if (firstPersons.length < GATE.blockFirstPersons) return [];
  return [reason('first-person', 'review', { posts: firstPersons.length }, [], firstPersons.slice(0, MOST_SIGNALS))];
}

/** A grave or delicate claim that hardly anybody vouches for. */
function rumourReason(gate: GateState): VerdictReason[] {
  const claimed = [...gate.events.values()].some(({ severity }) => severity > 1);
  if (!claimed || gate.newsOutlets.length >= 2) return [];
  const signals = gate.unconfirmed.slice(0, MOST_SIGNALS);
  if (gate.unconfirmed.length > 0)
    return [reason('unconfirmed', 'review', { posts: gate.unconfirmed.length }, [], signals)];
  return [];
}

function unreadableReason(gate: GateState): VerdictReason[] {
  if (gate.unreadable / gate.items < GATE.unreadableShare) return [];
  return [reason('unreadable', 'review', { posts: gate.unreadable })];
}

function reason(
  code: string,
  level: VerdictLevel,
  data: VerdictReason['data'],
  words: readonly string[] = [],
  signals: readonly string[] = [],
): VerdictReason {
  return { code, level, data, words: [...words], signals: [...signals] };
}

function keep(list: string[], value: string): void {
  if (list.length < MOST_KEPT && !list.includes(value)) list.push(value);
}
