import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClearedAngle } from '../../src/contract/cleared-angle.ts';
import type { Draft } from '../../src/contract/draft.ts';
import type { AngleStore } from '../../src/ports/angles.ts';
import { createAngles } from '../../src/store/angles.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { ana, done, nora, publishingDesk, type PublishingDesk } from '../support/publishing-desk.ts';
import { anOpportunity } from './samples.ts';

const MINUTE = 60_000;
const AT = Date.parse('2026-11-22T20:00:00Z');
const TEXT = 'You can still dunk in the dark.';
const WEBHOOK = { kind: 'webhook', url: 'https://relay.test/in', dropsRepeats: true } as const;

describe('angles approved in advance, on a real database', () => {
  const time = { now: AT };
  let database: TestDatabase;
  let desk: PublishingDesk;
  let angles: AngleStore;
  let names = 0;
  beforeAll(async () => {
    database = await testDatabase('angles');
    desk = await publishingDesk(database, time);
    angles = createAngles({ db: database.db });
  });
  afterAll(() => database.drop());

  const angleOf = (outcome: Awaited<ReturnType<AngleStore['propose']>>): ClearedAngle => {
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
    return outcome.angle;
  };
  async function cleared(brand: string, changed: object = {}): Promise<ClearedAngle> {
    const asked = {
      ...{ name: 'Lights out', text: TEXT, topics: [], variants: [{ platform: 'internal' as const }], uses: 1 },
      ...{ until: new Date(AT + 600 * MINUTE).toISOString(), coolDownMinutes: 0, ...changed },
    };
    const { id } = angleOf(await angles.propose(brand, asked, ana, time.now));
    return angleOf(await angles.approve(id, nora, time.now));
  }
  async function accepted(brand: string): Promise<string> {
    const opportunity = anOpportunity({ id: `angle-story-${++names}`, brand });
    await desk.pipelineWrites(opportunity);
    await desk.cards.decide(opportunity.id, { action: 'accept' }, ana, time.now);
    return opportunity.id;
  }
  const begin = async (opportunity: string, { id, text, variants }: ClearedAngle): Promise<Draft> =>
    done(await desk.drafts.create(opportunity, { text, variants, angle: id }, ana, time.now));
  const send = ({ id }: Draft) => desk.drafts.move(id, { move: 'send', version: 1 }, ana, time.now);
  const auditOf = async (subject: string) => {
    const rows = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', subject)
      .orderBy('id')
      .execute();
    return rows.map(({ action, actor }) => `${action} ${actor}`);
  };

  it('are used once where once is allowed, even by two people in the same moment', async () => {
    const brand = await desk.brand();
    const angle = await cleared(brand);
    const stories = [await accepted(brand), await accepted(brand)];
    const drafts = await Promise.all(stories.map((story) => begin(story, angle)));
    const outcomes = (await Promise.all(drafts.map(send))).map(done);
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['approved', 'waiting']);
    expect(outcomes.find(({ state }) => state === 'waiting')?.remark?.text).toBe('angle.used-up');
    expect((await angles.list(brand))[0]).toMatchObject({ used: 1 });
    expect(await auditOf(angle.id)).toEqual(['angle.propose ana', 'angle.approve nora', 'angle.use ana']);
    expect(await angles.offered(await accepted(brand), time.now)).toEqual([]);
  });

  it('of another brand open nothing, and are not even named', async () => {
    const [brand, other] = [await desk.brand(), await desk.brand()];
    const foreign = await cleared(other);
    const draft = await begin(await accepted(brand), foreign);
    expect(draft.angle).toBeUndefined();
    expect(done(await send(draft)).state).toBe('waiting');
  });

  it('say beside a story whether they could be used for it', async () => {
    const brand = await desk.brand();
    const fits = await cleared(brand);
    await cleared(brand, { topics: ['nothing-of-this'] });
    const said = await angles.offered(await accepted(brand), time.now);
    expect(said.map(({ angle, obstacle }) => [angle.id === fits.id, obstacle?.code ?? null])).toEqual([
      [true, null],
      [false, 'angle.topic'],
    ]);
  });

  it('hold back what they approved once they are withdrawn: a scheduled post too', async () => {
    const brand = await desk.brand();
    const angle = await cleared(brand, { uses: 5 });
    const destination = await desk.destination(brand, WEBHOOK, 'a long secret', ['internal']);
    const draft = done(await send(await begin(await accepted(brand), angle)));
    expect(draft.state).toBe('approved');
    const to = [{ platform: 'internal' as const, destination }];
    const order = { version: 1, to, at: new Date(AT + 60 * MINUTE).toISOString() };
    done(await desk.publications.order(draft.id, order, ana, time.now));
    expect(await desk.publications.holdBarred(time.now)).toBe(0);
    await angles.withdraw(angle.id, ana, time.now);
    expect(await desk.publications.holdBarred(time.now)).toBe(1);
    const { publications } = await desk.read(draft.id);
    expect(publications[0]).toMatchObject({ state: 'held', reason: { code: 'publication.angle-withdrawn' } });
    const byHand = { move: 'publish', version: 1 } as const;
    expect(await desk.drafts.move(draft.id, byHand, ana, time.now)).toMatchObject({
      refused: { kind: 'angle-over', why: 'withdrawn' },
    });
  });
});
