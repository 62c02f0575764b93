import type { Draft } from '../contract/draft.ts';
import type { OutsideAnswer, OutsideLink, OutsideRequest, OutsideView } from '../contract/outside.ts';
import type { OneTimeLink } from '../contract/people.ts';
import type { Drafter, RefusedDraft } from './newsroom.ts';

/** `spent`: used, expired, taken back, never there, or the draft or its story has moved on: all the same to whoever asks. */
export interface RefusedOutside {
  readonly refused: 'spent' | 'frozen' | 'changed';
}

/** Approval by somebody without an account, in the place of the approver who asked them. */
export interface OutsideDesk {
  /** Somebody who may approve the draft now hands that over. Link and audit entry in one transaction. */
  ask(draft: string, request: OutsideRequest, by: Drafter, at: number): Promise<OneTimeLink | RefusedDraft>;
  /** The links of a draft that are not over, used ones too, the newest first. */
  links(draft: string, at: number): Promise<OutsideLink[]>;
  /** Voids a link of the draft at once. False where there is none that could still be used. */
  takeBack(draft: string, link: string, by: { readonly id: string }, at: number): Promise<boolean>;
  look(token: string, at: number): Promise<OutsideView | RefusedOutside>;
  /** Good once. `changed`: not what was before them; they look again. */
  answer(answer: OutsideAnswer, at: number): Promise<{ readonly draft: Draft } | RefusedOutside>;
}
