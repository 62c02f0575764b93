import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Brand } from '../../src/contract/brand.ts';
import {
  type ChannelOwner,
  ChannelSettings,
  type ChannelTarget,
  NewChannelRequest,
} from '../../src/contract/channel.ts';
import type { Role } from '../../src/contract/user.ts';
import { createDeliverJob } from '../../src/jobs/deliver.ts';
import { createPostman } from '../../src/notify/postman.ts';
import type { Message } from '../../src/core/delivery/compose.ts';
import { isSignedBy } from '../../src/outbound/signature.ts';
import type { OpenTarget, Postman, SendOutcome } from '../../src/ports/channels.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createTargetDesk } from '../../src/store/channel-target.ts';
import { createChannelTester } from '../../src/store/channel-tester.ts';
import { createChannels } from '../../src/store/channels.ts';
import { createFreezes } from '../../src/store/freezes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { createSecretBox, SealedSecretError } from '../../src/store/secrets.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { httpReceiver } from '../support/receivers.ts';
import { anOpportunity } from './samples.ts';

const SECRET = 'a secret of the installation, long enough';
/** A Monday, 20:00 in Paris. */
const START = Date.parse('2026-11-23T19:00:00Z');
const nora = { id: 'nora', email: 'nora@example.test' };

describe('channels', () => {
  let database: TestDatabase;
  let now = START;
  let answer: (target: OpenTarget, message: Message) => SendOutcome;
  let sent: { readonly target: OpenTarget; readonly message: Message }[] = [];
  let position = 0;
  const took: SendOutcome = { kind: 'sent', words: 'taken' };
  const postman: Postman = {
    send: (target, message) => {
      sent.push({ target, message });
      return Promise.resolve(answer(target, message));
    },
  };

  const parts = () => {
    const { db } = database;
    const box = createSecretBox(SECRET);
    const targets = createTargetDesk({ box, secret: SECRET, url: 'https://rebond.example' });
    return { db, box, targets, url: 'https://rebond.example' };
  };
  const channels = () => createChannels({ ...parts(), mail: true });
  const outbox = () => createOutbox(parts());

  beforeAll(async () => {
    database = await testDatabase('channels');
    const brands = createBrands({ db: database.db, clock: () => now });
    for (const id of ['lumo', 'vela'])
      await brands.put(Brand.parse({ id, name: id.toUpperCase(), languages: ['fr'], timeZone: 'Europe/Paris' }));
    await person('nora', 'editor');
  });
  afterAll(() => database.drop());

  async function person(id: string, role: Role) {
    const row = {
      id,
      email: `${id}@example.test`,
      name: id,
      emailVerified: true,
      createdAt: new Date(now),
      updatedAt: new Date(now),
    };
    await database.db
      .insertInto('user')
      .values({ ...row, twoFactorEnabled: null })
      .execute();
    await database.db.insertInto('role_grants').values({ user_id: id, brand: 'lumo', role }).execute();
    const body = JSON.stringify({ timeZone: 'Europe/Paris' });
    await database.db
      .insertInto('profiles')
      .values({ user_id: id, body, updated_at: new Date(now) })
      .execute();
  }

  /** A fresh start: no channels, nothing sent; later than everything before. */
  async function begin() {
    await database.db.deleteFrom('channels').execute();
    await database.db.deleteFrom('deliveries').execute();
    await outbox().follow(now);
    now = START + Math.ceil((now - START) / 86_400_000 / 7) * 7 * 86_400_000 + 7 * 86_400_000;
    sent = [];
    answer = () => took;
  }

  async function make(settings: object, target: ChannelTarget, owner: ChannelOwner = { of: 'person', person: 'nora' }) {
    const request = NewChannelRequest.parse({ label: 'Mine', ...settings, target });
    const made = await channels().create(owner, request, nora, now);
    if ('refused' in made) throw new Error(made.refused);
    return made;
  }
  const mail = (settings: object = {}) => make(settings, { kind: 'mail' });

  async function card(id: string, changed: Partial<Opportunity> = {}) {
    const ledger = createLedger({ db: database.db, clock: () => now });
    const when = new Date(now).toISOString();
    const opportunity = anOpportunity({ id, story: id, title: `Story ${id}`, updatedAt: when, ...changed });
    await ledger.commit(await ledger.claim('mentions', 0), {
      position: position++,
      effects: { opportunities: [opportunity], stories: [] },
    });
  }

  /** Some minutes pass; then the job runs until nothing is on its way. */
  async function later(minutes: number, by: Postman = postman) {
    now += minutes * 60_000;
    const job = createDeliverJob({ outbox: outbox(), postman: by, clock: () => now, random: () => 0, log: quiet });
    await job.run();
    await job.stop();
  }
  const log = async (owner: ChannelOwner = { of: 'person', person: 'nora' }) =>
    (await channels().log(owner, {}, null)).deliveries
      .map(({ notice, state, reason }) => `${notice.title || notice.occasion}: ${state} ${reason}`)
      .reverse();
  const subjects = () => sent.map(({ message }) => message.subject);

  it('tell an alert once, to the address of the account', async () => {
    await begin();
    await mail();
    await card('a1');
    await later(0);
    expect(sent).toEqual([]);
    await card('a1', { score: 80 });
    await later(2);
    await later(2);
    expect(subjects()).toEqual(['Opportunity for LUMO: Story a1']);
    expect(sent[0]!.target).toMatchObject({ kind: 'mail', address: 'nora@example.test' });
    expect(await log()).toEqual(['Story a1: sent merge-window']);
  });

  it('put what comes close together into one message, and say so', async () => {
    await begin();
    await mail();
    await card('b1');
    await card('b2', { level: 'alert' });
    await later(0);
    await card('b3', { level: 'urgent' });
    await later(0);
    expect(subjects()).toEqual(['3 messages from Rebond: LUMO']);
    expect(sent[0]!.message.lines.map(({ quote }) => quote)).toEqual(['Story b3', 'Story b1', 'Story b2']);
    expect(await log()).toEqual([
      'Story b1: sent merge-window',
      'Story b2: merged merge-window',
      'Story b3: merged urgent',
    ]);
  });

  it('hold the night back, and tell in the morning what is still alive, in one message', async () => {
    await begin();
    await mail({ quiet: { on: true, from: '20:00', to: '08:00', urgentPasses: true } });
    await card('c1');
    await card('c2');
    await card('c3');
    await later(60);
    await card('c2', { state: 'closed' });
    await card('c4', { level: 'urgent' });
    await later(1);
    expect(subjects()).toEqual(['Urgent for LUMO: Story c4']);
    expect(await log()).toContain('Story c1: held quiet-hours');
    await later(11 * 60);
    expect(sent[1]!.message).toMatchObject({
      subject: '2 messages from Rebond: LUMO',
      intro: expect.stringContaining('quiet'),
    });
    expect(await log()).toEqual([
      'Story c1: sent quiet-hours',
      'Story c2: dropped story-over',
      'Story c3: merged quiet-hours',
      'Story c4: sent urgent',
    ]);
  });

  it('drop what waits for somebody whose role was taken away, or whose channel was switched off', async () => {
    await begin();
    const one = await mail({ mergeSeconds: 600 });
    await make(
      { label: 'Room', mergeSeconds: 600 },
      { kind: 'slack', url: 'https://hooks.example/x' },
      { of: 'brand', brand: 'lumo' },
    );
    await card('d1');
    await later(0);
    const grants = await database.db.deleteFrom('role_grants').where('user_id', '=', 'nora').returningAll().execute();
    await later(20);
    expect(sent.map(({ target }) => target.kind)).toEqual(['slack']);
    expect(await log()).toEqual(['Story d1: dropped no-right']);
    await database.db.insertInto('role_grants').values(grants).execute();
    await card('d2');
    await later(0);
    await channels().change(one.channel.id, ChannelSettings.parse({ label: 'Mine', active: false }), nora, now);
    await later(20);
    expect(await log()).toEqual(['Story d1: dropped no-right', 'Story d2: dropped switched-off']);
  });

  it('go on exactly where they were after a crash, whenever it comes', async () => {
    await begin();
    await mail({ mergeSeconds: 0 });
    await card('e1');
    await outbox().follow(now);
    await outbox().follow(now);
    expect(await log()).toEqual(['Story e1: held merge-window']);
    const [claimed] = await outbox().claim(now, new Set(), 10);
    expect(claimed?.message.subject).toContain('Story e1');
    // Here the process dies, with the mail perhaps on its way.
    await later(1);
    expect(await log()).toEqual(['Story e1: sending merge-window']);
    await later(3);
    expect(sent).toEqual([]);
    expect(await log()).toEqual(['Story e1: unknown interrupted']);
  });

  it('post to a webhook again after a crash, under the same id', async () => {
    await begin();
    await make({ mergeSeconds: 0 }, { kind: 'webhook', url: 'https://hooks.example/x' });
    await card('f1');
    await outbox().follow(now);
    const [claimed] = await outbox().claim(now, new Set(), 10);
    await later(3);
    expect(sent.map(({ message }) => message.id)).toEqual([claimed!.id]);
    expect(await log()).toEqual(['Story f1: sent retry']);
  });

  it('try a webhook again, later and later, and give up after a day; every try is in the log', async () => {
    await begin();
    await make({ mergeSeconds: 0 }, { kind: 'webhook', url: 'https://hooks.example/x' });
    answer = () => ({ kind: 'later', retryAfterMs: null, status: 503, words: 'the receiver answered 503' });
    await card('g1');
    for (let minute = 0; minute < 27 * 60; minute += 15) await later(15);
    const { deliveries } = await channels().log({ of: 'person', person: 'nora' }, {}, null);
    expect(deliveries).toMatchObject([{ state: 'failed', reason: 'gave-up' }]);
    expect(deliveries[0]!.attempts.length).toBeGreaterThan(20);
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
    expect(deliveries[0]!.attempts[0]).toMatchObject({ status: 503, words: 'the receiver answered 503' });
    // Somebody who looks after the channel has it sent once more: the same message, one try.
    const { id, attempts } = deliveries[0]!;
    answer = () => ({ kind: 'sent', words: 'taken' });
    expect(await channels().channelOf(id)).not.toBeNull();
    expect(await channels().resend(id, { id: 'nora' }, now)).toMatchObject({ state: 'held', reason: 'retry' });
    await later(1);
    const after = await channels().log({ of: 'person', person: 'nora' }, {}, null);
    expect(after.deliveries[0]).toMatchObject({ id, state: 'sent' });
    expect(after.deliveries[0]!.attempts).toHaveLength(attempts.length + 1);
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
  });

  it('are switched off when their receiver is gone, or by the link in a mail', async () => {
    await begin();
    const { channel } = await make({ mergeSeconds: 0 }, { kind: 'mattermost', url: 'https://hooks.example/x' });
    answer = () => ({ kind: 'gone', status: 404, words: 'the receiver answered 404' });
    await card('h1');
    await later(1);
    expect(await channels().get(channel.id)).toMatchObject({ active: false, off: { why: 'gone' } });
    const mine = await mail();
    await createChannelTester({ ...parts(), postman }).test(mine.channel.id, now);
    const target = sent.at(-1)!.target as Extract<OpenTarget, { kind: 'mail' }>;
    const token = target.unsubscribe.split('/').at(-1)!;
    expect(await channels().unsubscribe(`${token}x`, now)).toBeNull();
    expect(await channels().unsubscribe(token, now)).toBe('Mine');
    expect(await channels().get(mine.channel.id)).toMatchObject({ active: false, off: { why: 'unsubscribed' } });
    const audit = await database.db
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('subject', '=', mine.channel.id)
      .orderBy('id')
      .execute();
    expect(audit.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'channel.add nora',
      'channel.switch-off unsubscribe-link',
    ]);
  });

  it('tell a freeze of everything once, and past quiet hours', async () => {
    await begin();
    await mail({ quiet: { on: true, from: '20:00', to: '08:00', urgentPasses: true } });
    await database.db.insertInto('role_grants').values({ user_id: 'nora', brand: 'vela', role: 'viewer' }).execute();
    const freezes = createFreezes({ db: database.db });
    await freezes.freeze('*', 'An accident', { id: 'ben', name: 'Ben' }, now);
    await later(1);
    await freezes.lift('*', 'Over', { id: 'ben', name: 'Ben' }, now);
    await later(1);
    expect(subjects()).toEqual(['Everything is frozen: An accident', 'Nothing is frozen any more']);
  });

  it('keep their secrets sealed, in the row and from one another', async () => {
    await begin();
    const made = await make({}, { kind: 'webhook', url: 'https://hooks.example/path/with/a/key' });
    expect(made.secret).toMatch(/^[\w-]{43}$/);
    expect(made.channel.to).toBe('hooks.example');
    const everything = JSON.stringify([
      await database.db.selectFrom('channels').selectAll().execute(),
      await database.db.selectFrom('audit').selectAll().execute(),
      await database.db.selectFrom('meta').selectAll().execute(),
    ]);
    expect(everything).not.toContain(made.secret!);
    expect(everything).not.toContain('with/a/key');
    const box = createSecretBox(SECRET);
    const sealed = box.seal('hush', 'one');
    expect(box.open(sealed, 'one')).toBe('hush');
    expect(() => box.open(sealed, 'other')).toThrow(SealedSecretError);
    expect(() => createSecretBox(`${SECRET}!`).open(sealed, 'one')).toThrow('REBOND_SECRET');
    const keys = await channels().means();
    expect(keys.pushKey).toMatch(/^[\w-]{87}$/);
    expect(await channels().means()).toEqual(keys);
  });

  it('reach a real receiver, signed; one that hangs holds up no other', async () => {
    await begin();
    const good = await httpReceiver();
    try {
      const { secret } = await make({ mergeSeconds: 0 }, { kind: 'webhook', url: `${good.url}/in` });
      await make({ mergeSeconds: 0, label: 'Slow' }, { kind: 'slack', url: 'https://slow.example' });
      const real = createPostman({
        ...{ rules: { allowPrivate: true }, mail: null, url: 'https://rebond.example', clock: () => now },
      });
      const slow = Promise.withResolvers<SendOutcome>();
      const both: Postman = {
        send: (target, message) => (target.kind === 'slack' ? slow.promise : real.send(target, message)),
      };
      const job = createDeliverJob({ outbox: outbox(), postman: both, clock: () => now, random: () => 0, log: quiet });
      for (const story of ['k1', 'k2']) {
        await card(story);
        await job.run();
        await eventually(() => good.received.length === (story === 'k1' ? 1 : 2));
      }
      slow.resolve({ kind: 'later', retryAfterMs: null, words: 'no complete answer' });
      await job.stop();
      const [{ headers, body: bytes }] = good.received as [(typeof good.received)[0]];
      const body = bytes.toString();
      const signature = String(headers['rebond-signature']);
      expect([isSignedBy(secret!, body, signature, now), isSignedBy(secret!, `${body} `, signature, now)]).toEqual([
        true,
        false,
      ]);
      const told = JSON.parse(body);
      expect(headers['rebond-delivery']).toBe(told.id);
      expect(told.notices).toMatchObject([
        { occasion: 'alert', brand: 'lumo', title: 'Story k1', link: 'https://rebond.example/o/k1' },
      ]);
      expect((await log()).toSorted()).toEqual([
        'Story k1: held retry',
        'Story k1: sent merge-window',
        'Story k2: held merge-window',
        'Story k2: sent merge-window',
      ]);
    } finally {
      await good.close();
    }
  });

  it('drop an alert that was decided while it was gathered', async () => {
    await begin();
    await mail();
    await card('m1');
    await later(0);
    await createCards({ db: database.db, clock: () => now }).decide(
      'm1',
      { action: 'dismiss', reason: 'other' },
      { id: 'ben', name: 'Ben' },
      now,
    );
    await later(5);
    expect(await log()).toEqual(['Story m1: dropped decided']);
  });
});
