import { randomUUID } from 'node:crypto';
import { Brand } from '../../src/contract/brand.ts';
import type { Opportunity, VerdictLevel } from '../../src/contract/opportunity.ts';
import type { Evidence } from '../../src/contract/story.ts';
import { Territory } from '../../src/contract/territory.ts';
import type { Role } from '../../src/contract/user.ts';
import { anOpportunity, aStory } from '../store/samples.ts';
import type { Asker } from './asking.ts';
import { eventually } from './postgres.ts';
import type { Newsroom } from './two-brands.ts';

export const ROLES = [
  'viewer',
  'community-manager',
  'editor',
  'brand-team',
  'admin',
] as const satisfies readonly Role[];

const HOUR_MS = 3_600_000;
const WHY = { code: 'no-go', data: {}, signals: [] as string[] };

/** Ids of one brand's things, as an address or a body names them. `word`: what every text of the brand begins with. */
export interface Ids extends Readonly<Record<string, string>> {
  readonly brand: string;
  readonly opportunity: string;
  readonly draft: string;
  readonly moment: string;
  readonly card: string;
  readonly person: string;
  readonly session: string;
  readonly invitation: string;
  readonly token: string;
  readonly word: string;
}

/** A brand every text of which can be told from all others, and who works for it. */
export interface PlantedBrand {
  readonly ids: Ids;
  readonly people: Readonly<Record<(typeof ROLES)[number], Asker & { readonly id: string }>>;
  /** Sent by a program as a bearer token: it reads the brand. */
  readonly readToken: string;
  /** Every text that was put in somewhere. */
  readonly planted: readonly string[];
  /** Puts all of it in once more: another story, with all that people make of it. */
  again(): Promise<void>;
  /** Freezes the brand: after that, nothing else can be made of it. */
  freeze(): Promise<void>;
}

/** Makes a brand of that id, with everything that people and the pipeline can put into it. */
export async function plantBrand(room: Newsroom, id: string): Promise<PlantedBrand> {
  const planted: string[] = [];
  const word = id.toUpperCase();
  const text = (field: string): string => {
    planted.push(`${word} ${field}`);
    return `${word} ${field}`;
  };
  const { brands, territories } = room.installation;
  await brands.put(
    Brand.parse({
      ...{ id, name: text('brand name'), languages: ['en'], timeZone: 'UTC', voice: text('voice') },
      products: [{ name: text('product'), goesWith: [text('product word')] }],
    }),
  );
  const people = await hire(room, id, text);
  const query = `"${text('query')}"`;
  const topic = { id: `${id}-topic`, label: text('topic'), query };
  await territories.publish(
    Territory.parse({
      ...{ brand: id, topics: [topic], noGo: [{ id: `${id}-never`, label: text('no-go'), query }] },
      lists: { [`${id}-list`]: [text('list entry')] },
      examples: { match: [{ text: text('example'), topics: [`${id}-topic`] }] },
    }),
    people['brand-team'].id,
  );
  let stories = 0;
  const tell = () => tellStory(room, { brand: id, nth: (stories += 1), people, text });
  const first = await tell();
  const kept = await keep(room, { brand: id, people, text });
  const moment = await plantMoment({ brand: id, nth: stories, people, text });
  return {
    ids: { brand: id, word, ...first, ...moment, ...kept, replay: await replayOf(people['brand-team'], id) },
    ...{ people, planted, readToken: kept.readToken },
    async again() {
      await tell();
      await keep(room, { brand: id, people, text });
      await plantMoment({ brand: id, nth: stories, people, text });
    },
    async freeze() {
      await people.editor.do('post', `/api/brands/${id}/freeze`, { reason: text('reason to freeze') });
    },
  };
}

/** What a working copy would have changed, gone over to its end. */
async function replayOf(brandTeam: Asker, brand: string): Promise<string> {
  const territory = { brand, topics: [{ id: 'replayed', label: 'Replayed', query: 'cacao' }] };
  const { id } = (await brandTeam.do('post', `/api/brands/${brand}/replays`, { territory })) as { id: string };
  const state = async () =>
    ((await brandTeam.do('get', `/api/brands/${brand}/replays/${id}`)) as { state: string }).state;
  // Asked rarely: a replay that takes its time must not use up what one person may ask in a minute.
  await eventually(async () => (await state()) === 'done', 60_000, 250);
  return id;
}

