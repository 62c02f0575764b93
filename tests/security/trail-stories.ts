import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import { anOpportunity, aStory } from '../store/samples.ts';
import type { Asker } from '../support/asking.ts';
import { cardOfMoment } from '../support/planted.ts';
import type { Newsroom } from '../support/two-brands.ts';
import type { Walker } from './trail-walker.ts';

export const BRAND = 'wren';
export const SECRET = 'a secret of the trail, long enough to be taken';
const HOUR_MS = 3_600_000;
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Move {
  readonly move: string;
  readonly [more: string]: unknown;
}

export type Somebody = Asker & { readonly id: string };

/** Who works at the brand, and what has come to be there, by the names in addresses. */
export interface Scene {
  readonly room: Newsroom;
  readonly walker: Walker;
  readonly boss: Somebody;
  readonly cm: Somebody;
  readonly editor: Somebody;
  readonly team: Somebody;
  readonly ids: Record<string, string>;
}

export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();
export const tokenOf = ({ path }: { readonly path: string }): string => path.split('#')[1]!;
export const idOf = ({ id }: { readonly id: string }): string => id;
const brand = BRAND;
const ofBrand = { ids: { brand }, brand };

/** A brand from nothing to a territory that runs, and back to an earlier one. */
export async function territoryStory({ walker, boss, team, ids }: Omit<Scene, 'cm' | 'editor'>): Promise<void> {
  const { did } = walker;
  const territory = (query: string) => ({ brand, topics: [{ id: 'lights', label: 'Lights', query }] });
  const at = (path: string) => `post /api/brands/{brand}/territory/${path}`;
  const revision = async () => {
    const { status, text } = await team.ask('get', `/api/brands/${brand}/territory/revision`);
    return status === 200 ? (JSON.parse(text) as { revision: number }).revision : 0;
  };
  const save = async (query: string) => {
    const body = { territory: territory(query), revision: await revision(), anyway: true };
    await did(team, at('draft'), { ...ofBrand, body });
  };
  const publish = async (live: number | null) => {
    const body = { revision: await revision(), live, note: 'because', anyway: true };
    const subject = `${brand}@${String((live ?? 0) + 1)}`;
    await did(team, at('publish'), { ...ofBrand, body, subject, first: live === null });
  };
  await did(team, at('first'), { ...ofBrand, body: { name: 'Wren', languages: ['en'] } });
  const copy = { territory: territory('cacao') };
  await did(team, at('noise'), { ...ofBrand, body: { ...copy, pack: 'jobs', topics: ['lights'] } });
  await did(team, at('suggestions'), { ...ofBrand, body: { ...copy, topic: 'lights' } });
  await did(team, at('check'), { ...ofBrand, body: copy });
  await save('lights');
  await publish(null);
  await save('lights OR aurora');
  await walker.refused(team, at('publish'), { ...ofBrand, body: { revision: 77, live: 1, note: 'late' }, status: 409 });
  await publish(1);
  await save('lights AND nobody');
  await did(team, at('discard'), { ...ofBrand, body: { revision: await revision() } });
  await did(team, at('restore'), { ...ofBrand, body: { version: 1, live: 2, anyway: true }, subject: `${brand}@3` });
  const yaml = `brand: ${brand}\ntopics: [{ id: lights, label: Lights, query: lights }]\n`;
  await did(team, at('import'), { ...ofBrand, body: { yaml, revision: await revision(), anyway: true } });
  const settings = { reactivityMinutes: 20, alertScore: 60, publishMinutes: 2, voice: '', tone: {}, approval: {} };
  await did(team, 'post /api/brands/{brand}/settings', { ...ofBrand, body: settings });
  const replay = await did(team, 'post /api/brands/{brand}/replays', { ...ofBrand, body: copy });
  ids['replay'] = idOf(replay);
  await did(team, 'post /api/brands/{brand}/replays/{replay}/cancel', { ids: { brand, replay: ids['replay'] } });
  const rule = { rule: { query: 'cacao', lists: {} } };
  for (const what of ['sample', 'breadth']) {
    await did(team, `post /api/brands/{brand}/lookback/${what}`, { ...ofBrand, body: rule });
  }
  await did(team, 'post /api/brands/{brand}/lookback/examples', { ...ofBrand, body: copy });
  await did(team, 'post /api/brands/{brand}/explain', { ...ofBrand, body: { signal: { text: 'cacao' } } });
  await did(team, 'post /api/queries/check', { body: { query: 'cacao' } });
  await did(team, 'post /api/queries/explain', { body: { query: 'cacao', signal: { text: 'cacao' } } });
  await did(team, 'post /api/queries/inflections', { body: { word: 'panne', lang: 'fr' } });
  await did(team, 'post /api/queries/paste', { body: { query: 'cacao', from: 'brandwatch' } });
  await did(boss, 'post /api/sources/{source}/test', { ids: { source: 'a-feed' } });
  await did(boss, 'post /api/sources/{source}/speed', { ids: { source: 'a-recording' }, body: { speed: 5 } });
  Object.assign(ids, { version: '1', source: 'a-feed' });
}

