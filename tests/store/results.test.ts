import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { CardStore, ReactivityStore, ResultStore } from '../../src/ports/newsroom.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { createMeasureReactivityJob } from '../../src/jobs/measure-reactivity.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { connectionSettings } from '../../src/store/database.ts';
import { createFreezes } from '../../src/store/freezes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { toJson } from '../../src/store/json.ts';
import { createListener, type Listener } from '../../src/store/listener.ts';
import { createReactivities } from '../../src/store/reactivities.ts';
import { createResults } from '../../src/store/results.ts';
import { noteStep } from '../../src/store/steps.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { anOpportunity } from './samples.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const MINUTE = 60_000;
const iso = (minutes: number) => new Date(AT + minutes * MINUTE).toISOString();
const ana = { id: 'u1', name: 'Ana' };
const lumo = Brand.parse({ id: 'lumo', name: 'Lumo', languages: ['en'], reactivityMinutes: 30 });
const otter = Brand.parse({ id: 'otter', name: 'Otter', languages: ['en'], reactivityMinutes: 40 });

describe('the newsroom clock', () => {
  let database: TestDatabase;
  let listener: Listener;
  let cards: CardStore;
  let ledger: Ledger;
  let results: ResultStore;
  let reactivities: ReactivityStore;
  let claim: Claim;
  let now = AT;
  let position = 0;
  beforeAll(async () => {
    database = await testDatabase('results');
    const { db } = database;
    listener = createListener({ connection: connectionSettings({ url: database.url, log: quiet }), log: quiet });
    const brands = createBrands({ db, clock: () => now });
    await brands.put(lumo);
    await brands.put(otter);
    cards = createCards({ db, clock: () => now });
    ledger = createLedger({ db, clock: () => now });
    results = createResults({ db });
    reactivities = createReactivities({ db, listener });
    claim = await ledger.claim('mentions', 0);
  });
  afterAll(async () => {
    await listener.close();
    await database.drop();
  });

  const pipelineWrites = (...opportunities: Opportunity[]) =>
    ledger.commit(claim, { position: position++, effects: { opportunities, stories: [] } });
  const stepsOf = async ({ brand, id }: Opportunity) => (await cards.get(brand, id))?.steps;
  const note = (id: string, step: Parameters<typeof noteStep>[3], minutes: number, brand = 'lumo') =>
    database.db.transaction().execute((trx) => noteStep(trx, id, brand, step, AT + minutes * MINUTE));

  it('notes each step when it is taken first, and never again', async () => {
    const quietly = anOpportunity({ id: 'clock-1', level: 'quiet', openedAt: iso(0), updatedAt: iso(0) });
    now = AT + MINUTE;
    await pipelineWrites(quietly);
    expect(await stepsOf(quietly)).toEqual({ detected: iso(0) });
    now = AT + 2 * MINUTE;
    await pipelineWrites({ ...quietly, level: 'alert' }, { ...quietly, level: 'urgent', openedAt: iso(1) });
    now = AT + 3 * MINUTE;
    await pipelineWrites({ ...quietly, level: 'alert' });
    expect(await stepsOf(quietly)).toEqual({ detected: iso(0), alerted: iso(2) });

    await cards.readContext('clock-1', 'u1', 'go', AT + 4 * MINUTE);
    await cards.readContext('clock-1', 'u2', undefined, AT + 5 * MINUTE);
    await cards.decide('clock-1', { action: 'snooze', reason: 'busy', minutes: 5 }, ana, AT + 6 * MINUTE);
    expect(await stepsOf(quietly)).toMatchObject({ seen: iso(4) });
    expect(await stepsOf(quietly)).not.toHaveProperty('decided');
    await cards.decide('clock-1', { action: 'accept' }, ana, AT + 7 * MINUTE);
    await cards.decide('clock-1', { action: 'reopen' }, ana, AT + 8 * MINUTE);
    await cards.decide('clock-1', { action: 'dismiss', reason: 'other' }, ana, AT + 9 * MINUTE);
    expect(await stepsOf(quietly)).toEqual({
      ...{ detected: iso(0), alerted: iso(2), seen: iso(4), decided: iso(7) },
    });
  });

  it('counts a page that was open as seen, even where the verdict has turned meanwhile', async () => {
    const turned = anOpportunity({ id: 'clock-2', openedAt: iso(0) });
    await pipelineWrites(turned);
    expect(await cards.readContext('clock-2', 'u1', 'review', AT + MINUTE)).toEqual({
      ...{ verdict: 'go', contextRead: false },
    });
    expect(await stepsOf(turned)).toMatchObject({ seen: iso(1) });
  });

  it('says that a decision was seen, and notes nothing of one that was refused', async () => {
    const blocked = anOpportunity({ id: 'clock-3', openedAt: iso(0), verdict: { level: 'block', reasons: [] } });
    await pipelineWrites(blocked);
    expect(await cards.decide('clock-3', { action: 'accept' }, ana, AT + MINUTE)).toMatchObject({ refused: 'blocked' });
    expect(await stepsOf(blocked)).not.toHaveProperty('seen');
    await cards.decide('clock-3', { action: 'dismiss', reason: 'too-sensitive' }, ana, AT + 2 * MINUTE);
    expect(await stepsOf(blocked)).toMatchObject({ seen: iso(2), decided: iso(2) });
  });

  it('tells the cases of a period, newest first, of the brand alone', async () => {
    const topics = [{ topic: 'sport', label: 'Sport nights', words: ['final'], inTitle: true }];
    const at = (day: number) => new Date(AT + day * 1_440 * MINUTE).toISOString();
    const verdict = { level: 'review' as const, reasons: [] };
    const one = anOpportunity({ id: 'case-1', openedAt: at(10), topics, title: 'First', verdict });
    await pipelineWrites(
      one,
      anOpportunity({ id: 'case-2', openedAt: at(11), title: 'Second' }),
      anOpportunity({ id: 'case-3', openedAt: at(11), brand: 'otter', title: 'CANARY' }),
    );
    await cards.readContext('case-1', ana.id, 'review', AT);
    await cards.decide('case-1', { action: 'accept' }, ana, AT);
    await pipelineWrites({ ...one, verdict: { level: 'go', reasons: [] }, state: 'closed' });
    const found = await results.cases('lumo', Date.parse(at(10)), Date.parse(at(11)) + 1, 10);
    expect(found.map(({ id }) => id)).toEqual(['case-2', 'case-1']);
    expect(found[1]).toEqual({
      ...{ id: 'case-1', title: 'First', lang: 'en', openedAt: at(10), state: 'closed' },
      // What the gate said when it was decided.
      verdict: 'review',
      topics: [{ topic: 'sport', label: 'Sport nights' }],
      steps: { detected: at(10), alerted: expect.any(String), seen: iso(0), decided: iso(0) },
      decision: { action: 'accept', at: iso(0) },
    });
    expect(await results.cases('lumo', Date.parse(at(10)), Date.parse(at(11)), 10)).toHaveLength(1);
    expect(await results.cases('lumo', Date.parse(at(10)), Date.parse(at(12)), 1)).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('Ana');
  });

  it('tells how long signals took to become changes, and leaves out what people caused', async () => {
    const causedAt = new Date(now - 700).toISOString();
    const brand = 'otter';
    const card = anOpportunity({ id: 'swift-1', brand, causedAt });
    await pipelineWrites(card);
    await cards.decide('swift-1', { action: 'accept' }, ana, now + 90 * MINUTE);
    const seconds = await results.latencies(brand, now - MINUTE, now + 100 * MINUTE);
    expect(seconds).toEqual([0.7]);
    expect(await results.latencies('nowhere', 0, now + MINUTE)).toEqual([]);
  });

  it('counts from when anybody listened for the brand, whatever the time of what is read then', async () => {
    const brand = 'newcomer';
    const body = toJson({ brand });
    await database.db
      .insertInto('territories')
      .values({ brand, version: 1, body, author: 'ana', created_at: iso(40) })
      .execute();
    now = AT + 41 * MINUTE;
    const before = anOpportunity({ id: 'before', brand, level: 'alert', openedAt: iso(0), causedAt: iso(0) });
    const after = anOpportunity({ id: 'after', brand, level: 'alert', openedAt: iso(40.5), causedAt: iso(40.5) });
    await pipelineWrites(before, after);
    expect(await stepsOf(before)).toEqual({ detected: iso(40), alerted: iso(41) });
    expect(await stepsOf(after)).toEqual({ detected: iso(40.5), alerted: iso(41) });
    expect(await results.latencies(brand, 0, now + MINUTE)).toEqual([30]);
  });

  it('keeps the history of a card: found, decided, held, frozen, each with who and why', async () => {
    now = AT + 20 * MINUTE;
    const told = anOpportunity({ id: 'told-1', brand: 'otter', openedAt: iso(19) });
    await database.db
      .insertInto('user')
      .values({ ...ana, email: 'ana@example.test', emailVerified: true, createdAt: iso(0), updatedAt: iso(0) })
      .execute();
    const freezes = createFreezes({ db: database.db });
    await freezes.freeze('lumo', 'not this brand', ana, AT + 20 * MINUTE);
    await pipelineWrites(told);
    await cards.decide('told-1', { action: 'accept', note: 'Go.' }, ana, AT + 21 * MINUTE);
    await freezes.freeze('otter', 'a bad day', ana, AT + 22 * MINUTE);
    await freezes.lift('otter', 'over again', ana, AT + 23 * MINUTE);
    now = AT + 24 * MINUTE;
    const reason = { level: 'block' as const, code: 'event.death', data: {}, words: [], signals: [] };
    await pipelineWrites({ ...told, verdict: { level: 'block', reasons: [reason] }, updatedAt: iso(24) });
    await pipelineWrites({ ...told, state: 'closed', updatedAt: iso(25) });
    await freezes.freeze('otter', 'after it was over', ana, AT + 30 * MINUTE);
    expect(await results.happenings('otter', 'told-1')).toEqual([
      { at: iso(24), action: 'opportunity.hold', by: null, reasons: ['event.death'] },
      { at: iso(23), action: 'freeze.lift', by: ana, text: 'over again' },
      { at: iso(22), action: 'freeze.set', by: ana, text: 'a bad day' },
      { at: iso(21), action: 'opportunity.accept', by: ana, text: 'Go.', verdict: 'go' },
      { at: iso(21), action: 'step.seen', by: null },
      { at: iso(20), action: 'step.alerted', by: null },
      { at: iso(19), action: 'step.detected', by: null },
    ]);
    expect(await results.happenings('lumo', 'told-1')).toEqual([]);
  });

  describe('how long a brand needs', () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const measure = () =>
      createMeasureReactivityJob({
        brands: createBrands({ db: database.db, clock: () => now }),
        reactivities,
        clock: () => now,
        log,
      }).run();
    const approve = async (id: string, minutes: number) => {
      await note(id, 'detected', -2);
      await note(id, 'alerted', 0);
      await note(id, 'approved', minutes);
    };

    it('is not written before anything was approved', async () => {
      await measure();
      expect(await reactivities.all()).toEqual([]);
      expect(await reactivities.get('lumo')).toBeNull();
    });

    it('is measured from its own approvals, written once, and told', async () => {
      for (let i = 0; i < 9; i++) await approve(`approved-${i}`, 10 + i);
      await note('approved-other', 'approved', 3, 'otter');
      let told = 0;
      const unwatch = await reactivities.watch(() => void told++);
      const toldBefore = told;
      await measure();
      expect(await reactivities.get('lumo')).toEqual({
        ...{ brand: 'lumo', minutes: 14, measured: true, cases: 9, median: 14, p95: expect.closeTo(17.6, 6) },
      });
      await eventually(() => told > toldBefore);
      const written = lines.length;
      await measure();
      expect(lines).toHaveLength(written);
      await unwatch();
    });

    it('looks at the newest approvals only', async () => {
      expect(await reactivities.approved('lumo', 2)).toMatchObject([{ approved: iso(18) }, { approved: iso(17) }]);
      expect(await reactivities.approved('lumo', 2)).toHaveLength(2);
      expect(await reactivities.approved('nowhere', 2)).toEqual([]);
    });
  });
});