interface Planting {
  readonly brand: string;
  readonly people: PlantedBrand['people'];
  text(field: string): string;
}

async function hire(room: Newsroom, brand: string, text: Planting['text']): Promise<PlantedBrand['people']> {
  const people: Partial<Record<Role, Asker & { readonly id: string }>> = {};
  for (const role of ROLES) {
    const who = { name: text(`the ${role}`), email: `${brand}-${role}@newsroom.example` };
    const person = await room.person(who, [{ brand, role }]);
    await person.do('post', '/api/me/views', { name: text(`view of the ${role}`), search: `q=${brand}-${role}` });
    await person.do('post', '/api/account/profile', { theme: 'dark' });
    people[role] = person;
  }
  return people as PlantedBrand['people'];
}

/** A story with its card, and all that people say, decide and write about it. */
async function tellStory(room: Newsroom, planting: Planting & { readonly nth: number }) {
  const { brand, nth, people, text } = planting;
  const now = Date.now();
  const at = new Date(now).toISOString();
  const evidence = evidenceOf(planting, at);
  const story = aStory({
    ...{ id: `${brand}-story-${String(nth)}`, brand, title: text('title of the story'), firstAt: at, lastAt: at },
    ...{ words: [text('word of the story')], evidence: [evidence], platforms: [{ name: text('platform'), share: 1 }] },
    startedBy: { signal: evidence.signal, kind: 'post', source: evidence.source, author: text('starter'), at },
  });
  const open = (suffix: string, level: VerdictLevel, change: Partial<Opportunity> = {}): Opportunity =>
    anOpportunity({
      ...{ id: `${brand}-card-${String(nth)}${suffix}`, brand, story: story.id, title: text('title of the card') },
      ...{ openedAt: at, updatedAt: at, causedAt: at, firstAt: at, lastAt: at, why: [evidence] },
      topics: [{ topic: `${brand}-topic`, label: text('topic of the card'), words: [text('word hit')], inTitle: true }],
      verdict: { level, reasons: level === 'go' ? [] : [{ ...WHY, level, words: [text('word of the verdict')] }] },
      window: { p10: inHours(now, 1), p50: inHours(now, 2), p90: inHours(now, 3) },
      ...change,
    });
  const [main, turned, dropped, late] = [open('', 'review'), open('-b', 'go'), open('-c', 'go'), open('-d', 'go')];
  await room.write([main, turned, dropped, late], [story]);
  const { draft, ...outward } = await answer(planting, main.id);
  const [cm, editor] = [people['community-manager'], people.editor];
  await cm.do('post', `/api/opportunities/${turned.id}/decisions`, { action: 'accept', note: text('note of a go') });
  const reason = { ...WHY, level: 'block' as const, code: text('code of the block'), words: [text('blocking word')] };
  await room.write([
    { ...turned, verdict: { level: 'block', reasons: [reason] } },
    { ...late, state: 'closed' },
  ]);
  const aside = { reason: 'other', note: text('note aside') };
  await cm.do('post', `/api/opportunities/${dropped.id}/decisions`, { action: 'snooze', minutes: 60, ...aside });
  await editor.do('post', `/api/opportunities/${turned.id}/decisions`, { action: 'reopen', note: text('note anew') });
  await editor.do('post', `/api/opportunities/${turned.id}/decisions`, {
    ...{ action: 'accept', override: text('override of the gate') },
  });
  return { opportunity: main.id, draft, ...outward };
}

const inHours = (now: number, hours: number): string => new Date(now + hours * HOUR_MS).toISOString();

const evidenceOf = ({ brand, nth, text }: Planting & { readonly nth: number }, at: string): Evidence => ({
  ...{ signal: `${brand}-signal-${String(nth)}`, kind: 'post', source: `${brand}-source`, site: text('site'), at },
  ...{ author: text('author'), lang: 'en', title: text('title of a post'), text: text('text of a post') },
  ...{ url: `https://${brand}.example/post`, metrics: {} },
});

