import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { CardStore, Drafter, DraftStore, FreezeStore } from '../../src/ports/newsroom.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Draft, DraftMoveRequest } from '../../src/contract/draft.ts';
import type { Opportunity, VerdictLevel } from '../../src/contract/opportunity.ts';
import { createEscalateDraftsJob } from '../../src/jobs/escalate-drafts.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createFreezes } from '../../src/store/freezes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity } from './samples.ts';

const MINUTE = 60_000;
const AT = Date.parse('2026-11-22T20:00:00Z');
const iso = (minutes: number) => new Date(AT + minutes * MINUTE).toISOString();
const WHY = 'The family asked us to share it.';
const TABLE = 'opportunities';

const writer = (id: string): Drafter => {
  return { id, name: `Ms ${id}`, roles: ['community-manager'], mayWrite: true, mayApprove: false };
};
const editor = (id: string): Drafter => ({ ...writer(id), roles: ['editor'], mayApprove: true });
const ana = writer('ana');
const nora = editor('nora');
const otto = editor('otto');

describe('drafts, kept and approved', () => {
  let database: TestDatabase;
  let drafts: DraftStore;
  let cards: CardStore;
  let freezes: FreezeStore;
  let ledger: Ledger;
  let claim: Claim;
  let position = 0;
  let names = 0;
  beforeAll(async () => {
    database = await testDatabase('drafts');
    const { db } = database;
    drafts = createDrafts({ db, newId: () => `draft-${++names}` });
    cards = createCards({ db, clock: () => AT });
    freezes = createFreezes({ db });
    ledger = createLedger({ db, clock: () => AT + MINUTE });
    claim = await ledger.claim('mentions', 0);
  });
  afterAll(() => database.drop());

  const pipelineWrites = (...opportunities: Opportunity[]) =>
    ledger.commit(claim, { position: position++, effects: { opportunities, stories: [] } });
  const judged = (opportunity: Opportunity, level: VerdictLevel): Opportunity => {
    const reasons = [{ level, code: `code.${level}`, data: {}, words: [], signals: [] }];
    return { ...opportunity, verdict: { level, reasons } };
  };

  /** An accepted opportunity of a brand of its own; 30 minutes are left. */
  async function accepted(approval: unknown = {}): Promise<Opportunity> {
    const id = `brand-${++names}`;
    await createBrands({ db: database.db, clock: () => AT }).put(
      Brand.parse({ id, name: id, languages: ['fr'], approval, publishMinutes: 2 }),
    );
    const window = { p10: iso(20), p50: iso(30), p90: iso(60) };
    const opportunity = anOpportunity({ id: `story-${names}`, brand: id, window });
    await pipelineWrites(opportunity);
    await cards.decide(opportunity.id, { action: 'accept' }, ana, AT);
    return opportunity;
  }
  async function begun(opportunity: Opportunity, text = 'Lights out?'): Promise<Draft> {
    return drafted(await drafts.create(opportunity.id, { text }, ana, AT));
  }
  async function waiting(approval: unknown = {}): Promise<{ opportunity: Opportunity; draft: Draft }> {
    const opportunity = await accepted(approval);
    const { id } = await begun(opportunity);
    return { opportunity, draft: await done(id, { move: 'send', version: 1 }, ana) };
  }
  const move = (id: string, request: DraftMoveRequest, by: Drafter) => drafts.move(id, request, by, AT);
  const done = async (id: string, request: DraftMoveRequest, by: Drafter) => drafted(await move(id, request, by));
  function drafted(outcome: Awaited<ReturnType<DraftStore['move']>>): Draft {
    if ('refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.refused)}`);
    return outcome.draft;
  }
  const approve = { move: 'approve', version: 1 } as const;
  const publish = { move: 'publish', version: 1 } as const;

  const auditOf = (id: string) =>
    database.db.selectFrom('audit').selectAll().where('subject', '=', id).orderBy('id').execute();
  async function changesOf(brand: string) {
    const read = await database.db
      .selectFrom('changes')
      .select(['seq', 'body'])
      .where('brand', '=', brand)
      .orderBy('seq')
      .execute();
    return read.map(({ body }) => (body.noun === 'draft' ? `draft ${body.value.state}` : body.noun));
  }
  const stepsOf = async (opportunity: Opportunity) => (await cards.get(opportunity.brand, opportunity.id))?.steps;
  /** Resolves once so many wait for a lock. */
  const locked = (many: number) =>
    eventually(async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(database.db);
      return rows[0]!.n >= many;
    });
  /** Does something while the card is being written, and answers what waited for it. */
  const whileCardIsWritten = <T>(opportunity: Opportunity, act: () => Promise<T>) =>
    database.db.transaction().execute(async (trx) => {
      await trx.selectFrom(TABLE).select('id').where('id', '=', opportunity.id).forUpdate().execute();
      return { late: await act() };
    });

  it('keeps every text, entry, step and number on the way from the first word to the post', async () => {
    const opportunity = await accepted();
    const { id } = await begun(opportunity);
    await done(id, { move: 'write', version: 1, text: 'Lights\0out!', lang: 'en' }, ana);
    const sent = await done(id, { move: 'send', version: 2 }, ana);
    expect(sent).toMatchObject({ state: 'waiting', deadline: iso(28) });
    await done(id, { move: 'approve', version: 2, text: 'Lights out.' }, nora);
    const out = await done(id, { move: 'publish', version: 3, link: 'https://lumo.example/1' }, ana);
    expect(out).toMatchObject({ state: 'published', publishedAt: iso(0), version: 3 });

    expect(await changesOf(opportunity.brand)).toEqual([
      ...['card', 'card', 'draft writing', 'draft writing', 'draft waiting', 'draft approved', 'draft published'],
    ]);
    const audit = await auditOf(id);
    expect(audit.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      ...['ana draft.create', 'ana draft.write', 'ana draft.send', 'nora draft.approve', 'ana draft.publish'],
    ]);
    expect(audit[0]).toMatchObject({ brand: opportunity.brand, before: null, after: { state: 'writing', version: 1 } });
    expect(audit[3]).toMatchObject({
      before: { state: 'waiting', version: 2 },
      after: { state: 'approved', version: 3 },
    });
    expect(JSON.stringify(audit)).not.toContain('Lights');
    expect(await stepsOf(opportunity)).toMatchObject({ drafted: iso(0), approved: iso(0), published: iso(0) });
    expect(await drafts.get(id, ana, AT)).toMatchObject({
      draft: { state: 'published' },
      versions: [
        { version: 1, text: 'Lights out?', by: { id: 'ana', name: 'Ms ana' }, at: iso(0) },
        { version: 2, text: 'Lights\u{FFFD}out!' },
        { version: 3, text: 'Lights out.', by: { id: 'nora', name: 'Ms nora' } },
      ],
      ...{ moves: [], barred: null },
    });
    expect(await drafts.list(opportunity.id)).toMatchObject([{ id }]);
    expect(await drafts.brandOf(id)).toBe(opportunity.brand);
    expect([await drafts.brandOf('nowhere'), await drafts.get('nowhere', ana, AT)]).toEqual([null, null]);
    expect(await move('nowhere', publish, ana)).toMatchObject({ refused: { kind: 'not-found' } });
  });

  it('is begun only for what was accepted and is not over, also while it is held or frozen', async () => {
    const opportunity = await accepted();
    await freezes.freeze(opportunity.brand, 'A bad day', nora, AT);
    await pipelineWrites(judged(opportunity, 'block'));
    const draft = await begun(opportunity);
    expect(await drafts.get(draft.id, ana, AT)).toMatchObject({ barred: 'frozen', moves: ['write', 'withdraw'] });
    await freezes.lift(opportunity.brand, 'Over', nora, AT);
    expect(await move(draft.id, { move: 'send', version: 1 }, ana)).toMatchObject({
      refused: { kind: 'barred', by: { kind: 'held', hold: { reasons: ['code.block'] } } },
    });

    const begin = () => drafts.create(opportunity.id, { text: 'Another' }, ana, AT);
    await cards.decide(opportunity.id, { action: 'reopen' }, ana, AT);
    expect(await begin()).toMatchObject({ refused: { kind: 'barred', by: { kind: 'not-accepted' } } });
    await cards.decide(opportunity.id, { action: 'accept', override: WHY }, nora, AT);
    expect(await begin()).toHaveProperty('draft');
    await pipelineWrites({ ...judged(opportunity, 'block'), state: 'closed' });
    expect(await begin()).toMatchObject({ refused: { kind: 'closed' } });
    expect(await drafts.create('nowhere', { text: 'Another' }, ana, AT)).toMatchObject({
      refused: { kind: 'not-found' },
    });
  });

  it('asks under a block that was overridden for another person, as under review', async () => {
    const opportunity = await accepted({ review: { of: 'nobody' } });
    const own = drafted(await drafts.create(opportunity.id, { text: 'Our thoughts' }, nora, AT));
    await pipelineWrites(judged(opportunity, 'block'));
    await cards.decide(opportunity.id, { action: 'reopen' }, nora, AT);
    await cards.decide(opportunity.id, { action: 'accept', override: WHY }, nora, AT);
    expect(await done(own.id, { move: 'send', version: 1 }, nora)).toMatchObject({ state: 'waiting' });
    expect(await move(own.id, approve, nora)).toMatchObject({
      refused: { kind: 'own-text' },
      policy: { of: 'any', secondPerson: true },
    });
    expect(await done(own.id, approve, otto)).toMatchObject({ approvals: [{ verdict: 'block' }] });
    expect(await done(own.id, publish, nora)).toMatchObject({ state: 'published' });
  });

  it('tells the second of two approvers who was first, and changes nothing by it', async () => {
    for (let round = 0; round < 5; round++) {
      const { opportunity, draft } = await waiting();
      const outcomes = await Promise.all([move(draft.id, approve, nora), move(draft.id, approve, otto)]);
      const [first] = outcomes.filter((outcome) => !('refused' in outcome)) as { draft: Draft }[];
      const second = outcomes.find((outcome) => 'refused' in outcome);
      const { by } = first!.draft.approvals[0]!;
      expect(second).toMatchObject({
        refused: { kind: 'wrong-state', state: 'approved' },
        draft: { approvals: [{ by }] },
        last: { move: 'approve', by, at: iso(0) },
      });
      expect((await changesOf(opportunity.brand)).filter((change) => change === 'draft approved')).toHaveLength(1);
      expect(await auditOf(draft.id)).toHaveLength(3);
    }
  });

  it('refuses an approval of words that somebody has changed since they were read', async () => {
    const { draft } = await waiting();
    const ben = writer('ben');
    await done(draft.id, { move: 'write', version: 1, text: 'Cheaper tonight' }, ben);
    await done(draft.id, { move: 'send', version: 2 }, ana);
    expect(await move(draft.id, approve, nora)).toMatchObject({
      refused: { kind: 'other-version', version: 2 },
      last: { move: 'write', by: { id: 'ben', name: 'Ms ben' } },
    });
    expect(await drafts.get(draft.id, nora, AT)).toMatchObject({ draft: { state: 'waiting', approvals: [] } });
  });

  it('takes approvals back in the very transaction in which the gate becomes stricter', async () => {
    const { opportunity, draft } = await waiting();
    const other = (await waiting()).draft;
    for (const { id } of [draft, other]) await done(id, approve, nora);
    // Only passed through, and milder again at the end.
    await pipelineWrites(judged(opportunity, 'review'), judged(opportunity, 'go'));
    const after = await drafts.get(draft.id, ana, AT);
    expect(after?.draft).toMatchObject({
      ...{ state: 'waiting', approvals: [], sentAt: iso(1), deadline: iso(28) },
      remark: { by: null, text: 'verdict.review' },
    });
    expect((await changesOf(opportunity.brand)).slice(-3)).toEqual(['card', 'card', 'draft waiting']);
    expect((await auditOf(draft.id)).at(-1)).toMatchObject({ actor: 'gate', action: 'draft.unapprove' });
    expect(await move(draft.id, publish, ana)).toMatchObject({
      refused: { kind: 'wrong-state', state: 'waiting' },
      last: { move: 'unapprove', by: null },
    });
    expect((await drafts.get(other.id, ana, AT))?.draft.state).toBe('approved');
    await pipelineWrites(judged(opportunity, 'review'));
    expect(await auditOf(draft.id)).toHaveLength(4);
    await done(draft.id, approve, otto);
    await pipelineWrites(judged(opportunity, 'review'));
    expect((await drafts.get(draft.id, ana, AT))?.draft.state).toBe('approved');
  });

  it('leaves nothing approved under a milder verdict, however an approval and a turn of the story meet', async () => {
    for (let round = 0; round < 15; round++) {
      const { opportunity, draft } = await waiting();
      const review = judged(opportunity, 'review');
      const [outcome] = await Promise.all([move(draft.id, approve, nora), pipelineWrites(review)]);
      expect(outcome).toHaveProperty('draft');
      const now = (await drafts.get(draft.id, nora, AT))!.draft;
      expect([now.state, ...now.approvals.map(({ verdict }) => verdict)]).toEqual(
        now.state === 'approved' ? ['approved', 'review'] : ['waiting'],
      );
    }
  });

  it('is overtaken by a freeze on its way out', async () => {
    const { opportunity, draft } = await waiting();
    await done(draft.id, approve, nora);
    const { late } = await whileCardIsWritten(opportunity, async () => {
      const publishing = move(draft.id, publish, ana);
      await locked(1);
      const freeze = await freezes.freeze(opportunity.brand, 'Stop everything', nora, AT);
      return { publishing, freeze };
    });
    expect(await late.publishing).toMatchObject({
      refused: { kind: 'barred', by: { kind: 'frozen', freeze: late.freeze } },
    });
    expect(await changesOf(opportunity.brand)).not.toContain('draft published');
    await freezes.lift(opportunity.brand, 'Over', nora, AT);
    expect(await done(draft.id, publish, ana)).toMatchObject({ state: 'published' });
  });

  it('is never numbered as out after a freeze, whoever presses when', async () => {
    for (let round = 0; round < 10; round++) {
      const { opportunity, draft } = await waiting();
      await done(draft.id, approve, nora);
      await Promise.all([
        move(draft.id, publish, ana),
        freezes.freeze(opportunity.brand, 'Stop everything', nora, AT),
        drafts.escalate(AT),
      ]);
      const changes = await changesOf(opportunity.brand);
      expect(changes.at(-1)).toBe('freeze');
    }
  });

  it('calls others once when half of the time is over, and no more once somebody has acted', async () => {
    let now = AT + 13 * MINUTE;
    const job = createEscalateDraftsJob({ drafts, clock: () => now, log: quiet });
    const [one, two] = [await waiting(), await waiting()];
    await job.run();
    expect((await drafts.get(one.draft.id, ana, AT))?.draft).not.toHaveProperty('escalatedAt');
    await done(two.draft.id, approve, nora);
    now = AT + 14 * MINUTE;
    await Promise.all([job.run(), job.run()]);
    await job.run();
    expect((await drafts.get(one.draft.id, ana, AT))?.draft).toMatchObject({ state: 'waiting', escalatedAt: iso(14) });
    expect((await auditOf(one.draft.id)).at(-1)).toMatchObject({ actor: 'deadline', action: 'draft.escalate' });
    expect(await changesOf(one.opportunity.brand)).toEqual([
      ...['card', 'card', 'draft writing', 'draft waiting', 'draft waiting'],
    ]);
    expect(await auditOf(two.draft.id)).toHaveLength(3);
  });

  it('lists what waits by its deadline, and shows what is not withdrawn nor long out', async () => {
    const { opportunity, draft } = await waiting();
    const sooner = { ...opportunity, id: `${opportunity.id}-b`, window: { ...opportunity.window, p50: iso(10) } };
    await pipelineWrites(sooner);
    await cards.decide(sooner.id, { action: 'accept' }, ana, AT);
    const other = await begun(sooner);
    await done(other.id, { move: 'send', version: 1 }, ana);
    const gone = await begun(sooner, 'No');
    await done(gone.id, { move: 'withdraw', version: 1 }, ana);
    expect(await drafts.waiting(opportunity.brand)).toMatchObject([
      { draft: { id: other.id }, card: { opportunity: { id: sooner.id }, decision: { action: 'accept' }, hold: null } },
      { draft: { id: draft.id }, card: { opportunity: { id: opportunity.id } } },
    ]);
    const shown = async (at: number) => {
      const view = await createCards({ db: database.db, clock: () => at }).list(opportunity.brand);
      return view.drafts.map(({ id }) => id).sort();
    };
    expect(await shown(AT)).toEqual([draft.id, other.id].sort());
    await done(draft.id, approve, nora);
    await done(draft.id, publish, ana);
    expect(await shown(AT + 23 * 60 * MINUTE)).toEqual([draft.id, other.id].sort());
    expect(await shown(AT + 25 * 60 * MINUTE)).toEqual([other.id]);
    expect(await drafts.list(sooner.id)).toHaveLength(2);
  });

  it('is shown for a week after the last change once its card is closed; then only the card knows it', async () => {
    const opportunity = await accepted();
    const draft = await begun(opportunity);
    const shownAfter = async (days: number) => {
      const later = createCards({ db: database.db, clock: () => AT + days * 24 * 60 * MINUTE });
      return (await later.list(opportunity.brand)).drafts.map(({ id }) => id);
    };
    expect(await shownAfter(8)).toEqual([draft.id]);
    await pipelineWrites({ ...opportunity, state: 'closed', updatedAt: iso(90) });
    expect([await shownAfter(6), await shownAfter(8)]).toEqual([[draft.id], []]);
    expect(await drafts.list(opportunity.id)).toMatchObject([{ id: draft.id }]);
  });

  it('is begun once, however often one person presses for the same words', async () => {
    const opportunity = await accepted();
    const press = (by = ana, text = 'Lights\0out?') => drafts.create(opportunity.id, { text }, by, AT);
    const [first, ...again] = (await Promise.all([press(), press(), press()])).map(drafted);
    expect(again.map(({ id }) => id)).toEqual([first!.id, first!.id]);
    expect(await changesOf(opportunity.brand)).toEqual(['card', 'card', 'draft writing']);
    expect(drafted(await press(writer('ben'))).id).not.toBe(first!.id);
    expect(drafted(await press(ana, 'Other words')).id).not.toBe(first!.id);
    // What somebody has touched is another draft.
    await done(first!.id, { move: 'write', version: 1, text: 'Lights\0out?', lang: 'en' }, ana);
    expect(drafted(await press()).id).not.toBe(first!.id);
  });

  it('has an end to how many answer one story', async () => {
    const opportunity = await accepted();
    const ids: string[] = [];
    for (let n = 0; n < 20; n++) ids.push((await begun(opportunity, `Words ${n}`)).id);
    const more = () => drafts.create(opportunity.id, { text: 'One more' }, ana, AT);
    expect(await more()).toMatchObject({ refused: { kind: 'too-many', most: 20 } });
    await done(ids[0]!, { move: 'withdraw', version: 1 }, ana);
    expect(await more()).toHaveProperty('draft');
  });

  it('numbers the same for everybody, without a wait that never ends, when all happens at once', async () => {
    const { opportunity, draft } = await waiting();
    const more = await Promise.all(['a', 'b', 'c'].map((text) => begun(opportunity, text)));
    await Promise.all([
      ...more.map(({ id }) => move(id, { move: 'send', version: 1 }, ana)),
      move(draft.id, approve, nora),
      pipelineWrites(judged(opportunity, 'review')),
      freezes.freeze(opportunity.brand, 'Stop', nora, AT),
      drafts.escalate(AT + 60 * MINUTE),
      pipelineWrites(judged(opportunity, 'go')),
    ]);
    const seqs = await database.db
      .selectFrom('changes')
      .select('seq')
      .where('brand', '=', opportunity.brand)
      .orderBy('seq')
      .execute();
    expect(seqs.map(({ seq }) => Number(seq))).toEqual(seqs.map((_, i) => i + 1));
  });
});
