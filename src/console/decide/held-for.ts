import type { Card } from '../../contract/card.ts';
import type { VerdictReason } from '../../contract/opportunity.ts';

/** The reasons a card is held for, as the verdict gives them now; none where it has become milder since. */
export function heldFor({ hold, opportunity: { verdict } }: Card): readonly VerdictReason[] {
  return verdict.reasons.filter(({ code, level }) => level === 'block' && hold?.reasons.includes(code));
}