/** Dates of the brand's own, and what is decided about one. */
export async function calendarStory({ walker, cm, team, ids }: Scene): Promise<void> {
  const moment = 'open-day';
  const body = {
    ...{ id: moment, name: { en: 'Open day', fr: 'Portes ouvertes' }, tone: 'commercial', leadDays: 7 },
    rule: { kind: 'list', dates: [inHours(24).slice(0, 10)] },
  };
  const own = { ...ofBrand, body, subject: `${brand}:${moment}` };
  await walker.did(team, 'post /api/brands/{brand}/moments', { ...own, leaves: ['moment.add'] });
  await walker.did(team, 'post /api/brands/{brand}/moments', { ...own, leaves: ['moment.change'] });
  const list = { format: 'list', text: '2027-11-19; Tasting', preview: true };
  await walker.did(team, 'post /api/brands/{brand}/calendar/import', { ...ofBrand, body: list, leaves: [] });
  await walker.did(team, 'post /api/brands/{brand}/calendar/import', {
    ...{ ...ofBrand, body: { ...list, preview: false } },
    subject: ({ moments }: { moments: { id: string }[] }) => `${brand}:${moments[0]!.id}`,
  });
  const card = await cardOfMoment(cm, brand, moment);
  Object.assign(ids, { moment, card });
  const decide = { ids: { card }, brand };
  const decisions = 'post /api/moments/{card}/decisions';
  await walker.did(cm, decisions, { ...decide, body: { action: 'plan' }, leaves: ['moment.plan'] });
  await walker.refused(cm, decisions, { ...decide, body: { action: 'plan' }, status: 409 });
  await walker.did(cm, decisions, { ...decide, body: { action: 'reopen' }, leaves: ['moment.reopen'] });
}

/** Cards, and what people decide and say about them. */
export async function cardStory({ room, walker, cm, editor, ids }: Scene): Promise<void> {
  const { did } = walker;
  const now = inHours(0);
  const story = aStory({ id: `${brand}-story`, brand, firstAt: now, lastAt: now });
  const card = (id: string, level: 'go' | 'block') =>
    anOpportunity({
      ...{ id, brand, story: story.id, openedAt: now, updatedAt: now, firstAt: now, lastAt: now },
      ...{ topics: [{ topic: 'lights', label: 'Lights', words: ['lights'], inTitle: true }] },
      ...{ verdict: { level, reasons: [] }, window: { p10: inHours(1), p50: inHours(2), p90: inHours(3) } },
    });
  const [opportunity, blocked] = [`${brand}-card`, `${brand}-blocked`];
  await room.write([card(opportunity, 'go'), card(blocked, 'block')], [story]);
  ids['opportunity'] = opportunity;
  const of = { ids: { opportunity }, brand };
  const at = (path: string) => `post /api/opportunities/{opportunity}/${path}`;
  await did(cm, at('context'), { ...of, body: { verdict: 'go' } });
  const comment = { text: 'Look', mentions: [editor.id], key: randomUUID() };
  await did(cm, at('comments'), { ...of, body: comment });
  await did(cm, at('comments'), { ...of, body: { ...comment, key: randomUUID() } });
  await did(cm, at('assignment'), { ...of, body: { to: editor.id } });
  const decide = (action: string, more: object, first = false) =>
    did(cm, at('decisions'), { ...of, body: { action, ...more }, leaves: [`opportunity.${action}`], first });
  await decide('accept', {}, true);
  await walker.refused(cm, at('decisions'), { ...of, body: { action: 'accept' }, status: 409 });
  await decide('reopen', {});
  await decide('snooze', { reason: 'busy', minutes: 10 });
  await decide('dismiss', { reason: 'busy' });
  await decide('reopen', {});
  const forbidden = { ids: { opportunity: blocked }, body: { action: 'accept' }, status: 409 };
  await walker.refused(cm, at('decisions'), forbidden);
  const override = { action: 'accept', override: 'It is about us, and they asked.' };
  await did(editor, at('decisions'), {
    ...{ ids: { opportunity: blocked }, brand, body: override, leaves: ['opportunity.override'], first: true },
  });
  await did(cm, at('suggestions'), { ...of, body: {} });
  await did(cm, 'post /api/brands/{brand}/draft-check', { ...ofBrand, body: { text: 'Good evening' } });
  await did(cm, 'post /api/me/views', { body: { name: 'Sport', search: 'phase=rising' } });
  await did(cm, 'post /api/me/views/remove', { body: { name: 'Sport' } });
}