/** Comments and an assignment, then drafts in every state. Answers one that waits, and what leads outside. */
async function answer({ brand, people, text }: Planting, opportunity: string) {
  const [cm, editor] = [people['community-manager'], people.editor];
  const path = `/api/opportunities/${opportunity}`;
  const mentions = [people.viewer.id, people.editor.id];
  await cm.do('post', `${path}/context`, {});
  await cm.do('post', `${path}/comments`, { text: text('comment'), mentions, key: randomUUID() });
  await cm.do('post', `${path}/assignment`, { to: people.editor.id });
  await cm.do('post', `${path}/decisions`, { action: 'accept', note: text('note of the acceptance') });
  const begin = async (field: string): Promise<string> =>
    ((await cm.do('post', `${path}/drafts`, { text: text(field) })) as { draft: { id: string } }).draft.id;
  const move = (who: Asker, id: string, request: object) => who.do('post', `/api/drafts/${id}/moves`, request);
  const send = { move: 'send', version: 1 };

  const refused = await begin('draft that was refused');
  await move(cm, refused, send);
  await move(editor, refused, { move: 'reject', version: 1, reason: text('reason to reject') });
  const back = await begin('draft that came back');
  await move(cm, back, send);
  await move(editor, back, { move: 'ask-change', version: 1, reason: text('change asked for') });
  const out = await begin('draft that is out');
  await move(cm, out, send);
  await move(editor, out, { move: 'approve', version: 1, text: text('edit of the approver') });
  await move(cm, out, { move: 'publish', version: 2, link: `https://${opportunity}.example/out` });
  const gone = await begin('draft that was withdrawn');
  await move(cm, gone, { move: 'withdraw', version: 1 });
  const waits = await begin('draft, first words');
  await move(cm, waits, { move: 'write', version: 1, text: text('draft that waits') });
  await move(cm, waits, { ...send, version: 2 });
  const scheduled = await begin('draft on its way');
  await move(cm, scheduled, send);
  await move(editor, scheduled, { move: 'approve', version: 1 });
  return {
    draft: waits,
    link: await outsideLink(editor, waits, text('somebody outside')),
    publication: await schedule({ brand, people, text }, scheduled),
  };
}

/** Handed over to somebody outside. */
async function outsideLink(editor: Asker, draft: string, name: string): Promise<string> {
  const path = `/api/drafts/${draft}/outside`;
  await editor.do('post', path, { version: 2, name, hours: 72 });
  return ((await editor.do('get', path)) as { id: string }[])[0]!.id;
}

/** Approved, and due in a day: nothing leaves here. */
async function schedule({ brand, people, text }: Planting, draft: string): Promise<string> {
  const relay = (await people.admin.do('post', `/api/brands/${brand}/destinations`, {
    ...{ label: text('relay of the schedule'), platforms: ['internal'], secret: 'a long secret' },
    way: { kind: 'webhook', url: `https://${brand}-later.invalid/in` },
  })) as { id: string };
  const order = { version: 1, to: [{ platform: 'internal', destination: relay.id }], at: inHours(Date.now(), 24) };
  const ordered = await people['community-manager'].do('post', `/api/drafts/${draft}/publications`, order);
  return (ordered as { draft: { publications: { id: string }[] } }).draft.publications[0]!.id;
}

/** An own moment, today, with what was decided about its card. */
async function plantMoment({ brand, nth, people, text }: Planting & { readonly nth: number }) {
  const moment = `${brand}-moment-${String(nth)}`;
  const today = new Date().toISOString().slice(0, 10);
  await people['brand-team'].do('post', `/api/brands/${brand}/moments`, {
    ...{ id: moment, name: { en: text('moment'), fr: text('moment in French') }, tone: 'commercial', leadDays: 7 },
    ...{ rule: { kind: 'list', dates: [tomorrow(today)] }, words: { en: [text('word of the moment')], fr: [] } },
  });
  const cm = people['community-manager'];
  const card = await cardOfMoment(cm, brand, moment);
  await cm.do('post', `/api/moments/${card}/decisions`, { action: 'plan', note: text('note of the moment') });
  return { moment, card };
}

