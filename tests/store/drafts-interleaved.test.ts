import '../support/properties.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Drafter, DraftStore } from '../../src/ports/newsroom.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Card } from '../../src/contract/card.ts';
import { type ApprovalPolicy, type Draft, DraftMove, type DraftMoveRequest } from '../../src/contract/draft.ts';
import { PERMISSIONS, type Role } from '../../src/contract/user.ts';
import { moveDraft, possibleMoves } from '../../src/core/draft/workflow.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { circumstances } from '../../src/store/move-draft.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity } from './samples.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');

const person = (id: string, ...roles: Role[]): Drafter => {
  const may = (permission: 'decide' | 'approve') => roles.some((role) => PERMISSIONS[role].includes(permission));
  return { id, name: `Ms ${id}`, roles, mayWrite: may('decide'), mayApprove: may('approve') };
};
const PEOPLE = [
  person('ana', 'community-manager'),
  person('ben', 'community-manager'),
  ...[person('nora', 'editor'), person('otto', 'editor'), person('ada', 'admin'), person('vic', 'viewer')],
];
const [ana] = PEOPLE as [Drafter];

const who = fc.constantFrom(...PEOPLE);
const move = fc.constantFrom(...DraftMove.options);
/** Somebody does something, with the version that stood there some texts ago before them. */
const deed = fc.record({ by: who, move, behind: fc.constantFrom(0, 0, 0, 0, 1) });
/** What several people do at the same time; and then again. */
const evening = fc.array(fc.array(deed, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 7 });
const policy: fc.Arbitrary<ApprovalPolicy> = fc.record({
  of: fc.constantFrom('nobody', 'any', 'all'),
  roles: fc.constantFrom<Role[]>(['editor'], ['editor', 'admin']),
  secondPerson: fc.boolean(),
});

describe('drafts that several people move at the same time', () => {
  let database: TestDatabase;
  let drafts: DraftStore;
  let ledger: Ledger;
  let claim: Claim;
  let position = 0;
  beforeAll(async () => {
    database = await testDatabase('interleaved');
    drafts = createDrafts({ db: database.db });
    ledger = createLedger({ db: database.db, clock: () => AT });
    claim = await ledger.claim('mentions', 0);
  });
  afterAll(() => database.drop());

  /** A draft of an accepted card of a brand of its own. */
  async function begin(approval: ApprovalPolicy): Promise<{ draft: Draft; brand: Brand; card: Card }> {
    const id = `brand-${String(position)}`;
    const brand = Brand.parse({ id, name: id, languages: ['fr'], approval: { go: approval } });
    await createBrands({ db: database.db, clock: () => AT }).put(brand);
    const opportunity = anOpportunity({ id: `card-${id}`, brand: id });
    await ledger.commit(claim, { position: position++, effects: { opportunities: [opportunity], stories: [] } });
    const cards = createCards({ db: database.db, clock: () => AT });
    const decided = await cards.decide(opportunity.id, { action: 'accept' }, ana, AT);
    const begun = await drafts.create(opportunity.id, { text: 'First words' }, ana, AT);
    if ('refused' in decided || 'refused' in begun) throw new Error('neither is refused');
    return { draft: begun.draft, brand, card: decided.card };
  }

  function requestOf({ move, behind }: { move: DraftMove; behind: number }, now: Draft, nth: number): DraftMoveRequest {
    const said = { move, version: Math.max(1, now.version - behind), text: `Words ${String(nth)}`, reason: 'Because' };
    const { version } = said;
    if (move === 'write') return { move, version, text: said.text };
    // Every other approval edits.
    if (move === 'approve') return { move, version, ...(nth % 2 === 0 && { text: said.text }) };
    return move === 'ask-change' || move === 'reject' ? { move, version, reason: said.reason } : { move, version };
  }

  it('are where the table of moves leads, one move after the other', async () => {
    let [made, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(policy, evening, async (approval, rounds) => {
        const { draft: first, brand, card } = await begin(approval);
        const moving = (by: Drafter, at: number) => circumstances(card, brand, [], by, at);
        const asked = new Map<number, { request: DraftMoveRequest; by: Drafter }>();
        let nth = 0;
        let now = first;
        for (const round of rounds) {
          const deeds = round.map((one) => {
            const at = AT + ++nth * 1_000;
            const { by } = one;
            const request = requestOf(one, now, nth);
            asked.set(at, { request, by });
            return { at, by, request };
          });
          const outcomes = await Promise.all(
            deeds.map(async ({ at, by, request }) => ({ at, outcome: await drafts.move(first.id, request, by, at) })),
          );
          for (const { at, outcome } of outcomes) {
            if (!('refused' in outcome)) continue;
            refused += 1;
            const { request, by } = asked.get(at)!;
            // Refused is what the table refuses in the state that the person is told of.
            expect(moveDraft(outcome.draft!, request, moving(by, at))).toEqual({ refused: outcome.refused });
          }
          // The trail says in which order they came; the table alone says what that makes.
          now = first;
          for (const { at } of await trailOf(first.id)) {
            const { request, by } = asked.get(at.getTime())!;
            const next = moveDraft(now, request, moving(by, at.getTime()));
            if ('refused' in next)
              throw new Error(`the table refuses ${request.move}: ${JSON.stringify(next.refused)}`);
            now = next.draft;
          }
          for (const by of PEOPLE) {
            const kept = await drafts.get(first.id, by, AT);
            expect(kept?.draft).toEqual(now);
            expect(kept?.moves).toEqual(possibleMoves(now, moving(by, AT)));
          }
        }
        made += (await trailOf(first.id)).length;
        expect((await drafts.get(first.id, ana, AT))?.versions).toHaveLength(now.version);
      }),
      { numRuns: 20 },
    );
    // Both happen often enough to say something.
    expect([made > 30, refused > 30]).toEqual([true, true]);
  }, 120_000);

  const trailOf = (draft: string) =>
    database.db
      .selectFrom('audit')
      .select(['at', 'action'])
      .where('subject', '=', draft)
      .where('action', '<>', 'draft.create')
      .orderBy('id')
      .execute();
});
