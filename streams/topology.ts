import type { TerritoryIndex } from '../src/core/territory/index.ts';
import { createDetectOpportunities, type DetectionRules } from './processors/detect-opportunities.ts';
import { createMatchTerritories } from './processors/match-territories.ts';
import type { Processor } from './processors/processor.ts';
import type { Topics } from './topics.ts';

export interface Rules extends DetectionRules {
  territories(): TerritoryIndex;
}

/**
 * The path of the data, top to bottom.
 *
 *     sources, intake, any producer
 *       └▶ signals ─▶ match-territories ─▶ mentions ─▶ detect-opportunities ─▶ opportunities, stories, changes
 *                           └▶ signals.rejected ◀──────────────┘                 (the database, one transaction)
 */
export const topology = (topics: Topics, rules: Rules): readonly Processor[] => [
  createMatchTerritories(topics, rules.territories),
  createDetectOpportunities(topics, rules),
];