const tomorrow = (day: string): string => new Date(Date.parse(day) + 24 * HOUR_MS).toISOString().slice(0, 10);

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Who is told, and through what words go out. */
async function tellOutside({ brand, people, text }: Planting) {
  const { admin } = people;
  const path = `/api/brands/${brand}`;
  const target = { kind: 'slack', url: `https://${brand}-hooks.invalid/1` };
  const channel = { label: text('channel'), target, active: false };
  const made = (await admin.do('post', `${path}/channels`, channel)) as { channel: { id: string } };
  const relay = (await admin.do('post', `${path}/destinations`, {
    ...{ label: text('destination'), platforms: ['internal'], secret: 'a long secret' },
    way: { kind: 'webhook', url: `https://${brand}-relay.invalid/in` },
  })) as { id: string };
  const picture = await people.editor.do('post', `${path}/media`, Buffer.from(PIXEL, 'base64'));
  const { id } = made.channel;
  return {
    channel: id,
    delivery: await firstDelivery(admin, id, path),
    angle: await angleOf({ brand, people, text }),
    signed: `${id}.signed`,
    destination: relay.id,
    media: (picture as { id: string }).id,
  };
}

/** A test message: it leads nowhere, so it fails. */
async function firstDelivery(admin: Asker, channel: string, path: string): Promise<string> {
  await admin.do('post', `/api/channels/${channel}/test`);
  const { deliveries } = (await admin.do('get', `${path}/deliveries`)) as { deliveries: { id: string }[] };
  return deliveries[0]!.id;
}

/** A text approved in advance. */
async function angleOf({ brand, people, text }: Planting): Promise<string> {
  const { angle } = (await people['community-manager'].do('post', `/api/brands/${brand}/angles`, {
    ...{ name: text('angle'), text: text('text of the angle'), variants: [{ platform: 'internal' }] },
    ...{ until: inHours(Date.now(), 48), uses: 3, topics: [`${brand}-topic`] },
  })) as { angle: { id: string } };
  await people.editor.do('post', `/api/angles/${angle.id}/approve`);
  return angle.id;
}

let kept = 0;

/** What an administrator keeps: people, invitations, tokens. */
async function keep(room: Newsroom, { brand, people, text }: Planting) {
  const { admin } = people;
  kept += 1;
  const grants = [{ brand, role: 'viewer' as const }];
  const who = { name: text('the one who left'), email: `${brand}-left-${String(kept)}@newsroom.example` };
  const left = await room.person(who, grants);
  await admin.do('post', `/api/admin/people/${left.id}/roles`, { grants: [{ brand, role: 'editor' }] });
  await admin.do('post', `/api/admin/people/${left.id}/password-reset`);
  const sessions = (await admin.do('get', `/api/admin/people/${left.id}/sessions`)) as { id: string }[];
  const address = `${brand}-invited-${String(kept)}@newsroom.example`;
  await admin.do('post', '/api/admin/invitations', { email: address, grants });
  const all = (await admin.do('get', '/api/admin/people')) as { invitations: { id: string; email: string }[] };
  const token = (label: string) =>
    admin.do('post', '/api/admin/tokens', { label: text(label), scope: 'read', brand, days: null }) as Promise<{
      token: string;
      entry: { id: string };
    }>;
  return {
    ...{ person: left.id, session: sessions[0]!.id, source: `${brand}-source` },
    invitation: all.invitations.find(({ email }) => email === address)!.id,
    ...(await tellOutside({ brand, people, text })),
    token: (await token('token to revoke')).entry.id,
    readToken: (await token('token that reads')).token,
  };
}

/** The card of a moment, once there is one. */
export const cardOfMoment = (reader: Asker, brand: string, moment: string): Promise<string> =>
  eventually(async () => {
    const cards = (await reader.do('get', `/api/brands/${brand}/moment-cards`)) as {
      id: string;
      date: { moment: string };
    }[];
    return cards.find((one) => one.date.moment === moment)?.id;
  }, 60_000);
