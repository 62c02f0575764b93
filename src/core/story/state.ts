import type { Evidence } from '../../contract/story.ts';
import { emptyCount, type VoiceCount } from '../burst/count.ts';
import { newPhase, type PhaseState } from './phase.ts';
import { emptyVocabulary, type Vocabulary } from './words/vocabulary.ts';

/** Weight of each word of an item or a story. */
export type Vector = Map<string, number>;

export interface StoryItem extends Evidence {
  /** Nearness to the story when it joined, 0 to 1. */
  readonly centrality: number;
  readonly voice: string;
}

/** One item as later ones are compared with it: its words, as a vector of length 1. */
export interface Member {
  readonly at: number;
  readonly words: Vector;
}

/** A story while it lives. Plain data: a snapshot of it is the story. */
export interface StoryState {
  readonly id: string;
  firstAt: number;
  lastAt: number;
  items: number;
  copies: number;
  /** Times an item's figures were updated. */
  updates: number;
  posts: number;
  news: number;
  /** Sum of its items' vectors, without the weakest words. */
  readonly vector: Vector;
  /** A word that people would read behind each key of `vector` that has one. */
  readonly forms: Map<string, string>;
  /** Squared length of `vector`: kept, because a sum made anew would differ in its last bits. */
  length2: number;
  /** Some of its items, oldest first. */
  readonly members: Member[];
  /** Pages its items speak of. */
  readonly links: string[];
  readonly count: VoiceCount;
  readonly authors: Map<string, number>;
  readonly outlets: Map<string, number>;
  readonly languages: Map<string, number>;
  /** New voices per minute since 1970. */
  readonly minutes: Map<number, number>;
  readonly evidence: StoryItem[];
  readonly fingerprints: { readonly high: number; readonly low: number; readonly signal: string }[];
  readonly phase: PhaseState;
}

/** All live stories of one brand. */
export interface Grouping {
  readonly stories: Map<string, StoryState>;
  readonly vocabulary: Vocabulary;
}

export const emptyGrouping = (): Grouping => ({ stories: new Map(), vocabulary: emptyVocabulary() });

export const newStory = (id: string, at: number): StoryState => ({
  id,
  firstAt: at,
  lastAt: at,
  items: 0,
  copies: 0,
  updates: 0,
  posts: 0,
  news: 0,
  vector: new Map(),
  forms: new Map(),
  length2: 0,
  members: [],
  links: [],
  count: emptyCount(),
  authors: new Map(),
  outlets: new Map(),
  languages: new Map(),
  minutes: new Map(),
  evidence: [],
  fingerprints: [],
  phase: newPhase(at),
});

/** Which of two stories is the older; ids decide where both began at once, so that every run agrees. */
export const older = (a: StoryState, b: StoryState): number => a.firstAt - b.firstAt || (a.id < b.id ? -1 : 1);
