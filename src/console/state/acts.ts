import type { Card } from '../../contract/card.ts';
import type { Me } from '../../contract/user.ts';
import type { LiveState } from './live.ts';
import { mayAccept, standingOf } from './select.ts';

/** What this person may do with this card now. */
export interface Acts {
  /** The one main button. */
  readonly main: 'accept' | 'open-first' | 'why' | 'reopen' | 'open';
  /** Whether it may be snoozed or dismissed. */
  readonly aside: boolean;
  readonly reopen: boolean;
}

export function actsOf(card: Card, me: Me, opened: LiveState['opened'], now: number): Acts {
  const rights = me.brands.find((brand) => brand.id === card.opportunity.brand)?.permissions ?? [];
  const decides = rights.includes('decide');
  const standing = standingOf(card, now);
  const alive = card.opportunity.state !== 'closed';
  const blocked = card.opportunity.verdict.level === 'block';
  const aside = decides && alive && standing === 'undecided';
  const reopen = decides && alive && ['accepted', 'snoozed', 'dismissed'].includes(standing);
  if (standing === 'snoozed' || standing === 'dismissed') return { main: reopen ? 'reopen' : 'open', aside, reopen };
  if (standing !== 'undecided') return { main: 'open', aside, reopen };
  if (blocked) return { main: 'why', aside, reopen };
  if (!decides) return { main: 'open', aside, reopen };
  return { main: mayAccept(card, opened) === 'yes' ? 'accept' : 'open-first', aside, reopen };
}
