import type { Card } from '../../src/contract/card.ts';
import type { ChangeBody } from '../../src/contract/change.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { Story } from '../../src/contract/story.ts';

const AT = '2026-11-22T20:00:00.000Z';
const curve = { from: AT, stepMinutes: 5, counts: [1, 2, 3], usual: 0.5 };

export function anOpportunity(changed: Partial<Opportunity> = {}): Opportunity {
  const brand = changed.brand ?? 'lumo';
  return {
    id: `${brand}-1`,
    brand,
    story: 'story-1',
    demonstration: true,
    state: 'open',
    title: 'A night of northern lights over the coast',
    lang: 'en',
    openedAt: AT,
    updatedAt: AT,
    firstAt: AT,
    lastAt: AT,
    phase: 'rising',
    score: 72,
    parts: [],
    level: 'alert',
    verdict: { level: 'go', reasons: [] },
    window: { p10: AT, p50: AT, p90: AT },
    reactivityMinutes: 20,
    inTime: 0.8,
    topics: [],
    authors: 12,
    outlets: 3,
    items: 15,
    copies: 0,
    burst: { count: 15, minutes: 10, usual: 1, llr: 20 },
    velocity: 1.5,
    why: [],
    platforms: [],
    curve,
    ...changed,
  };
}

export function aStory(changed: Partial<Story> = {}): Story {
  return {
    id: 'story-1',
    brand: 'lumo',
    title: 'A night of northern lights over the coast',
    lang: 'en',
    firstAt: AT,
    lastAt: AT,
    phase: 'rising',
    items: 15,
    copies: 0,
    authors: 12,
    outlets: 3,
    velocity: 1.5,
    words: ['lights'],
    platforms: [],
    curve,
    evidence: [],
    ...changed,
  };
}

/** The card that a change carries; throws where it carries something else. */
export function cardIn(body: ChangeBody): Card {
  if (body.noun !== 'card') throw new Error(`a change of ${body.noun}, not of a card`);
  return body.value;
}
