import type { Decision } from '../../contract/decision.ts';
import { keepsAsleep } from '../../contract/decision.ts';
import type { DeliveryReason, Notice } from '../../contract/delivery.ts';
import type { Draft } from '../../contract/draft.ts';
import type { Opportunity } from '../../contract/opportunity.ts';
import { isTrouble } from './hear-change.ts';

/** How the things stand that a notice is about, at the moment of sending. */
export interface Standing {
  readonly card: {
    readonly state: Opportunity['state'];
    readonly level: Opportunity['level'];
    readonly decision: Decision | null;
    readonly held: boolean;
    readonly assignedTo: string | null;
  } | null;
  readonly draft: Pick<Draft, 'state' | 'publications'> | null;
}

type Over = Extract<DeliveryReason, 'story-over' | 'decided' | 'settled'>;

/** Why a held notice need not be sent any more; null where it is news still. `person`: whose channel it is. */
export function whyNoNews(notice: Notice, { card, draft }: Standing, person: string | null, at: number): Over | null {
  switch (notice.occasion) {
    case 'alert':
      if (card === null || card.state === 'closed') return 'story-over';
      return isDecided(card.decision, card.level, at) ? 'decided' : null;
    case 'approval':
    case 'escalation':
      return draft?.state === 'waiting' ? null : 'settled';
    case 'assignment':
      if (card?.state === 'closed') return 'story-over';
      return card?.assignedTo === person ? null : 'settled';
    case 'hold':
      return card?.held ? null : 'settled';
    case 'publication': {
      const troubled = draft?.publications.some(
        ({ platform, state }) => platform === notice.platform && isTrouble(state),
      );
      return troubled ? null : 'settled';
    }
    case 'mention':
    case 'freeze':
    case 'unfreeze':
    case 'test':
      return null;
  }
}

const isDecided = (decision: Decision | null, level: Opportunity['level'], at: number): boolean =>
  decision?.action === 'accept' || decision?.action === 'dismiss' || keepsAsleep(decision, level, at);
