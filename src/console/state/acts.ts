import type { Card } from '../../contract/card.ts';
import type { Freeze } from '../../contract/freeze.ts';
import type { Me } from '../../contract/user.ts';
import type { LiveState } from './live.ts';
import { frozenBy, mayAccept, standingOf } from './select.ts';

/** What this person may do with this card now. */
export interface Acts {
  /** The one main button. `why`: it is blocked, or held after it was accepted. */
  readonly main: 'accept' | 'open-first' | 'frozen' | 'why' | 'reopen' | 'open';
  /** Whether it may be snoozed or dismissed. */
  readonly aside: boolean;
  readonly reopen: boolean;
  /** Whether it may be accepted against the gate. */
  readonly override: boolean;
}

/** What of the live state decides what may be done. */
export type Guards = Pick<LiveState, 'opened' | 'freezes'>;

export function actsOf(card: Card, me: Me, guards: Guards, now: number): Acts {
  const { brand, verdict, state } = card.opportunity;
  const rights = me.brands.find(({ id }) => id === brand)?.permissions ?? [];
  const decides = rights.includes('decide') && state !== 'closed';
  const standing = standingOf(card, now);
  const undecided = standing === 'undecided';
  const frozen = frozenBy(guards.freezes, brand);
  return {
    main: mainAct(card, { decides, standing, opened: guards.opened, frozen }),
    aside: decides && undecided,
    reopen: decides && ['accepted', 'held', 'snoozed', 'dismissed'].includes(standing),
    override: decides && undecided && rights.includes('approve') && verdict.level === 'block' && !frozen,
  };
}

interface Situation {
  readonly decides: boolean;
  readonly standing: ReturnType<typeof standingOf>;
  readonly opened: LiveState['opened'];
  readonly frozen: Freeze | undefined;
}

function mainAct(card: Card, { decides, standing, opened, frozen }: Situation): Acts['main'] {
  if (standing === 'snoozed' || standing === 'dismissed') return decides ? 'reopen' : 'open';
  if (standing === 'held') return 'why';
  if (standing !== 'undecided') return 'open';
  if (card.opportunity.verdict.level === 'block') return 'why';
  if (!decides) return 'open';
  if (frozen) return 'frozen';
  return mayAccept(card, opened) === 'yes' ? 'accept' : 'open-first';
}
