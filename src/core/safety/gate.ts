import type { TopicHit } from '../../contract/mention.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { EventType } from '../../contract/safety.ts';
import type { Signal } from '../../contract/signal.ts';
import type { DelicateNow } from '../moment/delicate-days.ts';
import type { GraveWord, Reading } from './events.ts';

/** Items in which half of what was said lately is forgotten. */
const LATELY = 16;
const FADING = 2 ** (-1 / LATELY);
const MOST_SIGNALS = 5;
/** Voices kept of each thing said: whoever comes later changes nothing any more. */
export const MOST_KEPT = 20;

/** Who said something, each once, and the first signals that did. */
export interface Sayers {
  readonly voices: string[];
  readonly signals: string[];
}

/** What a story's items say of one type of event at one severity. Weights count a sure word 1, an unsure one ½. */
export interface Evidence extends Sayers {
  readonly type: EventType;
  readonly severity: 1 | 2 | 3;
  items: number;
  news: number;
  posts: number;
  /** Folded words with the items that hold them. */
  readonly words: Map<string, number>;
}

/** What was read in a story so far. Plain data. */
export interface GateState {
  items: number;
  newsItems: number;
  unreadable: number;
  readonly events: Map<string, Evidence>;
  /** All items with a grave word (severity 3), whatever the type: each counts once. `sure`: who used a sure one. */
  readonly grave: { items: number; news: number; posts: number; readonly voices: string[]; readonly sure: string[] };
  /** Items, and weight of grave words, that fade as items come: what is said now, in a story of any length. */
  readonly lately: { items: number; grave: number };
  readonly noGo: Map<string, { items: number; words: string[]; signals: string[] }>;
  /** Who tells what happened to them, and who of them by a grave word. */
  readonly told: Sayers;
  readonly firstPersons: Sayers;
  readonly unconfirmed: Sayers;
  readonly reassuring: Sayers;
  readonly grieving: Sayers;
  readonly offensive: Sayers;
  /** Who speaks of a delicate day, by the id of its moment. */
  readonly days: Map<string, Sayers>;
  /** Items that tell of a film, a series or a game. */
  fiction: number;
  /** Items that name the brand, and who says at once that something is wrong. */
  named: number;
  readonly troubled: Sayers;
  readonly newsOutlets: string[];
  lastGraveAt: number;
  /** Strictest verdict so far: a block stays until a person overrides it. */
  strictest: VerdictLevel;
}

export const noSayers = (): Sayers => ({ voices: [], signals: [] });

export const openGate = (at: number): GateState => ({
  items: 0,
  newsItems: 0,
  unreadable: 0,
  events: new Map(),
  grave: { items: 0, news: 0, posts: 0, voices: [], sure: [] },
  lately: { items: 0, grave: 0 },
  noGo: new Map(),
  told: noSayers(),
  firstPersons: noSayers(),
  unconfirmed: noSayers(),
  reassuring: noSayers(),
  grieving: noSayers(),
  offensive: noSayers(),
  days: new Map(),
  fiction: 0,
  named: 0,
  troubled: noSayers(),
  newsOutlets: [],
  lastGraveAt: at,
  strictest: 'go',
});

