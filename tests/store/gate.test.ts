import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CardStore } from '../../src/ports/newsroom.ts';
import type { DecisionRequest } from '../../src/contract/decision.ts';
import type { Opportunity, VerdictLevel, VerdictReason } from '../../src/contract/opportunity.ts';
import { createCards } from '../../src/store/cards.ts';
import { createLedger } from '../../src/store/ledger.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity, cardIn } from './samples.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const ana = { id: 'u1', name: 'Ana' };
const ben = { id: 'u2', name: 'Ben' };
const accept: DecisionRequest = { action: 'accept' };
const WHY = 'The family asked us to share it.';

describe('the gate, enforced where the decision is written', () => {
  let database: TestDatabase;
  let cards: CardStore;
  let ledger: Ledger;
  let claim: Claim;
  let position = 0;
  let names = 0;
  beforeAll(async () => {
    database = await testDatabase('gate');
    cards = createCards({ db: database.db, clock: () => AT });
    ledger = createLedger({ db: database.db, clock: () => AT });
    claim = await ledger.claim('mentions', 0);
  });
  afterAll(() => database.drop());

  const pipelineWrites = (...opportunities: Opportunity[]) =>
    ledger.commit(claim, { position: position++, effects: { opportunities, stories: [] } });
  async function aCard(level: VerdictLevel, ...codes: string[]): Promise<Opportunity> {
    const opportunity = judged(anOpportunity({ id: `gate-${++names}`, brand: `brand-${names}` }), level, ...codes);
    await pipelineWrites(opportunity);
    return opportunity;
  }
  function judged(opportunity: Opportunity, level: VerdictLevel, ...codes: string[]): Opportunity {
    const reasons = codes.map((code): VerdictReason => ({ level, code, data: {}, words: [], signals: [] }));
    return { ...opportunity, verdict: { level, reasons } };
  }
  const decide = (id: string, request: DecisionRequest, by = ana) => cards.decide(id, request, by, AT);
  const read = (id: string, by = ana, seen?: VerdictLevel) => cards.readContext(id, by.id, seen, AT);
  const holdOf = async ({ brand, id }: Opportunity) => (await cards.get(brand, id))?.hold ?? null;
  const auditOf = (id: string) =>
    database.db.selectFrom('audit').selectAll().where('subject', '=', id).orderBy('id').execute();

  it('accepts under review only from the person who has opened the context', async () => {
    const { id, brand } = await aCard('review', 'unconfirmed');
    expect(await decide(id, accept)).toEqual({ refused: 'context-unread', decision: null });
    expect((await cards.get(brand, id, ana.id))?.contextRead).toBe(false);
    expect(await read(id, ben)).toEqual({ verdict: 'review', contextRead: true });
    expect(await decide(id, accept)).toMatchObject({ refused: 'context-unread' });
    expect(await read(id)).toEqual({ verdict: 'review', contextRead: true });
    expect((await cards.get(brand, id, ana.id))?.contextRead).toBe(true);
    expect(await decide(id, accept)).toMatchObject({
      decision: { verdict: { level: 'review', reasons: ['unconfirmed'] } },
    });
    expect(await read('nowhere')).toBeNull();
  });

  it('asks again when the verdict changes, and when it comes back', async () => {
    const review = await aCard('review', 'unconfirmed');
    const { id } = review;
    await read(id);
    await pipelineWrites({ ...review, score: 50 });
    expect((await cards.get(review.brand, id, ana.id))?.contextRead).toBe(true);
    await pipelineWrites(judged(review, 'go'));
    await pipelineWrites(review);
    expect(await decide(id, accept)).toMatchObject({ refused: 'context-unread' });
    expect(await read(id, ana, 'go')).toEqual({ verdict: 'review', contextRead: false });
    expect(await decide(id, accept)).toMatchObject({ refused: 'context-unread' });
    await read(id, ana, 'review');
    expect(await decide(id, accept)).toHaveProperty('card');
  });

  it('asks for the context where it was only opened while the verdict was go', async () => {
    const calm = await aCard('go');
    await read(calm.id);
    await pipelineWrites(judged(calm, 'review', 'unconfirmed'));
    expect(await decide(calm.id, accept)).toMatchObject({ refused: 'context-unread' });
  });

  it('keeps an override with its reason, in the history and in the audit', async () => {
    const { id, brand } = await aCard('block', 'event.death');
    expect(await decide(id, accept)).toEqual({ refused: 'blocked', decision: null });
    const verdict = { level: 'block', reasons: ['event.death'] };
    expect(await decide(id, { ...accept, override: WHY })).toMatchObject({ decision: { override: WHY, verdict } });
    expect((await cards.get(brand, id))?.history).toMatchObject([{ action: 'accept', override: WHY, verdict }]);
    expect(await auditOf(id)).toMatchObject([
      { actor: 'u1', action: 'opportunity.override', before: null, after: { override: WHY, verdict } },
    ]);
  });

  it('takes no override for granted where nothing is blocked', async () => {
    const { id } = await aCard('go', 'nothing-grave');
    const outcome = await decide(id, { ...accept, override: WHY });
    expect(outcome).toMatchObject({ decision: { verdict: { level: 'go', reasons: ['nothing-grave'] } } });
    expect(outcome.decision).not.toHaveProperty('override');
    const review = await aCard('review');
    expect(await decide(review.id, { ...accept, override: WHY })).toMatchObject({ refused: 'context-unread' });
  });

  it('holds what was accepted when the story turns, once, in the same number as the turn', async () => {
    const calm = await aCard('go');
    await decide(calm.id, accept);
    const grave = judged(calm, 'block', 'event.death');
    await pipelineWrites(grave, { ...grave, score: 1 });
    await pipelineWrites(grave);
    const hold = { at: new Date(AT).toISOString(), reasons: ['event.death'] };
    expect(await holdOf(calm)).toEqual(hold);
    const changes = await database.db
      .selectFrom('changes')
      .select('body')
      .where('brand', '=', calm.brand)
      .orderBy('seq')
      .execute();
    const told = changes.map(({ body }) => cardIn(body));
    expect(told.map((card) => [card.opportunity.verdict.level, card.hold])).toEqual([
      ['go', null],
      ['go', null],
      ['block', hold],
      ['block', hold],
      ['block', hold],
    ]);
    expect((await auditOf(calm.id)).map(({ actor, action, after }) => [actor, action, after])).toEqual([
      ['u1', 'opportunity.accept', expect.anything()],
      ['gate', 'opportunity.hold', hold],
    ]);
    expect(await cards.list(calm.brand)).toMatchObject({ cards: [{ hold }] });
  });

  it('holds for a block that was only passed through between two commits', async () => {
    const calm = await aCard('go');
    await decide(calm.id, accept);
    await pipelineWrites(judged(calm, 'block', 'event.attack'), judged(calm, 'review', 'event.attack'));
    expect((await holdOf(calm))?.reasons).toEqual(['event.attack']);
  });

  it('lets a hold go only with a person who decides again, and then wants the override', async () => {
    const calm = await aCard('go');
    await decide(calm.id, accept);
    const grave = judged(calm, 'block', 'event.death');
    await pipelineWrites(grave);
    await pipelineWrites(judged(calm, 'review', 'event.death'));
    expect(await holdOf(calm)).not.toBeNull();
    await pipelineWrites(grave);
    expect(await decide(calm.id, { ...accept, override: WHY })).toMatchObject({ refused: 'already-decided' });
    expect(await decide(calm.id, { action: 'reopen' }, ben)).toMatchObject({ card: { hold: null } });
    expect((await auditOf(calm.id)).at(-1)).toMatchObject({ before: { action: 'accept', hold: expect.anything() } });
    expect(await holdOf(calm)).toBeNull();
    await pipelineWrites(grave);
    expect(await holdOf(calm)).toBeNull();
    expect(await decide(calm.id, accept)).toMatchObject({ refused: 'blocked' });
    expect(await decide(calm.id, { ...accept, override: WHY }, ben)).toHaveProperty('card');
    await pipelineWrites(grave);
    expect(await holdOf(calm)).toBeNull();
    await pipelineWrites(judged(calm, 'block', 'event.death', 'no-go'));
    expect((await holdOf(calm))?.reasons).toEqual(['no-go']);
  });

  it('does not hold what nobody accepted, or what was put aside', async () => {
    const [open, dismissed] = [await aCard('go'), await aCard('go')];
    await decide(dismissed.id, { action: 'dismiss', reason: 'other' });
    for (const one of [open, dismissed]) {
      await pipelineWrites(judged(one, 'block', 'event.death'));
      expect(await holdOf(one)).toBeNull();
    }
  });

  it('loses no hold when an acceptance and the turn of the story meet', async () => {
    const met = { held: 0, blocked: 0 };
    for (let round = 0; round < 20; round++) {
      const calm = await aCard('go');
      const [outcome] = await Promise.all([
        decide(calm.id, accept),
        pipelineWrites(judged(calm, 'block', 'event.death')),
      ]);
      const hold = await holdOf(calm);
      if ('card' in outcome) expect(hold?.reasons).toEqual(['event.death']);
      else expect(outcome.refused).toBe('blocked');
      met['card' in outcome ? 'held' : 'blocked'] += 1;
    }
    expect(met.held + met.blocked).toBe(20);
  });

  it('lets one of two editors override; the other learns who was first', async () => {
    const { id } = await aCard('block', 'event.death');
    const override: DecisionRequest = { ...accept, override: WHY };
    const results = await Promise.all([decide(id, override, ana), decide(id, override, ben)]);
    expect(results.filter((result) => 'card' in result)).toHaveLength(1);
    expect(results.filter((result) => 'refused' in result)).toMatchObject([{ refused: 'already-decided' }]);
  });
});
