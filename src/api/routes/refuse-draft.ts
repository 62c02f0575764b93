import type { Drafter, LastMove, RefusedDraft } from '../../ports/newsroom.ts';
import type { Draft, DraftMove, DraftMoveRequest, DraftState } from '../../contract/draft.ts';
import type { OutRefusal } from '../../core/draft/may-go-out.ts';
import { ProblemError, notFound, sayFreeze } from '../errors.ts';

/** Why a draft was not begun, or not moved, as a sentence: who was first, which version, what the gate says, who froze. */
export function refuseDraft(
  { refused, draft, last, policy }: RefusedDraft,
  by: Drafter,
  request?: DraftMoveRequest,
): ProblemError {
  switch (refused.kind) {
    case 'not-found':
      return notFound();
    case 'no-right':
      return new ProblemError('no-right', sayRight(by, policy?.roles ?? []));
    case 'closed':
      return new ProblemError('closed', 'Its window is over: there is nothing left to answer.');
    case 'too-many':
      return new ProblemError(
        'too-many-drafts',
        `There are ${String(refused.most)} drafts for this opportunity already: take one up, or withdraw one first.`,
      );
    case 'wrong-state':
      return new ProblemError('wrong-state', `${saySince(last)} ${IS_NOW[refused.state]} Nothing was done.`);
    case 'other-version':
      return new ProblemError('other-version', sayVersion(refused.version, last, request));
    case 'already-out':
      return new ProblemError('already-out', 'It is out on this platform already. Nothing was done.');
    case 'going-out':
      return new ProblemError(
        'going-out',
        `It is on its way to ${refused.platform} this moment, or may be out there: see how that ends first. Nothing was done.`,
      );
    case 'alt-missing':
      return new ProblemError('alt-missing', 'Describe each picture for those who do not see it. Nothing was done.');
    case 'no-picture':
      return new ProblemError('no-picture', 'A picture is no longer there: take it off and add it again.');
    case 'own-text':
      return new ProblemError('own-text', 'You wrote this text: somebody else has to approve it before it goes out.');
    case 'approved-under':
      return new ProblemError(
        'approved-under',
        `It was approved while the gate said ${refused.verdict}, and the gate has become stricter since. ` +
          'Have it approved again.',
      );
    case 'angle-over':
      return new ProblemError('angle-over', `${ANGLE_OVER[refused.why]} Take the draft back and send it for approval.`);
    case 'barred':
      return refuseOut(refused.by, draft);
  }
}

const ANGLE_OVER = {
  withdrawn: 'The angle by which it was approved in advance was withdrawn.',
  expired: 'The angle by which it was approved in advance is over.',
  platform: 'The angle by which it was approved in advance is not for this platform.',
};

function refuseOut(bar: OutRefusal, draft: Draft | null): ProblemError {
  const stays = draft ? ' The draft stays as it is.' : '';
  switch (bar.kind) {
    case 'frozen':
      return new ProblemError('frozen', sayFreeze(bar.freeze, NOTHING_OUT));
    case 'not-accepted':
      return new ProblemError('not-accepted', `Nobody has accepted this opportunity: accept it first.${stays}`);
    case 'held':
      return new ProblemError('held', `${sayHeld(bar.hold.reasons)}${stays}`);
    case 'blocked':
      return new ProblemError('blocked', `The safety gate says block${sayCodes(bar.reasons)}. ${TO_ANSWER}${stays}`);
  }
}

const NOTHING_OUT =
  'Nothing is sent for approval, approved or published until an editor lifts it; writing still works.';
const TO_ANSWER = 'Somebody with the right to approve has to accept it again, and say why.';

const sayHeld = (reasons: readonly string[]) =>
  `The story has turned since it was accepted${sayCodes(reasons)}: reopen it and decide again.`;

const sayCodes = (codes: readonly string[]) => (codes.length === 0 ? '' : ` (${codes.join(', ')})`);

/** Whoever may not approve at all hears something else than whoever the brand does not ask. */
function sayRight({ mayWrite, mayApprove }: Drafter, roles: readonly string[]): string {
  if (!mayWrite) return 'Writing drafts needs the right to decide, which community managers have.';
  if (!mayApprove) return 'Approving, asking for a change and rejecting need the right to approve, which editors have.';
  return `The brand wants approval from somebody with the role ${roles.join(' or ')}, which you do not have there.`;
}

const DID: Record<DraftMove, string> = {
  write: 'rewrote it',
  send: 'sent it for approval',
  approve: 'approved it',
  'ask-change': 'asked for a change',
  reject: 'rejected it',
  withdraw: 'withdrew it',
  publish: 'published it',
};

const IS_NOW: Record<DraftState, string> = {
  writing: 'It is being written.',
  waiting: 'It waits for approval.',
  'changes-asked': 'A change is asked for.',
  rejected: 'It is rejected.',
  approved: 'It is approved.',
  published: 'It is out.',
  withdrawn: 'It is withdrawn.',
};

function saySince(last: LastMove | null): string {
  if (!last) return '';
  if (!last.by) return `The safety gate took its approval back at ${last.at}.`;
  const did = last.move in DID ? DID[last.move as DraftMove] : 'began it';
  return `${last.by.name} ${did} first, at ${last.at}.`;
}

function sayVersion(version: number, last: LastMove | null, request?: DraftMoveRequest): string {
  const who = last?.by ? `${last.by.name} changed the text at ${last.at}` : 'Somebody changed the text';
  const yours = request ? `, and version ${String(request.version)} was before you` : '';
  return `${who}: it is version ${String(version)} now${yours}. Read it, then decide. Nothing was done.`;
}
