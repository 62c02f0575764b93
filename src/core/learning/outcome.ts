import type { DecisionAction } from '../../contract/decision.ts';
import type { Steps } from '../../contract/funnel.ts';
import type { OpportunityState } from '../../contract/opportunity.ts';
import type { Outcome } from '../../contract/results.ts';

interface Gone {
  readonly steps: Steps;
  readonly state: OpportunityState;
  readonly decision: { readonly action: DecisionAction } | null;
}

/** How far an opportunity came, as one word. What is still open and undecided is `open`. */
export function outcomeOf({ steps, state, decision }: Gone): Outcome {
  if (steps.published) return 'published';
  if (decision?.action === 'dismiss') return 'dismissed';
  if (steps.approved) return 'approved';
  if (decision?.action === 'accept') return 'accepted';
  if (state !== 'closed') return 'open';
  return steps.seen || decision ? 'seen' : 'missed';
}
