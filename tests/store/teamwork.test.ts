import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AssignmentStore, CardStore, CommentStore } from '../../src/ports/newsroom.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { CommentRequest } from '../../src/contract/teamwork.ts';
import type { Role } from '../../src/contract/user.ts';
import { createAssignments } from '../../src/store/assignments.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createComments } from '../../src/store/comments.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createViews } from '../../src/store/views.ts';
import type { Ledger } from '../../streams/ledger.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity } from './samples.ts';

const AT = Date.parse('2026-11-22T20:41:00Z');
const when = new Date(AT).toISOString();
const nora = { id: 'nora', name: 'Nora' };
const marc = { id: 'marc', name: 'Marc' };

describe('what colleagues do together', () => {
  let database: TestDatabase;
  let comments: CommentStore;
  let assignments: AssignmentStore;
  let cards: CardStore;
  let ledger: Ledger;
  let position = 0;

  beforeAll(async () => {
    database = await testDatabase('teamwork');
    const { db } = database;
    const brands = createBrands({ db, clock: () => AT });
    comments = createComments({ db });
    assignments = createAssignments({ db });
    cards = createCards({ db, clock: () => AT });
    ledger = createLedger({ db, clock: () => AT });
    for (const id of ['lumo', 'vela']) await brands.put(Brand.parse({ id, name: id, languages: ['fr'] }));
    await aUser('nora', 'Nora', 'lumo', 'editor');
    await aUser('marc', 'Marc', 'lumo', 'community-manager');
    await aUser('vic', 'Vic', 'lumo', 'viewer');
    await aUser('olga', 'Olga', 'vela', 'community-manager');
    await aUser('ada', 'Ada', '*', 'admin');
    await aUser('gone', 'Gone', 'lumo', 'editor');
    await db.insertInto('deactivations').values({ user_id: 'gone', by_person: 'ada', at: when }).execute();
  });
  afterAll(() => database.drop());

  async function aUser(id: string, name: string, brand: string, role: Role): Promise<void> {
    const { db } = database;
    const row = { id, name, email: `${id}@rebond.example`, emailVerified: true, createdAt: when, updatedAt: when };
    await db
      .insertInto('user')
      .values({ ...row, twoFactorEnabled: false })
      .execute();
    await db.insertInto('role_grants').values({ user_id: id, brand, role }).execute();
  }
  async function aCard(id: string, changed: Parameters<typeof anOpportunity>[0] = {}): Promise<string> {
    const opportunity = anOpportunity({ id, ...changed });
    const claim = await ledger.claim('mentions', 0);
    await ledger.commit(claim, { position: position++, effects: { opportunities: [opportunity], stories: [] } });
    return id;
  }
  const changes = (brand: string) =>
    database.db.selectFrom('changes').select(['seq', 'body']).where('brand', '=', brand).orderBy('seq').execute();
  const audit = (subject: string) =>
    database.db.selectFrom('audit').selectAll().where('subject', '=', subject).orderBy('id').execute();
  const request = (text: string, mentions: string[] = []): CommentRequest => ({ text, mentions, key: randomUUID() });

  it('knows who holds a role for a brand and may still sign in', async () => {
    expect(await assignments.colleagues('lumo')).toEqual([
      { id: 'ada', name: 'Ada', roles: ['admin'] },
      { id: 'marc', name: 'Marc', roles: ['community-manager'] },
      { id: 'nora', name: 'Nora', roles: ['editor'] },
      { id: 'vic', name: 'Vic', roles: ['viewer'] },
    ]);
  });

  it('writes a comment once, however often it is sent, with its audit entry and one numbered change', async () => {
    const id = await aCard('said');
    const asked = request('Look @Marc \0 \ud800', ['marc', 'marc']);
    const answers = await Promise.all([1, 2, 3].map(() => comments.write(id, asked, nora, AT)));
    const [comment] = await comments.of(id);
    expect(comment).toMatchObject({ brand: 'lumo', opportunity: id, by: nora, at: when, mentions: [marc] });
    expect(answers).toMatchObject([1, 2, 3].map(() => ({ id: (comment as { id: string }).id })));
    expect(await comments.of(id)).toHaveLength(1);
    expect((await changes('lumo')).filter(({ body }) => body.noun === 'comment')).toMatchObject([
      { body: { noun: 'comment', id: (comment as { id: string }).id, value: comment } },
    ]);
    expect(await audit(id)).toMatchObject([{ actor: 'nora', action: 'opportunity.comment', brand: 'lumo' }]);
    expect(await comments.write(await aCard('elsewhere'), asked, nora, AT)).toEqual({ refused: 'other-key' });
    await database.db.insertInto('deactivations').values({ user_id: 'marc', by_person: 'ada', at: when }).execute();
    expect(await comments.write(id, asked, nora, AT)).toEqual(comment);
    await database.db.deleteFrom('deactivations').where('user_id', '=', 'marc').execute();
    expect(await comments.write(id, asked, marc, AT)).toHaveProperty('id');
  });

  it('calls colleagues of the brand only, and shows each their own', async () => {
    const id = await aCard('calling');
    expect(await comments.write(id, request('Hello', ['olga']), nora, AT)).toEqual({ refused: 'no-colleague' });
    expect(await comments.write(id, request('Hello', ['gone']), nora, AT)).toEqual({ refused: 'no-colleague' });
    expect(await comments.write('nothing', request('Hello'), nora, AT)).toEqual({ refused: 'not-found' });
    await comments.write(id, request('First', ['vic']), nora, AT - 5_000);
    await comments.write(id, request('Second', ['vic', 'ada']), marc, AT);
    const texts = async (person: string, brands: string[], since = 0) =>
      (await comments.callsOf(person, brands, since)).map(({ text }) => text);
    expect(await texts('vic', ['lumo'])).toEqual(['Second', 'First']);
    expect(await texts('vic', ['lumo'], AT - 1)).toEqual(['Second']);
    expect(await texts('vic', ['vela'])).toEqual([]);
    expect(await texts('vic', [])).toEqual([]);
  });

  it('assigns to whoever may decide, tells everybody, and keeps it through what the pipeline and others do', async () => {
    const id = await aCard('taken');
    const assign = (to: string | null) => assignments.assign(id, to, nora, AT);
    for (const stranger of ['vic', 'olga', 'gone', 'nobody']) {
      expect(await assign(stranger)).toEqual({ refused: 'cannot-decide' });
    }
    const assignment = { to: marc, by: nora, at: when };
    expect(await assign('marc')).toMatchObject({ opportunity: { id }, assignment });
    const told = (await changes('lumo')).length;
    expect(await assign('marc')).toMatchObject({ assignment });
    expect(await changes('lumo')).toHaveLength(told);
    await aCard('taken', { score: 90 });
    await cards.decide(id, { action: 'dismiss', reason: 'busy' }, marc, AT);
    expect(await cards.get('lumo', id)).toMatchObject({ assignment, decision: { action: 'dismiss' } });
    expect((await cards.list('lumo')).cards.find(({ opportunity }) => opportunity.id === id)).toMatchObject({
      assignment,
    });
    for (const { body } of (await changes('lumo')).slice(told - 1)) {
      expect(body).toMatchObject({ noun: 'card', id, value: { assignment } });
    }
    expect(await assign(null)).toMatchObject({ assignment: null });
    expect((await audit(id)).filter(({ action }) => action === 'opportunity.assign')).toMatchObject([
      { before: null, after: assignment },
      { before: assignment, after: null },
    ]);
    await aCard('over', { state: 'closed' });
    expect(await assignments.assign('over', 'marc', nora, AT)).toEqual({ refused: 'closed' });
    expect(await assignments.assign('nothing', 'marc', nora, AT)).toEqual({ refused: 'not-found' });
  });

  it('remembers how loud a card was when it was snoozed', async () => {
    const id = await aCard('asleep', { level: 'alert' });
    const decided = await cards.decide(id, { action: 'snooze', reason: 'busy', minutes: 30 }, marc, AT);
    expect(decided).toMatchObject({ decision: { level: 'alert', until: '2026-11-22T21:11:00.000Z' } });
  });

  it('keeps the views of each person apart', async () => {
    const views = createViews({ db: database.db });
    await views.save('nora', { name: 'Sport', search: 'phase=rising' }, AT);
    await views.save('nora', { name: 'Sport', search: 'phase=fading' }, AT);
    await views.save('nora', { name: 'Again', search: '' }, AT);
    expect(await views.list('nora')).toMatchObject([
      { name: 'Again', search: '' },
      { name: 'Sport', search: 'phase=fading' },
    ]);
    expect(await views.list('marc')).toEqual([]);
    expect(await views.remove('nora', 'Again')).toMatchObject([{ name: 'Sport' }]);
  });

  it('does not number a comment that another transaction takes back', async () => {
    const id = await aCard('rolled-back');
    const before = (await changes('lumo')).length;
    await expect(comments.write(id, { ...request('x'), key: 'no uuid' }, nora, AT)).rejects.toThrow();
    expect(await changes('lumo')).toHaveLength(before);
  });
});
