import type { Brand } from '../../contract/brand.ts';
import type { AlertLevel, OpportunityState } from '../../contract/opportunity.ts';
import type { Scoring } from '../../contract/scoring.ts';
import type { Territory } from '../../contract/territory.ts';
import type { WindowModel } from '../../contract/window-model.ts';
import type { Usual } from '../burst/detect.ts';
import type { Momentum } from '../burst/momentum.ts';
import type { Pulse } from '../burst/pulse.ts';
import type { DelicateDays } from '../moment/delicate-days.ts';
import type { Climate } from '../safety/climate.ts';
import type { GateState } from '../safety/gate.ts';
import type { ReadOut } from '../safety/read-out.ts';
import type { StoryState } from '../story/group.ts';
import type { AlertLog } from './alert.ts';
import type { FitState } from './fit.ts';

/** A story with everything that is known about it for one brand. Plain data. */
export interface LiveStory {
  readonly story: StoryState;
  readonly gate: GateState;
  readonly fit: FitState;
  /** Items of the story with each of its tags, names and pairs of words. */
  readonly terms: Map<string, number>;
  /** The post whose likes grow most; null where none do. */
  hottest: string | null;
  /** Cards this story has had, and the strongest burst while one was open. */
  cards: number;
  strongest: number;
  /** When its last card was closed; 0 before. */
  closedAt: number;
  card: LiveCard | null;
  evaluatedAt: number;
}

/** What was last said about an opportunity. */
export interface LiveCard {
  readonly id: string;
  readonly openedAt: number;
  state: OpportunityState;
  closedAt: number;
  said: {
    at: number;
    level: AlertLevel;
    verdict: string;
    phase: string;
    score: number;
    inTime: number;
    touched: number;
    title: string;
  };
}

/** What judging needs to know besides the story. */
export interface Setting {
  readonly brand: Brand;
  readonly territory: Territory;
  readonly scoring: Scoring;
  readonly window: WindowModel;
  readonly usual: Usual;
  readonly pulse: Pulse;
  readonly alerts: AlertLog;
  /** The brand's calendar as far as it asks for care. */
  readonly days: DelicateDays;
  readonly readOut: ReadOut;
  readonly climate: Climate;
  /** Chance of becoming big from which a single post is worth a card. */
  readonly hot: number;
  /** What a post's growing likes promise. */
  promise(signal: string, at: number): Momentum | null;
}