/** Where words go, and whom is told. */
export async function channelStory({ room, walker, boss, cm, ids }: Scene): Promise<void> {
  const { did } = walker;
  const target = { kind: 'slack', url: 'https://hooks.invalid/1' };
  const settings = { label: 'The newsroom', active: true };
  const made = { subject: ({ channel }: { channel: { id: string } }) => channel.id };
  const own = await did(cm, 'post /api/channels', { ...made, body: { ...settings, target }, brand: null });
  const { channel } = await did(boss, 'post /api/brands/{brand}/channels', {
    ...{ ...ofBrand, ...made, body: { ...settings, target } },
  });
  ids['channel'] = idOf(channel);
  const of = { ids: { channel: ids['channel'] }, brand };
  await did(boss, 'post /api/channels/{channel}/change', { ...of, body: { ...settings, label: 'Another' } });
  await did(boss, 'post /api/channels/{channel}/test', of);
  ids['delivery'] = randomUUID();
  // As a message of an alert that could not be delivered.
  await room.installation.database.pool.query(
    `INSERT INTO deliveries (id, channel, brand, key, state, reason, at, updated_at, about, notice, message, attempts)
      SELECT $1, channel, brand, $1, 'failed', 'now', at, updated_at, about, notice, '{}', '[]'
      FROM deliveries WHERE channel = $2 AND reason = 'test'`,
    [ids['delivery'], ids['channel']],
  );
  const resend = { ids: { delivery: ids['delivery'] }, subject: ids['channel'], brand };
  await did(boss, 'post /api/deliveries/{delivery}/resend', resend);
  const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'rebond unsubscribe', 32));
  const mine = idOf(own.channel);
  ids['signed'] = `${mine}.${createHmac('sha256', key).update(mine).digest('base64url')}`;
  const link = { ids: { signed: ids['signed'] }, subject: mine, actor: 'unsubscribe-link' };
  await did(cm, 'post /unsubscribe/{signed}', link);

  const relay = {
    ...{ label: 'Relay', platforms: ['internal'], secret: 'a long secret' },
    way: { kind: 'webhook', url: 'https://relay.invalid/in' },
  };
  const destinations = 'post /api/brands/{brand}/destinations';
  ids['destination'] = idOf(await did(boss, destinations, { ...ofBrand, body: relay, subject: idOf }));
  const there = { ids: { destination: ids['destination'] }, brand };
  await did(boss, 'post /api/destinations/{destination}', { ...there, body: { ...relay, label: 'The relay' } });
  await did(boss, 'post /api/destinations/{destination}/test', there);
}

