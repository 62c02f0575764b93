import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Brand } from '../../src/contract/brand.ts';
import type { Draft } from '../../src/contract/draft.ts';
import type { Opportunity, VerdictLevel } from '../../src/contract/opportunity.ts';
import type { CardStore, Drafter, DraftStore, FreezeStore } from '../../src/ports/newsroom.ts';
import type { OutsideDesk } from '../../src/ports/outside.ts';
import type { MediaStore, Picture } from '../../src/ports/media.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createFreezes } from '../../src/store/freezes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createMedia } from '../../src/store/media.ts';
import { createOutside } from '../../src/store/outside.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity } from './samples.ts';

const HOUR = 3_600_000;
const AT = Date.parse('2026-11-22T20:00:00Z');
const marc: Drafter = { id: 'marc', name: 'Marc', roles: ['community-manager'], mayWrite: true, mayApprove: false };
const nora: Drafter = { id: 'nora', name: 'Nora', roles: ['editor'], mayWrite: true, mayApprove: true };
const JEANNE = { name: 'Jeanne Martin', email: 'jeanne@client.example', hours: 4 };
const PICTURE: Picture = {
  ...{ type: 'image/png', width: 4, height: 3, animated: false },
  ...{ bytes: Buffer.from('the picture'), small: Buffer.from('the small one') },
};

