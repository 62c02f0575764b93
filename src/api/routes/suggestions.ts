import type { Clock } from '../../context.ts';
import { SuggestionAnswer, SuggestionRequest, WhereToAnswer } from '../../contract/suggestion.ts';
import { ProblemError, notFound, tooMany } from '../errors.ts';
import { operation, type Operation } from '../operation.ts';
import { whileThere } from '../while-there.ts';
import { OpportunityParams, onOpportunity } from './cards.ts';

/** Requests of one person, and how they come back. */
const MOST = 20;
const WINDOW_MS = 60_000;

/** The operations, with their own count of how often each person asked. */
export function createSuggestionOperations(): Operation[] {
  const mayAsk = createAllowance();
  return [
    operation({
      method: 'post',
      path: '/api/opportunities/{opportunity}/suggestions',
      id: 'suggestDrafts',
      tag: 'drafts',
      summary: 'Words to begin a draft with, each with what it is based on',
      description:
        'Asked for by a person, never by the pipeline: nothing waits for it. Every text has passed the draft check; under ' +
        'review nothing light and no product is offered, under block nothing at all. The same turn does not come twice in a ' +
        'week for another story. Notes say why there are fewer than asked for, or why a model’s were not taken.',
      access: onOpportunity('decide'),
      params: OpportunityParams,
      body: SuggestionRequest,
      answers: { 200: { description: 'The best first', schema: SuggestionAnswer } },
      problems: ['blocked', 'too-many', 'out-of-reach'],
      handle: async ({ context, params, body, person, request }) => {
        if (!mayAsk(person.id, context.clock)) throw tooMany(Math.ceil(WINDOW_MS / MOST / 1_000));
        const answer = await whileThere(request, (signal) =>
          context.suggestions.suggest(params.opportunity, body, person.id, signal),
        );
        if (answer === 'not-found') throw notFound();
        if (answer === 'busy') throw tooMany(1);
        if (answer === 'blocked')
          throw new ProblemError('blocked', 'The safety gate says block: nothing is suggested.');
        return { body: answer };
      },
    }),
    operation({
      method: 'get',
      path: '/api/opportunities/{opportunity}/where-to-answer',
      id: 'whereToAnswer',
      tag: 'drafts',
      summary: 'The brand’s platforms, the best for this story first, each with why',
      access: onOpportunity('read'),
      params: OpportunityParams,
      answers: { 200: { description: 'Codes and values; the sentences are the reader’s', schema: WhereToAnswer } },
      handle: async ({ context, params }) => {
        const where = await context.suggestions.where(params.opportunity);
        if (!where) throw notFound();
        return { body: where };
      },
    }),
  ];
}

/** A bucket of requests for each person. */
function createAllowance(): (person: string, clock: Clock) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (person, clock) => {
    const now = clock();
    for (const [id, { at }] of buckets) if (now - at > WINDOW_MS) buckets.delete(id);
    const bucket = buckets.get(person) ?? { left: MOST, at: now };
    const left = Math.min(MOST, bucket.left + (MOST * Math.max(0, now - bucket.at)) / WINDOW_MS);
    buckets.set(person, { left: Math.max(0, left - 1), at: now });
    return left >= 1;
  };
}
