import type { Reason } from '../contract/common.ts';
import type { Platform } from '../contract/platform.ts';
import type { SuggestionAnswer, SuggestionRequest, WhereToAnswer } from '../contract/suggestion.ts';
import type { Brief } from '../core/draft/brief.ts';

/** A text that a writer proposes; not yet read by the draft check. */
export interface Proposal {
  readonly text: string;
  readonly lang: string;
  readonly angle: SuggestionAnswer['suggestions'][number]['angle'];
  readonly turn: string;
  readonly basedOn: readonly Reason[];
}

/** What a writer came up with, the best first, and what there is to say about it. */
export interface Written {
  /** `template`, or the name of the model. */
  readonly writer: string;
  readonly proposals: readonly Proposal[];
  readonly notes: readonly Reason[];
}

/** Writes for a brief. Never throws for what its endpoint does; aborting the signal rejects. */
export interface Writer {
  suggest(brief: Brief, signal: AbortSignal): Promise<Written>;
}

/** Which turns a brand was offered. */
export interface TurnStore {
  /** Turns offered after a moment (ms), with the opportunity. */
  offered(brand: string, since: number): Promise<{ readonly turn: string; readonly opportunity: string }[]>;
  /**
   * Takes up to `count` of the turns, in their order, leaving out what was meanwhile offered for another opportunity
   * after `since`. Answers those taken.
   */
  offer(
    offered: { readonly brand: string; readonly opportunity: string; readonly turns: readonly string[] },
    limits: { readonly count: number; readonly since: number; readonly at: number },
  ): Promise<string[]>;
  purge(before: number): Promise<void>;
}

/** What the model writer may still spend on a day, in tokens; of all processes together. */
export interface SpendStore {
  /** False where the day's budget does not have so much left; else it is set aside. */
  reserve(day: string, tokens: number, budget: number): Promise<boolean>;
  /** What was used in place of what was set aside. */
  settle(day: string, reserved: number, used: number): Promise<void>;
}

/** Where a brand has spoken before. */
export interface HabitStore {
  /** Publications that are out since a moment (ms), by platform. */
  platforms(brand: string, since: number): Promise<{ readonly platform: Platform; readonly count: number }[]>;
}

/** Suggestions and where to answer, asked for by people; nothing else waits for them. */
export interface SuggestionDesk {
  /**
   * `not-found`: no such opportunity; `blocked`: the gate says block, or its acceptance is held; `busy`: the person's
   * last request is still being answered.
   */
  suggest(
    opportunity: string,
    request: SuggestionRequest,
    person: string,
    signal: AbortSignal,
  ): Promise<SuggestionAnswer | 'not-found' | 'blocked' | 'busy'>;
  where(opportunity: string): Promise<WhereToAnswer | null>;
}
