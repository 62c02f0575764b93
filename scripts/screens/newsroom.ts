import { randomUUID } from 'node:crypto';
import type { Card } from '../../src/contract/card.ts';
import { rebond } from '../../tests/support/app.ts';
import { HARBOUR, SORBIER } from '../../tests/support/own-config.ts';
import { sendSignals, signIn } from '../../tests/support/person.ts';
import type { Person } from '../../tests/support/person.ts';
import { createInstallation } from '../../tests/support/products.ts';
import type { Installation } from '../../tests/support/products.ts';
import { stageFalls, trailer, trailerTurns } from './stories.ts';

const DAY_MS = 86_400_000;

/** A cookie as the browser takes it. */
interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly url: string;
}

/** The product with people at work in it, and what the scenes need to know of it. */
export interface Newsroom {
  readonly url: string;
  /** Of the administrator, who is shown. */
  readonly cookies: Cookie[];
  /** Opens to one-time links: nothing uses them up by looking. */
  readonly invitation: string;
  readonly reset: string;
  /** Ids of opportunities. */
  readonly opportunity: { readonly written: string; readonly blocked: string; readonly held: string };
  /** The draft that waits for approval. */
  readonly draft: string;
  freeze(): Promise<void>;
  close(): Promise<void>;
}

interface Staff {
  readonly installation: Installation;
  readonly url: string;
  readonly nora: Person;
}

/** Nobody has done anything, and nothing happens. */
export async function openEmptyNewsroom(): Promise<Newsroom> {
  return hire(false, async () => ({ opportunity: { written: '', blocked: '', held: '' }, draft: '' }));
}

/** The demonstration, with what people add to it: drafts, words to one another, dates, guests. */
export const openNewsroom = (): Promise<Newsroom> => hire(true, work);

async function hire(
  evening: boolean,
  prepare: (staff: Staff) => Promise<Pick<Newsroom, 'opportunity' | 'draft'>>,
): Promise<Newsroom> {
  const installation = await createInstallation({}, { evening });
  try {
    const product = await installation.start();
    const link = await product.ready();
    if (!link) throw new Error('The product gave no sign-in link.');
    const nora = await signIn(link);
    const { url } = product;
    const cookies = await cookiesOf(await command(installation, 'user', 'link', 'admin@rebond.local'), url);
    await must(nora.post('/api/account/profile', { name: 'Nora Keller', toured: true }));
    const { invitation, reset } = await welcome(nora, installation);
    return {
      ...(await prepare({ installation, url, nora })),
      ...{ url, invitation, reset, cookies },
      freeze: () =>
        must(nora.post('/api/freeze', { reason: 'Accident on the coast road: we stay silent until we know more.' })),
      close: () => installation.remove(),
    };
  } catch (error) {
    await installation.remove();
    throw error;
  }
}

/** Colleagues, one who is invited, one who forgot the password, and two programs. */
async function welcome(nora: Person, installation: Installation): Promise<Pick<Newsroom, 'invitation' | 'reset'>> {
  await command(
    installation,
    'user',
    'add',
    'marc@rebond.example',
    '--name',
    'Marc Oliveira',
    '--role',
    `community-manager@${SORBIER}`,
  );
  await command(
    installation,
    'user',
    'add',
    'ines@rebond.example',
    '--name',
    'Inès Vautrin',
    '--role',
    `editor@${SORBIER}`,
  );
  await command(
    installation,
    'user',
    'add',
    'tom@rebond.example',
    '--name',
    'Tom Ashby',
    '--role',
    `brand-team@${HARBOUR}`,
  );
  const { people } = await must<{ people: { id: string; name: string }[] }>(nora.get('/api/admin/people'));
  const tom = people.find(({ name }) => name.startsWith('Tom'))!;
  const grants = [{ brand: HARBOUR, role: 'community-manager' }];
  const { path: invitation } = await must<{ path: string }>(
    nora.post('/api/admin/invitations', { email: 'june@rebond.example', grants }),
  );
  const { path: reset } = await must<{ path: string }>(nora.post(`/api/admin/people/${tom.id}/password-reset`, {}));
  await must(
    nora.post('/api/admin/tokens', { label: 'Newsletter of the week', scope: 'read', brand: SORBIER, days: 90 }),
  );
  await must(nora.post('/api/admin/tokens', { label: 'Agency feed', scope: 'intake', brand: null, days: null }));
  return { invitation, reset };
}

