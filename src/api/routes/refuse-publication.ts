import type { PublicationState } from '../../contract/publication.ts';
import type { Drafter } from '../../ports/newsroom.ts';
import type { PublicationRefusal, RefusedDestination } from '../../ports/publishing.ts';
import { ProblemError, notFound } from '../errors.ts';
import { refuseDraft } from './refuse-draft.ts';

const IS_NOW: Record<PublicationState, string> = {
  due: 'It waits for its time.',
  sending: 'It is being sent.',
  out: 'It is out.',
  failed: 'It is not out.',
  unknown: 'Nobody can tell whether it is out.',
  held: 'It is held.',
  cancelled: 'It was given up.',
};

/** Why nothing was sent on its way, as a sentence. */
export function refusePublication(refused: PublicationRefusal, by: Drafter): ProblemError {
  switch (refused.kind) {
    case 'no-destination':
      return new ProblemError(
        'no-destination',
        `The brand has no such way out to ${refused.platform}, or not any more: choose another.`,
      );
    case 'too-long':
      return new ProblemError(
        'too-long',
        `The text does not fit on ${refused.platform}: ${String(refused.length)} of ${String(refused.limit)}, or something ` +
          'that the platform refuses. Write a shorter one for it, and have that approved.',
      );
    case 'wrong-publication':
      return new ProblemError('wrong-state', `${IS_NOW[refused.state]} That cannot be done with it now.`);
    default:
      return refuseDraft({ refused, draft: null, last: null, policy: null }, by);
  }
}

/** Why a destination was not kept. */
export function refuseDestination({ refused }: RefusedDestination): ProblemError {
  switch (refused) {
    case 'not-found':
      return notFound();
    case 'secret-missing':
      return fieldOf('secret', 'enter the secret: nothing can be signed or signed in without it');
    case 'elsewhere':
      return fieldOf('way', 'it would lead elsewhere: add that as another destination, and remove this one');
    case 'too-many':
      return fieldOf('label', 'the brand has 50 destinations already: remove some first');
  }
}

const fieldOf = (path: string, message: string): ProblemError =>
  new ProblemError('invalid', `${message[0]!.toUpperCase()}${message.slice(1)}.`, { errors: [{ path, message }] });
