import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { BrandStore } from '../../src/context.ts';
import type { CardStore, FreezeStore } from '../../src/ports/newsroom.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { DecisionRequest } from '../../src/contract/decision.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createFreezes } from '../../src/store/freezes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import type { Ledger } from '../../streams/ledger.ts';
import { eventually, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity } from './samples.ts';

const AT = Date.parse('2026-11-22T20:41:00Z');
const nora = { id: 'u1', name: 'Nora' };
const ben = { id: 'u2', name: 'Ben' };
const accept: DecisionRequest = { action: 'accept' };
const ACCEPTING = 'opportunities';

describe('a freeze', () => {
  let database: TestDatabase;
  let brands: BrandStore;
  let freezes: FreezeStore;
  let cards: CardStore;
  let ledger: Ledger;
  let position = 0;
  let names = 0;
  beforeAll(async () => {
    database = await testDatabase('freezes');
    const { db } = database;
    brands = createBrands({ db, clock: () => AT });
    freezes = createFreezes({ db });
    cards = createCards({ db, clock: () => AT });
    ledger = createLedger({ db, clock: () => AT });
    for (const id of ['lumo', 'vela']) await brands.put(Brand.parse({ id, name: id, languages: ['fr'] }));
  });
  afterAll(() => database.drop());

  async function aCard(brand: string): Promise<string> {
    const opportunity = anOpportunity({ id: `frozen-${++names}`, brand });
    const claim = await ledger.claim('mentions', 0);
    await ledger.commit(claim, { position: position++, effects: { opportunities: [opportunity], stories: [] } });
    return opportunity.id;
  }
  const decide = (id: string, request: DecisionRequest) => cards.decide(id, request, ben, AT);
  const changesOf = async (brand: string) =>
    (
      await database.db
        .selectFrom('changes')
        .select(['seq', 'body'])
        .where('brand', '=', brand)
        .orderBy('seq')
        .execute()
    ).filter(({ body }) => body.noun === 'freeze');
  /** Resolves once so many wait for a lock. */
  const waiting = (many: number) =>
    eventually(async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(database.db);
      return rows[0]!.n >= many;
    });

  it('keeps its brand from accepting, until it is lifted; putting aside goes on', async () => {
    const [one, other, elsewhere] = [await aCard('lumo'), await aCard('lumo'), await aCard('vela')];
    const freeze = await freezes.freeze('lumo', 'An accident on our site', nora, AT);
    expect(freeze).toEqual({
      scope: 'lumo',
      reason: 'An accident on our site',
      by: nora,
      at: '2026-11-22T20:41:00.000Z',
    });
    expect(await decide(one, accept)).toEqual({ refused: 'frozen', decision: null, freeze });
    expect(await decide(other, { action: 'dismiss', reason: 'other' })).toHaveProperty('card');
    expect(await decide(elsewhere, accept)).toHaveProperty('card');
    expect(await cards.list('lumo')).toMatchObject({ freezes: [freeze] });
    expect(await cards.list('vela')).toMatchObject({ freezes: [] });

    expect(await freezes.freeze('lumo', 'Another word for it', ben, AT + 1)).toEqual(freeze);
    expect(await freezes.lift('lumo', 'All is well', ben, AT + 2)).toEqual(freeze);
    expect(await freezes.lift('lumo', 'All is well', nora, AT + 3)).toBeNull();
    expect(await decide(one, accept)).toHaveProperty('card');
    expect((await changesOf('lumo')).map(({ body }) => body)).toEqual([
      { noun: 'freeze', id: 'lumo', value: freeze },
      { noun: 'freeze', id: 'lumo', value: null },
    ]);
    const audit = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', 'lumo')
      .orderBy('id')
      .execute();
    expect(audit).toMatchObject([
      { actor: 'u1', action: 'freeze.set', brand: 'lumo', before: null, after: freeze },
      { actor: 'u2', action: 'freeze.lift', brand: 'lumo', before: freeze, after: { reason: 'All is well' } },
    ]);
  });

  it('of everything is told in every brand and holds in each, beside their own', async () => {
    const [one, other] = [await aCard('lumo'), await aCard('vela')];
    const own = await freezes.freeze('vela', 'A day of mourning', nora, AT);
    const all = await freezes.freeze('*', 'An attack in the city', nora, AT);
    for (const id of [one, other]) expect(await decide(id, accept)).toMatchObject({ refused: 'frozen', freeze: all });
    expect(await freezes.of('vela')).toEqual([all, own]);
    for (const brand of ['lumo', 'vela']) {
      expect((await changesOf(brand)).at(-1)?.body).toEqual({ noun: 'freeze', id: '*', value: all });
    }
    await freezes.lift('*', 'Over', nora, AT);
    expect(await decide(one, accept)).toHaveProperty('card');
    expect(await decide(other, accept)).toMatchObject({ refused: 'frozen', freeze: own });
    await freezes.lift('vela', 'Over', nora, AT);
  });

  it('overtakes an acceptance that is waiting for its card', async () => {
    const id = await aCard('lumo');
    const late = await database.db.transaction().execute(async (trx) => {
      // The pipeline is just writing the card.
      await trx.selectFrom(ACCEPTING).select('id').where('id', '=', id).forUpdate().execute();
      const accepting = decide(id, accept);
      await waiting(1);
      await freezes.freeze('lumo', 'Stop everything', nora, AT);
      return { accepting };
    });
    expect(await late.accepting).toMatchObject({ refused: 'frozen' });
    await freezes.lift('lumo', 'Over', nora, AT);
  });

  it('keeps whoever accepts meanwhile waiting, and then refuses', async () => {
    const id = await aCard('lumo');
    const late = await database.db.transaction().execute(async (trx) => {
      // Holding the numbers of the brand back stops the freeze just before it is written.
      await trx.selectFrom('change_heads').select('last').where('brand', '=', 'lumo').forUpdate().execute();
      const freezing = freezes.freeze('lumo', 'Stop everything', nora, AT);
      await waiting(1);
      const accepting = decide(id, accept);
      await waiting(2);
      return { freezing, accepting };
    });
    await late.freezing;
    expect(await late.accepting).toMatchObject({ refused: 'frozen' });
    await freezes.lift('lumo', 'Over', nora, AT);
  });

  it('never leaves an acceptance numbered after it, whoever presses when', async () => {
    for (let round = 0; round < 10; round++) {
      const ids = [await aCard('lumo'), await aCard('lumo'), await aCard('lumo')];
      await Promise.all([
        ...ids.map((id) => decide(id, accept)),
        freezes.freeze(round % 2 === 0 ? 'lumo' : '*', 'Stop everything', nora, AT),
      ]);
      const rows = await database.db
        .selectFrom('changes')
        .select(['seq', 'body'])
        .where('brand', '=', 'lumo')
        .orderBy('seq')
        .execute();
      const frozen = rows.findLast(({ body }) => body.noun === 'freeze' && body.value !== null)!.seq;
      const after = rows.filter(({ seq, body }) => seq > frozen && body.noun === 'card');
      expect(after).toEqual([]);
      await freezes.lift(round % 2 === 0 ? 'lumo' : '*', 'Over', nora, AT);
    }
  });
});
