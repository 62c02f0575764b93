import type { Clock } from '../../context.ts';
import { DraftCheck, DraftCheckRequest } from '../../contract/draft-check.ts';
import { notFound, tooMany } from '../errors.ts';
import { operation, type Operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

/** Checks a second, of everybody together: each holds the thread for some milliseconds. */
const MOST_A_SECOND = 20;

/** The operations, with their own count of how often they were asked. */
export function createDraftOperations(): Operation[] {
  const takeTurn = createTurns(MOST_A_SECOND);
  return [
    operation({
      method: 'post',
      path: '/api/brands/{brand}/draft-check',
      id: 'checkDraft',
      tag: 'drafts',
      summary: 'Whether words may go out for the brand: what in them, or in the day, asks for care',
      description:
        'Answers codes with the words and their places; the sentences are the reader’s. With an opportunity, also what ' +
        'its story says now. Nothing is kept, and nothing is sent on.',
      access: onBrand('decide'),
      params: BrandParams,
      body: DraftCheckRequest,
      answers: { 200: { description: 'The findings, the strictest first', schema: DraftCheck } },
      problems: ['not-found', 'too-many'],
      handle: async ({ body, context, params }) => {
        if (!takeTurn(context.clock)) throw tooMany(1);
        const checked = await context.drafts.check(params.brand, body);
        if (!checked) throw notFound();
        return { body: checked };
      },
    }),
  ];
}

/** A bucket of turns that fills up at `most` a second. */
function createTurns(most: number): (clock: Clock) => boolean {
  let left = most;
  let filledAt: number | null = null;
  return (clock) => {
    const now = clock();
    left = Math.min(most, left + (most * Math.max(0, now - (filledAt ?? now))) / 1_000);
    filledAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
