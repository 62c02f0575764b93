import type { Card } from '../../contract/card.ts';
import { isLouder } from '../../contract/decision.ts';
import type { LiveState } from '../state/live-state.ts';
import { standingOf } from '../state/select.ts';

/** The cards as they were when they were last looked through, by brand; a brand that is missing was never seen. */
export type Heard = ReadonlyMap<string, Readonly<Record<string, Card>>>;

/** What has become loud since, split by whether it may disturb. */
export interface Louder {
  readonly heard: Heard;
  /** New, or louder than before, and nobody has settled them. */
  readonly louder: readonly Card[];
  /** There when the console opened: the person is looking at them. */
  readonly opening: readonly Card[];
}

/** Goes through the cards once more. `now`: ms. */
export function listen(before: Heard, cards: LiveState['cards'], now: number): Louder {
  const heard = new Map(before);
  const louder: Card[] = [];
  const opening: Card[] = [];
  for (const [brand, own] of Object.entries(cards)) {
    const known = before.get(brand);
    if (known === own) continue;
    heard.set(brand, own);
    for (const card of Object.values(own)) {
      if (!known) opening.push(card);
      else if (isNewOrLouder(known[card.opportunity.id], card) && standingOf(card, now) === 'undecided') {
        louder.push(card);
      }
    }
  }
  return { heard, louder, opening };
}

const isNewOrLouder = (before: Card | undefined, { opportunity: { level } }: Card): boolean =>
  before === undefined || isLouder(level, before.opportunity.level);
