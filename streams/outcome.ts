import type { EndedLife } from '../src/contract/life.ts';
import type { Opportunity } from '../src/contract/opportunity.ts';
import type { Story } from '../src/contract/story.ts';
import type { Topic } from './topics.ts';
import type { NewRecord } from './transport/transport.ts';

/** Why a record ends here although nothing is wrong with it. */
export type DropReason = 'outside-every-territory' | 'duplicate' | 'too-old' | 'unknown-brand' | 'tombstone';

/** Why a record is refused and laid in `signals.rejected`. */
export type RejectReason = 'not-json' | 'invalid' | 'too-large' | 'unreadable';

/** What a step makes of one record. Refusing is a value, not an exception. */
export type Outcome =
  | { readonly kind: 'emit'; readonly topic: Topic; readonly record: NewRecord }
  | { readonly kind: 'change'; readonly opportunity: Opportunity; readonly story: Story }
  | { readonly kind: 'ended'; readonly life: EndedLife }
  | { readonly kind: 'drop'; readonly reason: DropReason }
  | { readonly kind: 'reject'; readonly reason: RejectReason; readonly detail: string };

export const emit = (topic: Topic, record: NewRecord): Outcome => ({ kind: 'emit', topic, record });
export const change = (opportunity: Opportunity, story: Story): Outcome => ({ kind: 'change', opportunity, story });
export const ended = (life: EndedLife): Outcome => ({ kind: 'ended', life });
export const drop = (reason: DropReason): Outcome => ({ kind: 'drop', reason });
export const reject = (reason: RejectReason, detail: string): Outcome => ({ kind: 'reject', reason, detail });
