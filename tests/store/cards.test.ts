import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import type { CardStore } from '../../src/ports/newsroom.ts';
import type { DecisionRequest } from '../../src/contract/decision.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { createCards } from '../../src/store/cards.ts';
import { createLedger } from '../../src/store/ledger.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { aStory, anOpportunity, cardIn } from './samples.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const ana = { id: 'u1', name: 'Ana' };
const ben = { id: 'u2', name: 'Ben' };
const accept: DecisionRequest = { action: 'accept' };
const dismiss: DecisionRequest = { action: 'dismiss', reason: 'off-territory' };
const snooze: DecisionRequest = { action: 'snooze', reason: 'busy', minutes: 30 };
const reopen: DecisionRequest = { action: 'reopen' };

describe('deciding about a card', () => {
  let database: TestDatabase;
  let cards: CardStore;
  let ledger: Ledger;
  let claim: Claim;
  let position = 0;
  let names = 0;
  beforeAll(async () => {
    database = await testDatabase('cards');
    cards = createCards({ db: database.db, clock: () => AT });
    ledger = createLedger({ db: database.db, clock: () => AT });
    claim = await ledger.claim('mentions', 0);
  });
  afterAll(() => database.drop());

  async function aCard(changed: Partial<Opportunity> = {}): Promise<Opportunity> {
    const opportunity = anOpportunity({ id: `card-${++names}`, brand: `brand-${names}`, ...changed });
    await pipelineWrites(opportunity);
    return opportunity;
  }
  const pipelineWrites = (...opportunities: Opportunity[]) =>
    ledger.commit(claim, { position: position++, effects: { opportunities, stories: [] } });
  const decide = (id: string, request: DecisionRequest, by = ana) => cards.decide(id, request, by, AT);

  it('keeps the decision, its history, an audit entry and a numbered change', async () => {
    const { id, brand } = await aCard();
    await ledger.commit(claim, { position: position++, effects: { opportunities: [], stories: [aStory({ brand })] } });
    expect(await decide(id, snooze)).toMatchObject({
      decision: { action: 'snooze', until: '2026-11-22T20:30:00.000Z' },
    });
    expect(await decide(id, accept, ben)).toMatchObject({ card: { decision: { by: ben } } });

    const detail = await cards.get(brand, id);
    expect(detail?.history.map(({ action, by }) => [action, by.name])).toEqual([
      ['snooze', 'Ana'],
      ['accept', 'Ben'],
    ]);
    expect(detail?.story?.id).toBe('story-1');
    expect(await cards.brandOf(id)).toBe(brand);
    expect(await cards.get('another-brand', id)).toBeNull();
    expect(await cards.list(brand)).toMatchObject({
      seq: 3,
      cards: [{ opportunity: { id }, decision: { action: 'accept' } }],
    });

    const audit = await database.db.selectFrom('audit').selectAll().where('subject', '=', id).orderBy('id').execute();
    expect(audit.map(({ actor, action }) => [actor, action])).toEqual([
      ['u1', 'opportunity.snooze'],
      ['u2', 'opportunity.accept'],
    ]);
    expect(audit[1]).toMatchObject({ before: { action: 'snooze' }, after: { action: 'accept' } });
  });

  it('lets two people who press at once win once; the other learns who was first', async () => {
    const { id } = await aCard();
    const results = await Promise.all([decide(id, accept, ana), decide(id, dismiss, ben)]);
    const won = results.filter((result) => 'card' in result);
    const lost = results.filter((result) => 'refused' in result);
    expect(won).toHaveLength(1);
    expect(lost).toEqual([{ refused: 'already-decided', decision: won[0]!.decision }]);
  });

  it('refuses to accept what the gate blocks, and anything on a closed or unknown card', async () => {
    const blocked = await aCard({ verdict: { level: 'block', reasons: [] } });
    expect(await decide(blocked.id, accept)).toEqual({ refused: 'blocked', decision: null });
    expect(await decide(blocked.id, dismiss)).toHaveProperty('card');
    const closed = await aCard({ state: 'closed' });
    for (const request of [accept, dismiss, snooze, reopen]) {
      expect(await decide(closed.id, request)).toEqual({ refused: 'closed', decision: null });
    }
    expect(await decide('nowhere', accept)).toEqual({ refused: 'not-found', decision: null });
    const audit = await database.db.selectFrom('audit').select('id').where('subject', '=', closed.id).execute();
    expect(audit).toEqual([]);
  });

  it('may be reopened after any decision and decided anew', async () => {
    const { id } = await aCard();
    expect(await decide(id, reopen)).toMatchObject({ refused: 'already-decided' });
    for (const request of [dismiss, snooze, accept]) {
      expect(await decide(id, request)).toHaveProperty('card');
      expect(await decide(id, reopen)).toHaveProperty('card');
    }
    expect(await decide(id, snooze)).toHaveProperty('card');
    expect(await decide(id, snooze)).toHaveProperty('card');
    expect(await decide(id, dismiss)).toHaveProperty('card');
    expect(await decide(id, snooze)).toMatchObject({ refused: 'already-decided', decision: { action: 'dismiss' } });
  });

  it('outlives what the pipeline writes, before, after and meanwhile', async () => {
    const opportunity = await aCard();
    const { id, brand } = opportunity;
    const updates = Array.from({ length: 20 }, (_, n) => ({ ...opportunity, score: n }));
    const writing = updates.reduce((before, next) => before.then(() => pipelineWrites(next)), Promise.resolve());
    await Promise.all([writing, decide(id, accept)]);
    expect((await cards.get(brand, id))?.opportunity.score).toBe(19);
    const rows = await database.db
      .selectFrom('changes')
      .selectAll()
      .where('brand', '=', brand)
      .orderBy('seq')
      .execute();
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    // From the decision on, every change carries it: no client ever sees it vanish.
    const decided = rows.map(({ body }) => cardIn(body).decision !== null);
    expect(decided).toEqual([...decided].sort());
    expect(decided.at(-1)).toBe(true);
  });

  it('keeps an audit trail that nobody can alter', async () => {
    const { id } = await aCard();
    await decide(id, accept);
    await expect(database.db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
    await expect(database.db.updateTable('audit').set({ actor: 'x' }).execute()).rejects.toThrow(/append-only/);
  });

  it('shows what is not closed, and what was closed or decided within the last day', async () => {
    const old = '2026-11-20T20:00:00.000Z';
    const brand = 'shelf';
    const of = (id: string, state: Opportunity['state'], updatedAt: string) =>
      anOpportunity({ id, brand, state, updatedAt });
    await pipelineWrites(
      of('old-open', 'open', old),
      of('old-fading', 'fading', old),
      of('old-closed', 'closed', old),
      of('new-closed', 'closed', '2026-11-22T19:00:00.000Z'),
    );
    const { cards: shown, seq } = await cards.list(brand);
    expect(shown.map(({ opportunity }) => opportunity.id).sort()).toEqual(['new-closed', 'old-fading', 'old-open']);
    expect(seq).toBe(4);
  });
});
