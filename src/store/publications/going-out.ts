import type { Card } from '../../contract/card.ts';
import type { ClearedAngle } from '../../contract/cleared-angle.ts';
import type { Draft } from '../../contract/draft.ts';
import type { Freeze } from '../../contract/freeze.ts';
import { measure } from '../../core/draft/limits/measure.ts';
import { mayGoOut } from '../../core/draft/may-go-out.ts';
import type { GoingOut } from '../../core/draft/publish-draft.ts';

/** Under what a draft of a card would go out. */
export const goingOutOf = (
  card: Card,
  freezes: readonly Freeze[],
  { media }: Draft,
  { angle, at }: { readonly angle: ClearedAngle | null; readonly at: number },
): GoingOut => ({
  barred: mayGoOut(card, freezes),
  verdict: card.opportunity.verdict.level,
  ...{ angle, at },
  measure: (platform, text) => measure(platform, text, { pictures: media.length > 0 }),
});
