import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOpenDayCard } from '../support/fake-moments.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import type { MomentCardStore } from '../../src/ports/calendar.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { MomentCard } from '../../src/contract/moment-card.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createMomentCards } from '../../src/store/moment-cards.ts';

const AT = Date.parse('2026-12-05T08:00:00Z');
const ana = { id: 'u1', name: 'Ana' };
const ben = { id: 'u2', name: 'Ben' };

describe('cards of moments in the database', () => {
  let database: TestDatabase;
  let cards: MomentCardStore;
  let brands = 0;
  beforeAll(async () => {
    database = await testDatabase('moment-cards');
    cards = createMomentCards({ db: database.db });
  });
  afterAll(() => database.drop());

  const bodyOf = ({ decision: _, ...body }: MomentCard) => body;
  const write = (...bodies: MomentCard[]) => cards.rewrite(bodies[0]!.brand, () => bodies.map(bodyOf), AT);

  async function aCard(changed: Partial<MomentCard> = {}): Promise<MomentCard> {
    const brand = `brand-${++brands}`;
    const store = createBrands({ db: database.db, clock: () => AT });
    await store.put(Brand.parse({ id: brand, name: brand, languages: ['fr'] }));
    const card = anOpenDayCard(brand, changed);
    await write(card);
    return card;
  }
  const changesOf = async (brand: string) =>
    (await database.db.selectFrom('changes').selectAll().where('brand', '=', brand).orderBy('seq').execute()).map(
      ({ seq, body }) => ({ seq, ...body }),
    );

  it('are written with a numbered change each, and shown until they are over', async () => {
    const card = await aCard();
    const sooner = { ...card, id: `${card.brand}:fair:2026-12-06`, date: { ...card.date, from: '2026-12-06' } };
    expect(await cards.rewrite(card.brand, (existing) => (existing.length === 1 ? [bodyOf(sooner)] : []), AT)).toBe(1);
    expect(await cards.list(card.brand)).toEqual([sooner, card]);
    expect(await cards.brandOf(card.id)).toBe(card.brand);
    expect(await cards.brandOf('nowhere')).toBeNull();
    await write({ ...card, state: 'over' });
    expect(await cards.list(card.brand)).toEqual([sooner]);
    expect(await changesOf(card.brand)).toMatchObject([
      { seq: 1, noun: 'moment', id: card.id, value: { state: 'ahead', decision: null } },
      { seq: 2, noun: 'moment', id: sooner.id },
      { seq: 3, noun: 'moment', id: card.id, value: { state: 'over' } },
    ]);
    expect(await cards.rewrite(card.brand, () => [], AT)).toBe(0);
    expect(await changesOf(card.brand)).toHaveLength(3);
  });

  it('keep what people decided when the calendar writes them anew', async () => {
    const card = await aCard();
    await cards.decide(card.id, { action: 'plan', note: 'with the bakery' }, ana, AT);
    await write({ ...card, state: 'on' });
    const decision = { action: 'plan', note: 'with the bakery', by: ana, at: new Date(AT).toISOString() };
    expect(await cards.list(card.brand)).toEqual([{ ...card, state: 'on', decision }]);
    expect((await changesOf(card.brand)).at(-1)).toMatchObject({ value: { state: 'on', decision } });
  });

  it('let two people who press at once win once; the other learns who was first', async () => {
    const { id, brand } = await aCard();
    const results = await Promise.all([
      cards.decide(id, { action: 'plan' }, ana, AT),
      cards.decide(id, { action: 'dismiss' }, ben, AT),
    ]);
    const won = results.filter((result) => 'card' in result);
    expect(won).toHaveLength(1);
    expect(results.filter((result) => 'refused' in result)).toEqual([
      { refused: 'already-decided', decision: won[0]!.decision },
    ]);
    expect(await changesOf(brand)).toHaveLength(2);
    const audit = await database.db.selectFrom('audit').select(['actor', 'action']).where('subject', '=', id).execute();
    expect(audit).toEqual([{ actor: won[0]!.decision.by.id, action: `moment.${won[0]!.decision.action}` }]);
  });

  it('are reopened and decided anew, but not once they are over', async () => {
    const card = await aCard();
    const decide = (action: 'plan' | 'dismiss' | 'reopen') => cards.decide(card.id, { action }, ben, AT);
    expect(await decide('reopen')).toEqual({ refused: 'already-decided', decision: null });
    expect(await decide('dismiss')).toHaveProperty('card');
    expect(await decide('reopen')).toHaveProperty('card');
    expect(await decide('reopen')).toMatchObject({ refused: 'already-decided', decision: { action: 'reopen' } });
    expect(await decide('plan')).toHaveProperty('card');
    await write({ ...card, state: 'over' });
    expect(await decide('reopen')).toMatchObject({ refused: 'closed' });
    expect(await cards.decide('nowhere', { action: 'plan' }, ana, AT)).toEqual({
      refused: 'not-found',
      decision: null,
    });
  });

  it('never lose a decision to a plan that runs meanwhile', async () => {
    const card = await aCard();
    const states = ['on', 'ahead'] as const;
    const planning = Array.from({ length: 10 }, (_, i) => write({ ...card, state: states[i % 2]! }));
    await Promise.all([...planning, cards.decide(card.id, { action: 'plan' }, ana, AT)]);
    expect((await cards.list(card.brand))[0]!.decision).toMatchObject({ action: 'plan', by: ana });
    const decided = (await changesOf(card.brand)).map((change) =>
      change.noun === 'moment' ? change.value.decision !== null : null,
    );
    expect(decided).toEqual([...decided].sort());
    expect(decided.at(-1)).toBe(true);
  });
});