/** An item with everything that was read in it for one brand. */
export interface ReadItem {
  readonly signal: Pick<Signal, 'id' | 'kind' | 'source'>;
  /** Who speaks: an author, or an outlet. */
  readonly voice: string;
  readonly reading: Reading;
  readonly noGo: readonly TopicHit[];
  /** Delicate days of which it speaks. */
  readonly days: readonly Pick<DelicateNow, 'id' | 'care'>[];
  readonly offends: boolean;
  /** It repeats what another said. */
  readonly isCopy: boolean;
  readonly namesBrand: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Takes one more item of the story into account. */
export function readItem(gate: GateState, item: ReadItem): void {
  const { signal, reading } = item;
  gate.items += 1;
  if (!reading.readable) gate.unreadable += 1;
  if (signal.kind === 'news') {
    gate.newsItems += 1;
    keep(gate.newsOutlets, signal.source);
  }
  for (const word of reading.grave) noteWord(gate, item, word);
  noteGrave(gate, item, gravest(reading), 1);
  if (reading.firstPerson) say(gate.told, item);
  if (reading.firstPerson && reading.grave.length > 0) say(gate.firstPersons, item);
  if (reading.unconfirmed) say(gate.unconfirmed, item);
  if (reading.reassuring) say(gate.reassuring, item);
  // A mood that is only passed on is one person's.
  if (reading.grief && !item.isCopy) say(gate.grieving, item);
  if (item.offends && !item.isCopy) say(gate.offensive, item);
  if (reading.setting === 'fiction') gate.fiction += 1;
  if (item.namesBrand) gate.named += 1;
  if (item.namesBrand && reading.trouble) say(gate.troubled, item);
  for (const { id } of item.days) say(sayersOf(gate.days, id), item);
  for (const hit of item.noGo) noteNoGo(gate, item, hit);
}

/** Takes an edited item into account: what its new words say that the old ones did not. */
export function rereadItem(gate: GateState, item: ReadItem, before: Reading): void {
  const known = new Set(before.grave.map(({ type, severity }) => `${type} ${severity}`));
  for (const word of item.reading.grave) if (!known.has(`${word.type} ${word.severity}`)) noteWord(gate, item, word);
  noteGrave(gate, item, Math.max(gravest(item.reading) - gravest(before), 0), 0);
  if (item.reading.reassuring) say(gate.reassuring, item);
}

/** The strongest weight of a grave word. */
const gravest = ({ grave }: Reading): number =>
  grave.reduce((most, { severity, weight }) => (severity === 3 ? Math.max(most, weight) : most), 0);

function noteGrave(gate: GateState, { signal, voice }: ReadItem, weight: number, items: number): void {
  const { lately, grave } = gate;
  lately.items = lately.items * FADING + items;
  lately.grave = lately.grave * FADING + weight;
  if (weight === 0) return;
  grave.items += 1;
  grave[signal.kind === 'news' ? 'news' : 'posts'] += weight;
  keep(grave.voices, voice);
  if (weight === 1) keep(grave.sure, voice);
}

function noteWord(gate: GateState, item: ReadItem, { type, severity, word, weight }: GraveWord): void {
  const key = `${type} ${severity}`;
  const known = gate.events.get(key);
  const evidence: Evidence = known ?? newEvidence(type, severity);
  if (!known) gate.events.set(key, evidence);
  evidence[item.signal.kind === 'news' ? 'news' : 'posts'] += weight;
  evidence.items += 1;
  evidence.words.set(word, (evidence.words.get(word) ?? 0) + 1);
  say(evidence, item);
  if (severity > 1) gate.lastGraveAt = Math.max(gate.lastGraveAt, item.at);
}

const newEvidence = (type: EventType, severity: 1 | 2 | 3): Evidence => ({
  type,
  severity,
  items: 0,
  news: 0,
  posts: 0,
  words: new Map(),
  ...noSayers(),
});

function noteNoGo(gate: GateState, { signal }: ReadItem, { topic, words }: TopicHit): void {
  const tally = gate.noGo.get(topic) ?? { items: 0, words: [], signals: [] };
  gate.noGo.set(topic, tally);
  tally.items += 1;
  for (const word of words) keep(tally.words, word);
  if (tally.signals.length < MOST_SIGNALS) tally.signals.push(signal.id);
}

/** Joins what was read in a story that turned out to be the same. */
export function joinGates(into: GateState, gone: GateState): void {
  for (const count of ['items', 'newsItems', 'unreadable', 'fiction', 'named'] as const) into[count] += gone[count];
  for (const [key, evidence] of gone.events) joinEvidence(into.events, key, evidence);
  for (const count of ['items', 'news', 'posts'] as const) into.grave[count] += gone.grave[count];
  for (const list of ['voices', 'sure'] as const) {
    for (const voice of gone.grave[list]) keep(into.grave[list], voice);
  }
  for (const count of ['items', 'grave'] as const) into.lately[count] += gone.lately[count];
  for (const [topic, tally] of gone.noGo) {
    const held = into.noGo.get(topic) ?? { items: 0, words: [], signals: [] };
    into.noGo.set(topic, held);
    held.items += tally.items;
    for (const word of tally.words) keep(held.words, word);
    for (const signal of tally.signals) if (held.signals.length < MOST_SIGNALS) held.signals.push(signal);
  }
  for (const list of [
    'told',
    'firstPersons',
    'unconfirmed',
    'reassuring',
    'grieving',
    'offensive',
    'troubled',
  ] as const) {
    joinSayers(into[list], gone[list]);
  }
  for (const [day, sayers] of gone.days) joinSayers(sayersOf(into.days, day), sayers);
  for (const outlet of gone.newsOutlets) keep(into.newsOutlets, outlet);
  into.lastGraveAt = Math.max(into.lastGraveAt, gone.lastGraveAt);
  into.strictest = strictest([into.strictest, gone.strictest]);
}

function joinEvidence(events: GateState['events'], key: string, gone: Evidence): void {
  const held = events.get(key);
  if (!held) {
    events.set(key, gone);
    return;
  }
  for (const count of ['items', 'news', 'posts'] as const) held[count] += gone[count];
  for (const [word, n] of gone.words) held.words.set(word, (held.words.get(word) ?? 0) + n);
  joinSayers(held, gone);
}

export const RANK: Record<VerdictLevel, number> = { go: 0, review: 1, block: 2 };

export const strictest = (levels: readonly VerdictLevel[]): VerdictLevel =>
  levels.reduce((worst, level) => (RANK[level] > RANK[worst] ? level : worst), 'go');

/** A voice counts once, however often it says so. */
function say(sayers: Sayers, { voice, signal }: Pick<ReadItem, 'voice' | 'signal'>): void {
  if (sayers.voices.length >= MOST_KEPT || sayers.voices.includes(voice)) return;
  sayers.voices.push(voice);
  if (sayers.signals.length < MOST_SIGNALS) sayers.signals.push(signal.id);
}

function joinSayers(into: Sayers, gone: Sayers): void {
  for (const voice of gone.voices) keep(into.voices, voice);
  for (const signal of gone.signals) if (into.signals.length < MOST_SIGNALS) keep(into.signals, signal);
}

function sayersOf(map: Map<string, Sayers>, key: string): Sayers {
  const known = map.get(key) ?? noSayers();
  map.set(key, known);
  return known;
}

function keep(list: string[], value: string): void {
  if (list.length < MOST_KEPT && !list.includes(value)) list.push(value);
}
