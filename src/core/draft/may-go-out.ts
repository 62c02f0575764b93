import type { Card } from '../../contract/card.ts';
import type { Decision } from '../../contract/decision.ts';
import type { Freeze, Hold } from '../../contract/freeze.ts';
import type { Verdict } from '../../contract/opportunity.ts';

/** Why nothing may go out about a story, the weightiest first. */
export type OutRefusal =
  | { readonly kind: 'frozen'; readonly freeze: Freeze }
  | { readonly kind: 'not-accepted' }
  | { readonly kind: 'held'; readonly hold: Hold }
  /** The gate says block, for these reasons, and nobody has answered for them. */
  | { readonly kind: 'blocked'; readonly reasons: readonly string[] };

/**
 * Whether something about the story may go out for its brand now: asked when it is accepted, and again of everything
 * that follows from the acceptance. `freezes` may name other brands.
 */
export function mayGoOut(card: Card, freezes: readonly Freeze[]): OutRefusal | null {
  const freeze = freezeOn(card.opportunity.brand, freezes);
  if (freeze) return { kind: 'frozen', freeze };
  if (card.decision?.action !== 'accept') return { kind: 'not-accepted' };
  if (card.hold) return { kind: 'held', hold: card.hold };
  const reasons = unanswered(card.decision, card.opportunity.verdict);
  return reasons ? { kind: 'blocked', reasons } : null;
}

/** What keeps a brand from speaking: the freeze of everything before its own. */
export function freezeOn(brand: string, freezes: readonly Freeze[]): Freeze | undefined {
  return freezes.find(({ scope }) => scope === '*') ?? freezes.find(({ scope }) => scope === brand);
}

/**
 * The hold of an accepted card under a new verdict. It only grows: what lifts it is a person who decides again.
 * The very same object where nothing is new.
 */
export function holdUnder(
  { decision, hold }: Pick<Card, 'decision' | 'hold'>,
  verdict: Verdict,
  at: string,
): Hold | null {
  if (decision?.action !== 'accept') return hold;
  const reasons = unanswered(decision, verdict);
  if (!reasons) return hold;
  if (!hold) return { at, reasons: [...reasons] };
  const more = reasons.filter((code) => !hold.reasons.includes(code));
  return more.length === 0 ? hold : { at: hold.at, reasons: [...hold.reasons, ...more] };
}

/** What the gate says, as a decision remembers it: the level, and the codes of the reasons that led to it. */
export function seenVerdict({ level, reasons }: Verdict): NonNullable<Decision['verdict']> {
  return { level, reasons: codesOf(reasons.filter((reason) => reason.level === level)) };
}

/** The gate's own code for a block that stays although its reasons have become milder: nothing new. */
const STAYS = 'held';

/** Codes of the blocking reasons that nobody has answered for; null where the gate does not stand in the way. */
function unanswered(decision: Decision, verdict: Verdict): readonly string[] | null {
  if (verdict.level !== 'block') return null;
  const blocking = codesOf(verdict.reasons.filter(({ level }) => level === 'block'));
  if (decision.override === undefined) return blocking;
  const seen = decision.verdict?.reasons ?? [];
  const fresh = blocking.filter((code) => code !== STAYS && !seen.includes(code));
  return fresh.length === 0 ? null : fresh;
}

const codesOf = (reasons: Verdict['reasons']): string[] => [...new Set(reasons.map(({ code }) => code))];