describe('what goes along with a draft, and who approves it from outside', () => {
  let database: TestDatabase;
  let drafts: DraftStore;
  let cards: CardStore;
  let freezes: FreezeStore;
  let outside: OutsideDesk;
  let media: MediaStore;
  let ledger: Ledger;
  let claim: Claim;
  let [position, names] = [0, 0];

  beforeAll(async () => {
    database = await testDatabase('outside');
    const { db } = database;
    [drafts, cards, freezes] = [createDrafts({ db }), createCards({ db, clock: () => AT }), createFreezes({ db })];
    [outside, media] = [createOutside({ db }), createMedia({ db })];
    ledger = createLedger({ db, clock: () => AT });
    claim = await ledger.claim('mentions', 0);
    const when = { createdAt: new Date(AT), updatedAt: new Date(AT) };
    for (const { id, name, roles } of [marc, nora]) {
      const about = { id, name, email: `${id}@rebond.example`, emailVerified: true, twoFactorEnabled: false };
      await db
        .insertInto('user')
        .values({ ...about, ...when })
        .execute();
      await db.insertInto('role_grants').values({ user_id: id, brand: '*', role: roles[0]! }).execute();
    }
  });
  afterAll(() => database.drop());

  const tell = (opportunity: Opportunity) =>
    ledger.commit(claim, { position: position++, effects: { opportunities: [opportunity], stories: [] } });
  const under = (opportunity: Opportunity, level: VerdictLevel): Opportunity => ({
    ...opportunity,
    verdict: { level, reasons: [{ level, code: `code.${level}`, data: {}, words: [], signals: [] }] },
  });
  const drafted = (outcome: Awaited<ReturnType<DraftStore['move']>>): Draft => {
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
    return outcome.draft;
  };

  async function waiting(approval: unknown = {}) {
    const brand = `brand-${++names}`;
    await createBrands({ db: database.db, clock: () => AT }).put(
      Brand.parse({ id: brand, name: `Brand ${brand}`, languages: ['fr'], platforms: ['x', 'bluesky'], approval }),
    );
    const opportunity = anOpportunity({ id: `story-${names}`, brand });
    await tell(opportunity);
    await cards.decide(opportunity.id, { action: 'accept' }, marc, AT);
    const { id: picture } = await media.add(brand, PICTURE, 'marc', AT);
    const said = { text: 'Bonsoir', variants: [{ platform: 'x' as const, text: 'Soir' }] };
    const pictures = [{ media: picture, alt: 'Le stade' }];
    const { id } = drafted(await drafts.create(opportunity.id, { ...said, media: pictures }, marc, AT));
    const draft = drafted(await drafts.move(id, { move: 'send', version: 1 }, marc, AT));
    return { opportunity, brand, draft, picture };
  }
  async function asked(draft: Draft): Promise<string> {
    const link = await outside.ask(draft.id, { ...JEANNE, version: draft.version }, nora, AT);
    if ('refused' in link) throw new Error(JSON.stringify(link.refused));
    return link.path.replace('/outside#', '');
  }
  const yes = (token: string, version = 1) => ({ answer: 'approve', token, version, verdict: 'go' }) as const;
  const spent = { refused: 'spent' };

  it('shows the draft to whoever holds the link, and takes one answer, in the name of the approver who asked', async () => {
    const { draft, brand } = await waiting();
    const token = await asked(draft);
    const view = await outside.look(token, AT);
    expect(view).toMatchObject({
      ...{ name: 'Jeanne Martin', askedBy: 'Nora', brand: `Brand ${brand}`, story: { verdict: 'go' } },
      draft: {
        text: 'Bonsoir',
        variants: [{ platform: 'x', text: 'Soir' }],
        platforms: ['x', 'bluesky'],
        author: 'Marc',
      },
    });
    const src = `data:image/webp;base64,${PICTURE.small.toString('base64')}`;
    expect('draft' in view && view.draft.pictures).toEqual([{ media: draft.media[0]!.media, alt: 'Le stade', src }]);
    const answered = await outside.answer(yes(token), AT + 1);
    expect(answered).toMatchObject({
      draft: { state: 'approved', approvals: [{ by: { id: 'nora' }, outside: 'Jeanne Martin', version: 1 }] },
    });
    expect([await outside.look(token, AT), await outside.answer(yes(token), AT)]).toEqual([spent, spent]);
    const audit = await database.db
      .selectFrom('audit')
      .select(['action', 'actor', 'after'])
      .where('subject', '=', draft.id)
      .execute();
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['outside.ask', 'draft.approve', 'outside.answer']),
    );
    expect(JSON.stringify(audit)).not.toContain(token);
    const kept = await database.db.selectFrom('outside_links').selectAll().where('draft', '=', draft.id).execute();
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('sends it back with a reason that says who gave it', async () => {
    const { draft } = await waiting();
    const token = await asked(draft);
    const request = { answer: 'ask-change', token, version: 1, verdict: 'go', reason: 'Plus court' } as const;
    expect(await outside.answer(request, AT)).toMatchObject({
      draft: {
        state: 'changes-asked',
        remark: { by: { id: 'nora', name: 'Jeanne Martin (Nora)' }, text: 'Plus court' },
      },
    });
  });

  it('is good once even where two answer at the same moment', async () => {
    const { draft } = await waiting({ go: { of: 'all', roles: ['editor', 'admin'] } });
    const token = await asked(draft);
    const answers = await Promise.all([1, 2, 3, 4].map(() => outside.answer(yes(token), AT)));
    expect(answers.filter((answer) => 'draft' in answer)).toHaveLength(1);
    const { draft: now } = (await drafts.get(draft.id, nora, AT))!;
    expect([now.state, now.approvals.length]).toEqual(['waiting', 1]);
  });

  it.each<[string, (given: Awaited<ReturnType<typeof waiting>>) => Promise<unknown>, number?]>([
    ['its hours are over', () => Promise.resolve(), 4 * HOUR],
    [
      'the draft was rewritten',
      ({ draft }) => drafts.move(draft.id, { move: 'write', version: 1, text: 'Autre' }, marc, AT),
    ],
    ['the draft was withdrawn', ({ draft }) => drafts.move(draft.id, { move: 'withdraw', version: 1 }, marc, AT)],
    ['somebody else approved it', ({ draft }) => drafts.move(draft.id, { move: 'approve', version: 1 }, nora, AT)],
    ['the story is blocked', ({ opportunity }) => tell(under(opportunity, 'block'))],
    [
      'the acceptance was taken back',
      ({ opportunity }) => cards.decide(opportunity.id, { action: 'reopen' }, marc, AT),
    ],
  ])('is dead, and says no more than that, once %s', async (_what, happens, later = 0) => {
    const given = await waiting();
    const token = await asked(given.draft);
    await happens(given);
    expect([await outside.look(token, AT + later), await outside.answer(yes(token), AT + later)]).toEqual([
      spent,
      spent,
    ]);
    expect(await outside.look('a-token-of-nobody', AT)).toEqual(spent);
  });

  it('is dead while whoever made it may not approve', async () => {
    const token = await asked((await waiting()).draft);
    await database.db.deleteFrom('role_grants').where('user_id', '=', 'nora').execute();
    expect(await outside.answer(yes(token), AT)).toEqual(spent);
    await database.db.insertInto('role_grants').values({ user_id: 'nora', brand: '*', role: 'editor' }).execute();
    expect(await outside.answer(yes(token), AT)).toMatchObject({ draft: { state: 'approved' } });
  });

  it('waits while everything is frozen, and asks to look again once the gate has turned', async () => {
    const { draft, brand, opportunity } = await waiting();
    const token = await asked(draft);
    await freezes.freeze(brand, 'a bad day', nora, AT);
    expect([await outside.look(token, AT), await outside.answer(yes(token), AT)]).toEqual([
      { refused: 'frozen' },
      { refused: 'frozen' },
    ]);
    await freezes.lift(brand, 'over', nora, AT);
    await tell(under(opportunity, 'review'));
    expect(await outside.answer(yes(token), AT)).toEqual({ refused: 'changed' });
    const seen = { ...yes(token), verdict: 'review' } as const;
    expect(await outside.answer(seen, AT)).toMatchObject({ draft: { state: 'approved' } });
  });

  it('cannot be handed over by whoever could not approve it', async () => {
    const { draft } = await waiting({ go: { of: 'any', secondPerson: true } });
    const ask = (by: Drafter, version = 1) => outside.ask(draft.id, { ...JEANNE, version }, by, AT);
    expect(await ask(marc)).toMatchObject({ refused: { kind: 'no-right' } });
    expect(await ask(nora, 2)).toMatchObject({ refused: { kind: 'other-version' } });
    await drafts.move(draft.id, { move: 'write', version: 1, text: 'De Nora' }, nora, AT);
    await drafts.move(draft.id, { move: 'send', version: 2 }, nora, AT);
    expect(await ask(nora, 2)).toMatchObject({ refused: { kind: 'own-text' } });
    expect(await ask({ ...nora, id: 'otto' }, 2)).toHaveProperty('path');
  });

  it('takes no picture of another brand, and sends nothing out with a picture that has no words', async () => {
    const [one, other] = [await waiting(), await waiting()];
    const write = (media: string, alt: string) =>
      drafts.move(one.draft.id, { move: 'write', version: 1, text: 'Soir', media: [{ media, alt }] }, marc, AT);
    expect(await write(other.picture, 'Le leur')).toMatchObject({ refused: { kind: 'no-picture' } });
    expect(drafted(await write(one.picture, ' ')).version).toBe(2);
    const sent = await drafts.move(one.draft.id, { move: 'send', version: 2 }, marc, AT);
    expect(sent).toMatchObject({ refused: { kind: 'alt-missing' } });
  });

  it('keeps a picture once, as long as a version names it, and otherwise for a while', async () => {
    const { brand, picture, draft } = await waiting();
    expect((await media.add(brand, PICTURE, 'nora', AT)).id).toBe(picture);
    const loose = await media.add(brand, { ...PICTURE, bytes: Buffer.from('another') }, 'marc', AT);
    await drafts.move(draft.id, { move: 'write', version: 1, text: 'Sans image', media: [] }, marc, AT);
    await media.purge(AT);
    expect(await media.read(loose.id, 'full')).not.toBeNull();
    expect(await media.purge(AT + 1)).toBe(1);
    expect([await media.read(loose.id, 'full'), (await media.read(picture, 'small'))?.bytes]).toEqual([
      null,
      PICTURE.small,
    ]);
  });

  it('is listed with who was asked, and taken back one by one', async () => {
    const { draft, brand } = await waiting();
    const [kept, token] = [
      await asked(draft),
      await outside.ask(draft.id, { ...JEANNE, name: 'Paul', version: 1 }, nora, AT),
    ];
    const links = await outside.links(draft.id, AT);
    expect(links).toMatchObject([
      { by: { name: 'Nora' }, usedAt: null },
      { email: JEANNE.email, version: 1 },
    ]);
    const paul = links.find(({ name }) => name === 'Paul')!;
    expect(await outside.takeBack('another-draft', paul.id, nora, AT)).toBe(false);
    expect(await outside.takeBack(draft.id, paul.id, nora, AT)).toBe(true);
    expect(await outside.takeBack(draft.id, paul.id, nora, AT)).toBe(false);
    if ('refused' in token) throw new Error('refused');
    expect(await outside.look(token.path.replace('/outside#', ''), AT)).toEqual({ refused: 'spent' });
    expect(await outside.answer(yes(kept), AT)).toMatchObject({ draft: { state: 'approved' } });
    expect(await outside.links(draft.id, AT)).toMatchObject([{ name: JEANNE.name, usedAt: expect.any(String) }]);
    const trail = await database.db.selectFrom('audit').select('action').where('brand', '=', brand).execute();
    expect(trail.map(({ action }) => action)).toContain('outside.take-back');
  });
});
