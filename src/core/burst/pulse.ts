import type { Signal } from '../../contract/signal.ts';
import { hash32 } from '../text/hash.ts';
import { createBoard, emptyBoard, NO_SURGE, type Board, type BoardState, type Surge } from './board.ts';
import { voiceOf } from './count.ts';
import { beat, type Heartbeats } from './heartbeat.ts';
import type { LocalHours } from './local-hours.ts';
import { termsOf } from './terms.ts';

const HOUR = 3_600_000;
/** Counts per minute that a topic and a term have where nothing is known of them. */
const RATES = { topic: 1 / 60, term: 1 / 1_440 } as const;
/** A term is followed from its third voice within a day on. */
const VOICES_TO_FOLLOW = 3;
const CANDIDATE_MS = 24 * HOUR;
const MOST_CANDIDATES = 10_000;
const MOST_SERIES = 4_000;
/** A term without a voice for so long is let go. */
const FORGET_MS = 72 * HOUR;
/** Voices remembered per series, in two generations of an hour or of so many. */
const MOST_VOICES = 30_000;

/** What rises and falls in a brand's mentions: its topics, and the tags, names and pairs of words in them. Plain data. */
export interface PulseState {
  readonly board: BoardState;
  readonly hearts: Heartbeats;
  /** Series and voice of counts in this hour and the last one: each voice counts once in a series. */
  voices: Set<number>;
  voicesBefore: Set<number>;
  turnAt: number;
  /** Times of the first voices of terms that are not followed yet, oldest term first. */
  readonly candidates: Map<string, number[]>;
}

export const emptyPulse = (): PulseState => ({
  board: emptyBoard(),
  hearts: new Map(),
  voices: new Set(),
  voicesBefore: new Set(),
  turnAt: 0,
  candidates: new Map(),
});

export interface Pulse {
  /** Counts a signal's voice under its topics and terms. Answers its terms. */
  note(signal: Signal, topics: readonly string[], at: number, isCopy: boolean): readonly string[];
  topic(id: string, at: number): Surge;
  term(term: string, at: number): Surge;
  /** Lets go of what has been silent for days. */
  forget(at: number): void;
}

const topicName = (id: string): string => `topic ${id}`;
const termName = (term: string): string => `term ${term}`;

/** @param hours of the brand's audience */
export function createPulse(state: PulseState, hours: LocalHours): Pulse {
  const board: Board = createBoard(state.board, { hours });

  function note(signal: Signal, topics: readonly string[], at: number, isCopy: boolean): readonly string[] {
    const terms = termsOf(signal);
    const isBacklog = beat(state.hearts, signal.source, at);
    if (isCopy || isBacklog) return terms;
    turn(at);
    const voice = voiceOf(signal);
    for (const topic of topics) if (isNew(topicName(topic), voice)) board.count(topicName(topic), at, RATES.topic);
    for (const term of terms) if (isNew(termName(term), voice)) noteTerm(term, at);
    return terms;
  }

  function noteTerm(term: string, at: number): void {
    const name = termName(term);
    if (board.has(name)) {
      board.count(name, at, RATES.term);
      return;
    }
    const times = (state.candidates.get(term) ?? []).filter((time) => time > at - CANDIDATE_MS);
    times.push(at);
    state.candidates.delete(term);
    if (times.length < VOICES_TO_FOLLOW || board.size >= MOST_SERIES) {
      state.candidates.set(term, times.slice(-VOICES_TO_FOLLOW));
      if (state.candidates.size > MOST_CANDIDATES) state.candidates.delete(state.candidates.keys().next().value!);
      return;
    }
    for (const time of times.sort((a, b) => a - b)) board.count(name, time, RATES.term);
  }

  /** A voice counts again in a series once it has been silent there for an hour or two. */
  function isNew(series: string, voice: string): boolean {
    const key = hash32(series, hash32(voice, 1)) * 0x200000 + (hash32(voice, hash32(series, 2)) >>> 11);
    if (state.voices.has(key) || state.voicesBefore.has(key)) return false;
    state.voices.add(key);
    return true;
  }

  function turn(at: number): void {
    if (at < state.turnAt && state.voices.size < MOST_VOICES) return;
    state.voicesBefore = state.voices;
    state.voices = new Set();
    state.turnAt = at + HOUR;
  }

  /** Where many terms come in few days, the silent ones go earlier. */
  function forget(at: number): void {
    for (let after = FORGET_MS; after >= HOUR; after /= 2) {
      board.forget(at - after);
      if (board.size < MOST_SERIES) return;
    }
  }

  return {
    note,
    topic: (id, at) => (board.has(topicName(id)) ? board.surge(topicName(id), at) : NO_SURGE),
    term: (term, at) => (board.has(termName(term)) ? board.surge(termName(term), at) : NO_SURGE),
    forget,
  };
}
