import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Draft } from '../../src/contract/draft.ts';
import type { Opportunity, VerdictLevel } from '../../src/contract/opportunity.ts';
import type { Publisher } from '../../src/ports/publishing.ts';
import { createPublishDueJob } from '../../src/jobs/publish-due.ts';
import { quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { ana, done, nora, publishingDesk, type PublishingDesk } from '../support/publishing-desk.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const HOUR = 3_600_000;
const SECRET = 'a secret of the receiver';

describe('publications on the database', () => {
  const time = { now: AT };
  let database: TestDatabase;
  let desk: PublishingDesk;
  let brand: string;
  let relay: string;
  let sent: string[] = [];
  beforeAll(async () => {
    database = await testDatabase('publications');
    desk = await publishingDesk(database, time);
    brand = await desk.brand();
    relay = await desk.destination(
      brand,
      { kind: 'webhook', url: 'https://relay.test/in?key=hidden', dropsRepeats: false },
      SECRET,
      ['x', 'internal'],
    );
  });
  afterAll(() => database.drop());

  const publisher: Publisher = {
    send: ({ text, publication }) => {
      sent.push(`${publication.platform}: ${text}`);
      return Promise.resolve({ kind: 'out', link: 'https://x.test/1' });
    },
    look: () => Promise.resolve({ kind: 'absent' }),
    test: () => Promise.resolve({ ok: true, reason: { code: 'destination.took', data: {} } }),
    remedyOf: () => 'none',
  };
  async function pass(): Promise<string[]> {
    sent = [];
    const job = createPublishDueJob({ publications: desk.publications, publisher, clock: desk.clock, log: quiet });
    await job.run();
    await job.settled();
    return sent;
  }
  const order = (draft: Draft, more: { at?: string; version?: number } = {}) => {
    const to = [{ platform: 'x' as const, destination: relay }];
    return desk.publications.order(draft.id, { version: 1, to, ...more }, ana, time.now);
  };
  const later = () => ({ at: new Date(time.now + HOUR).toISOString() });
  const stateOf = async ({ id }: Draft) => {
    const [one] = (await desk.read(id)).publications;
    return `${one!.state} ${one!.reason?.code ?? ''}`.trim();
  };
  const judged = (opportunity: Opportunity, level: VerdictLevel): Opportunity => {
    const reasons = [{ level, code: `code.${level}`, data: {}, words: [], signals: [] }];
    return { ...opportunity, verdict: { level, reasons } };
  };

  it('go out at once with what the platform says, and are seen in the draft, the funnel, the changes and the audit trail', async () => {
    const variants = [{ platform: 'x', text: 'Short' }];
    const { draft, opportunity } = await desk.approved(brand, 'Long', { variants });
    done(await order(draft));
    expect(await stateOf(draft)).toBe('due');
    expect(await pass()).toEqual(['x: Short']);
    const after = await desk.read(draft.id);
    expect(after).toMatchObject({ state: 'published', link: 'https://x.test/1' });
    expect(after.publications[0]).toMatchObject({ state: 'out', attempts: 1, via: 'webhook', by: { name: 'Ana' } });
    expect((await desk.cards.get(brand, opportunity.id))?.steps).toHaveProperty('published');
    const trail = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', draft.id)
      .orderBy('id')
      .execute();
    expect(trail.map(({ action }) => action).slice(-3)).toEqual([
      'publication.order',
      'publication.sending',
      'publication.out',
    ]);
    expect(trail.at(-3)?.actor).toBe('ana');
    expect(await order(draft)).toEqual({ refused: { kind: 'already-out' } });
  });

  it('that are scheduled wait for their time, and are held at once by a freeze; lifting it sends nothing', async () => {
    const { draft } = await desk.approved(brand);
    done(await order(draft, later()));
    expect(await pass()).toEqual([]);
    await desk.freezes.freeze(brand, 'a bad day', nora, time.now);
    expect([await pass(), await stateOf(draft)]).toEqual([[], 'held publication.frozen']);
    const [held] = (await desk.read(draft.id)).publications;
    const resume = () => desk.publications.move(held!.id, { move: 'resume' }, ana, time.now);
    expect(await resume()).toMatchObject({ refused: { kind: 'barred' } });
    await desk.freezes.lift(brand, 'over', nora, time.now);
    time.now += 2 * HOUR;
    expect([await pass(), await stateOf(draft)]).toEqual([[], 'held publication.frozen']);
    done(await resume());
    expect(await pass()).toHaveLength(1);
  });

  it.each(['review', 'block'] as const)('that are scheduled are held where the gate turns to %s', async (level) => {
    const { draft, opportunity } = await desk.approved(brand);
    done(await order(draft, later()));
    await desk.pipelineWrites(judged(opportunity, level));
    expect([await pass(), (await stateOf(draft)).split(' ')[0]]).toEqual([[], 'held']);
  });

  it('that are scheduled are held in the same breath as the draft changes, and given up where it is withdrawn', async () => {
    const { draft } = await desk.approved(brand);
    done(await order(draft, later()));
    const rewritten = done(
      await desk.drafts.move(draft.id, { move: 'write', version: 1, text: 'Other' }, ana, time.now),
    );
    expect(rewritten.publications[0]).toMatchObject({ state: 'held', reason: { code: 'publication.other-version' } });
    const gone = done(await desk.drafts.move(draft.id, { move: 'withdraw', version: 2 }, ana, time.now));
    expect(gone.publications[0]?.state).toBe('cancelled');
  });

  it('are held where the story is no longer accepted, or the way out is gone', async () => {
    const { draft, opportunity } = await desk.approved(brand);
    done(await order(draft, later()));
    await desk.cards.decide(opportunity.id, { action: 'reopen' }, ana, time.now);
    expect([await pass(), await stateOf(draft)]).toEqual([[], 'held publication.not-accepted']);
    const other = await desk.approved(brand);
    const way = { kind: 'webhook', url: 'https://other.test', dropsRepeats: false } as const;
    const gone = await desk.destination(brand, way, SECRET, ['x']);
    const to = [{ platform: 'x' as const, destination: gone }];
    done(await desk.publications.order(other.draft.id, { version: 1, to, ...later() }, ana, time.now));
    await desk.destinations.remove(gone, 'nora', time.now);
    expect([await pass(), await stateOf(other.draft)]).toEqual([[], 'held publication.no-destination']);
  });

  it('are refused where the draft is not approved, has changed, is too long, or the destination is another brand’s', async () => {
    const { draft } = await desk.approved(brand);
    expect(await order(draft, { version: 2 })).toMatchObject({ refused: { kind: 'other-version' } });
    const long = await desk.approved(brand, 'a'.repeat(281));
    expect(await order(long.draft)).toMatchObject({ refused: { kind: 'too-long', length: 281, limit: 280 } });
    const elsewhere = await desk.approved(await desk.brand());
    expect(await order(elsewhere.draft)).toEqual({ refused: { kind: 'no-destination', platform: 'x' } });
    done(await order(draft));
    expect(await order(draft)).toEqual({ refused: { kind: 'going-out', platform: 'x' } });
  });

  it('on their way keep their draft as it is; two processes begin each once', async () => {
    const { draft } = await desk.approved(brand);
    const [one] = done(await order(draft)).publications;
    const claim = () => desk.publications.claim(one!.id, () => 'none', time.now);
    const [first, second] = await Promise.all([claim(), claim()]);
    expect([first, second].filter((parcel) => parcel !== null)).toHaveLength(1);
    const rewrite = await desk.drafts.move(draft.id, { move: 'write', version: 1, text: 'Other' }, ana, time.now);
    expect(rewrite).toMatchObject({ refused: { kind: 'going-out', platform: 'x' } });
    const hand = await desk.drafts.move(draft.id, { move: 'publish', version: 1, platform: 'x' }, ana, time.now);
    expect(hand).toMatchObject({ refused: { kind: 'going-out' } });
    // Nobody hears of it again: a person has to look.
    time.now += HOUR;
    await pass();
    expect(await stateOf(draft)).toBe('unknown publication.lost');
    const link = 'https://x.test/9';
    const after = done(await desk.publications.move(one!.id, { move: 'confirm', link }, ana, time.now));
    expect([after.state, after.link]).toEqual(['published', link]);
  });

  it('an answer that comes after somebody else took over is not written', async () => {
    const { draft } = await desk.approved(brand);
    const [one] = done(await order(draft)).publications;
    const late = await desk.publications.claim(one!.id, () => 'repeat', time.now);
    time.now += HOUR;
    const fresh = await desk.publications.claim(one!.id, () => 'repeat', time.now);
    expect(fresh?.publication.attempts).toBe(2);
    await desk.publications.answer(late!, { kind: 'refused', reason: { code: 'late', data: {} } }, 'none', time.now);
    expect(await stateOf(draft)).toBe('sending');
    await desk.publications.answer(fresh!, { kind: 'out' }, 'none', time.now);
    expect(await stateOf(draft)).toBe('out');
    expect(fresh?.key).toBe(late?.key);
    expect(fresh?.key).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
  });

  it('have destinations whose secrets and addresses stay where they are', async () => {
    const [listed] = await desk.destinations.list(brand);
    expect(listed).toMatchObject({ where: 'relay.test', kind: 'webhook' });
    const tables = await Promise.all(
      (['destinations', 'audit', 'changes'] as const).map((table) =>
        database.db.selectFrom(table).selectAll().execute(),
      ),
    );
    expect(JSON.stringify(tables)).not.toContain(SECRET);
    expect(JSON.stringify([listed, tables[1], tables[2]])).not.toContain('key=hidden');
    expect((await desk.destinations.open(relay))?.secret).toBe(SECRET);
    const request = {
      label: 'Other',
      platforms: ['x'] as ['x'],
      way: { kind: 'webhook', dropsRepeats: true } as const,
    };
    const change = (url: string) =>
      desk.destinations.change(relay, { ...request, way: { ...request.way, url } }, 'nora', time.now);
    expect(await change('https://elsewhere.test')).toEqual({ refused: 'elsewhere' });
    expect(await change('https://relay.test/in?key=hidden')).toMatchObject({ label: 'Other' });
    expect((await desk.destinations.open(relay))?.secret).toBe(SECRET);
  });
});