/** Drafts on every way they can take. */
export async function draftStory({ walker, cm, editor, ids }: Scene): Promise<void> {
  const { did } = walker;
  const { opportunity = '', destination = '' } = ids;
  await did(cm, 'post /api/opportunities/{opportunity}/decisions', {
    ...{ ids: { opportunity }, brand, body: { action: 'accept' }, leaves: ['opportunity.accept'] },
  });
  const draftOf = ({ draft }: { draft: { id: string } }): string => draft.id;
  const begin = async (text: string, more: object = {}): Promise<string> =>
    draftOf(
      await did(cm, 'post /api/opportunities/{opportunity}/drafts', {
        ...{ ids: { opportunity }, brand, body: { text, ...more }, subject: draftOf },
      }),
    );
  const move = (who: Somebody, draft: string, body: Move, leaves = [`draft.${body.move}`]) =>
    did(who, 'post /api/drafts/{draft}/moves', {
      ...{ ids: { draft, angle: ids['angle'] ?? '' }, subject: draft, brand, body, leaves },
    });
  const send = { move: 'send', version: 1 };

  const media = await did(editor, 'post /api/brands/{brand}/media', {
    ...{ ...ofBrand, body: Buffer.from(PIXEL, 'base64'), subject: idOf },
  });
  ids['media'] = idOf(media);
  await did(cm, 'post /api/link-preview', { body: { url: 'https://news.invalid/a' }, status: 422 });

  const refused = await begin('one');
  await move(cm, refused, { move: 'write', version: 1, text: 'two' });
  await move(cm, refused, { ...send, version: 2 });
  const stale = { ids: { draft: refused }, body: { move: 'approve', version: 1 }, status: 409 };
  await walker.refused(editor, 'post /api/drafts/{draft}/moves', stale);
  await walker.refused(cm, 'post /api/drafts/{draft}/moves', {
    ...stale,
    status: 403,
    body: { move: 'approve', version: 2 },
  });
  await move(editor, refused, { move: 'reject', version: 2, reason: 'not ours' });
  const back = await begin('three');
  await move(cm, back, send);
  await move(editor, back, { move: 'ask-change', version: 1, reason: 'shorter' });
  await move(cm, back, { move: 'withdraw', version: 1 });
  const out = await begin('four');
  await move(cm, out, send);
  await move(editor, out, { move: 'approve', version: 1 });
  await move(cm, out, { move: 'publish', version: 1 });

  const scheduled = await begin('five');
  await move(cm, scheduled, send);
  await move(editor, scheduled, { move: 'approve', version: 1 });
  const order = { version: 1, to: [{ platform: 'internal', destination }], at: inHours(24) };
  const ordered = await did(cm, 'post /api/drafts/{draft}/publications', {
    ids: { draft: scheduled },
    brand,
    body: order,
  });
  ids['publication'] = (ordered as { draft: { publications: { id: string }[] } }).draft.publications[0]!.id;
  const cancel = { ids: { publication: ids['publication'] }, subject: scheduled, brand, body: { move: 'cancel' } };
  await did(cm, 'post /api/publications/{publication}/moves', cancel);

  const angle = {
    ...{ name: 'Lights out', text: 'You can still dunk.', variants: [{ platform: 'internal' }] },
    ...{ until: inHours(48), uses: 3, topics: ['lights'] },
  };
  const proposed = await did(cm, 'post /api/brands/{brand}/angles', {
    ...{ ...ofBrand, body: angle, subject: ({ angle: { id } }: { angle: { id: string } }) => id },
  });
  ids['angle'] = (proposed as { angle: { id: string } }).angle.id;
  await did(editor, 'post /api/angles/{angle}/approve', { ids: { angle: ids['angle'] }, brand });
  const byAngle = await begin(angle.text, { angle: ids['angle'], variants: angle.variants });
  await move(cm, byAngle, send, ['angle.use', 'draft.send']);

  await outsideStory({ walker, cm, editor, ids }, await begin('six'), move);
}

async function outsideStory(
  { walker: { did }, cm, editor, ids }: Pick<Scene, 'walker' | 'cm' | 'editor' | 'ids'>,
  draft: string,
  move: (who: Somebody, draft: string, body: Move) => Promise<unknown>,
): Promise<void> {
  await move(cm, draft, { move: 'send', version: 1 });
  const ask = { ids: { draft }, brand, body: { version: 1, name: 'Jeanne', hours: 4 } };
  await did(editor, 'post /api/drafts/{draft}/outside', ask);
  const links = async () =>
    (await did(editor, 'get /api/drafts/{draft}/outside', { ids: { draft } })) as { id: string }[];
  Object.assign(ids, { draft, link: (await links())[0]!.id });
  const taken = { ids: { draft, link: ids['link']! }, subject: draft, brand };
  await did(editor, 'post /api/drafts/{draft}/outside/{link}/take-back', taken);
  const token = tokenOf((await did(editor, 'post /api/drafts/{draft}/outside', ask)) as { path: string });
  await did(cm, 'post /api/outside/look', { body: { token } });
  const answer = { token, answer: 'approve', version: 1, verdict: 'go' };
  await did(cm, 'post /api/outside/answer', { body: answer, subject: draft, actor: editor.id, brand });
}

/** What is taken away again, and what stops everything. */
export async function endingStory({ walker: { did, refused }, boss, cm, editor, team, ids }: Scene): Promise<void> {
  const of = (name: string) => ({ ids: { [name]: ids[name]! }, brand });
  await did(cm, 'post /api/angles/{angle}/withdraw', of('angle'));
  await did(boss, 'post /api/channels/{channel}/remove', of('channel'));
  await did(boss, 'post /api/destinations/{destination}/remove', of('destination'));
  await refused(boss, 'post /api/destinations/{destination}/remove', { ...of('destination'), status: 404 });
  await did(team, 'post /api/brands/{brand}/moments/{moment}/remove', {
    ...{ ids: { brand, moment: ids['moment']! }, subject: `${brand}:${ids['moment']!}`, brand },
  });
  const because = { body: { reason: 'a bad day' } };
  await did(editor, 'post /api/brands/{brand}/freeze', { ...ofBrand, ...because });
  await did(editor, 'post /api/brands/{brand}/unfreeze', { ...ofBrand, ...because });
  await refused(editor, 'post /api/brands/{brand}/unfreeze', { ...ofBrand, ...because, status: 409 });
  await did(boss, 'post /api/freeze', { ...because, subject: '*', brand: null });
  await did(boss, 'post /api/unfreeze', { ...because, subject: '*', brand: null });
}