async function work({ installation, url, nora }: Staff): Promise<Pick<Newsroom, 'opportunity' | 'draft'>> {
  const marc = await signIn(await command(installation, 'user', 'link', 'marc@rebond.example'));
  const token = await installation.token();
  const live = await marc.openConsole();
  const card = (what: string, holds: (card: Card) => boolean) => live.card(SORBIER, what, holds);
  const at = ({ opportunity: { id } }: Card, what: string) => `/api/opportunities/${encodeURIComponent(id)}/${what}`;

  await sendSignals(url, token, trailer(Date.now()));
  const lights = await card(
    'the lights',
    ({ opportunity: { level, verdict } }) => level !== 'quiet' && verdict.level === 'go',
  );
  const film = await card(
    'the trailer',
    ({ opportunity: { title, verdict } }) => /céladon/i.test(title) && verdict.level === 'go',
  );

  const write = async (one: Card, text: string) => {
    await must(marc.post(at(one, 'context'), { verdict: one.opportunity.verdict.level }));
    await must(marc.post(at(one, 'decisions'), { action: 'accept' }));
    return (await must<{ draft: { id: string; version: number } }>(marc.post(at(one, 'drafts'), { text, lang: 'fr' })))
      .draft;
  };
  const move = (who: Person, draft: { id: string; version: number }, body: object) =>
    must(who.post(`/api/drafts/${draft.id}/moves`, { version: draft.version, ...body }));

  const light = await write(
    lights,
    'Panne de courant au stade ? Chez nous, le chocolat se déguste très bien dans le noir. 🍫🕯️',
  );
  await move(marc, light, { move: 'send' });
  const celadon = await write(film, 'On a vu la bande-annonce trois fois. Le chocolat n’a pas survécu à la deuxième.');
  await move(marc, celadon, { move: 'send' });
  await sendSignals(url, token, trailerTurns(Date.now()));
  await card('the trailer, held', ({ opportunity: { id }, hold }) => id === film.opportunity.id && hold !== null);

  const [me] = (await must<{ id: string; name: string }[]>(nora.get(`/api/brands/${SORBIER}/people`))).filter(
    ({ name }) => name.startsWith('Nora'),
  );
  const say = (who: Person, text: string, mentions: string[] = []) =>
    must(who.post(at(lights, 'comments'), { text, mentions, key: randomUUID() }));
  await say(marc, '@Nora Keller the floodlights are back in ten minutes, they say. Do we still go?', me ? [me.id] : []);
  await say(nora, 'Yes: the joke is about the dark, not about the match.');
  await must(nora.post(at(lights, 'assignment'), { to: me?.id ?? null }));
  await must(nora.post('/api/me/views', { name: 'Sport, tonight', search: `brand=${SORBIER}&topic=soirees-sport` }));
  const day = new Date(Date.now() + 12 * DAY_MS).toISOString().slice(0, 10);
  await must(
    nora.post(`/api/brands/${SORBIER}/moments`, {
      id: 'open-kitchen',
      name: { en: 'Open kitchen in Lyon', fr: 'Cuisine ouverte à Lyon' },
      countries: ['FR'],
      rule: { kind: 'list', dates: [day] },
      tone: 'commercial',
      leadDays: 14,
    }),
  );
  await sendSignals(url, token, stageFalls(Date.now()));
  // Two stories at once are much for a machine that does other things, too.
  const isShut = ({ opportunity: { verdict }, decision }: Card) => verdict.level === 'block' && !decision;
  const blocked = await card('the concert', isShut).catch(() => card('the concert', isShut));
  live.close();
  return {
    opportunity: {
      written: lights.opportunity.id,
      held: film.opportunity.id,
      blocked: blocked.opportunity.id,
    },
    draft: light.id,
  };
}

/** Follows a sign-in link as the browser that takes the pictures, which then stands in the list of sessions. */
async function cookiesOf(link: string, url: string): Promise<Cookie[]> {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
  const answer = await fetch(link, { redirect: 'manual', headers: { 'user-agent': agent } });
  return answer.headers.getSetCookie().map((one) => {
    const [name, ...value] = one.split(';', 1)[0]!.split('=');
    return { name: name!, value: value.join('='), url };
  });
}

async function command(installation: Installation, ...args: string[]): Promise<string> {
  const said = await rebond(args, installation.options);
  if (said.code !== 0) throw new Error(said.err);
  return said.out.trim();
}

/** What was answered; throws where it was refused. */
async function must<T = void>(asked: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`The product refused: ${JSON.stringify(body)}`);
  return body as T;
}
