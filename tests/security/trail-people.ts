import { createAsker, type Reply } from '../support/asking.ts';
import { totp } from '../support/totp.ts';
import type { Newsroom } from '../support/two-brands.ts';
import { BRAND as brand, idOf, inHours, tokenOf, type Scene, type Somebody } from './trail-stories.ts';

const PASSWORD = 'correct horse battery';

/** The same person with the cookies that an answer has set. */
function again(room: Newsroom, who: Somebody, { headers }: Reply): Somebody {
  const jar = new Map((who.headers['cookie'] ?? '').split('; ').map((one) => [one.split('=')[0]!, one]));
  for (const cookie of headers['set-cookie'] ?? []) jar.set(cookie.split('=')[0]!, cookie.split(';', 1)[0]!);
  return { ...createAsker(room.origin, who.name, { cookie: [...jar.values()].join('; ') }), id: who.id };
}

/** Accounts: what an administrator does with them. */
export async function administrationStory({ room, walker, boss, ids }: Scene): Promise<void> {
  const { did } = walker;
  const grants = [{ brand, role: 'viewer' }];
  const everybody = () =>
    did(boss, 'get /api/admin/people') as Promise<Record<'people' | 'invitations', { id: string; email: string }[]>>;
  const invite = async (email: string) => {
    const subject = async () => (await everybody()).invitations.find((one) => one.email === email)!.id;
    const link = await did(boss, 'post /api/admin/invitations', { body: { email, grants }, subject, brand });
    return { ...(link as { path: string }), id: await subject() };
  };
  const withdrawn = await invite('nobody@newsroom.example');
  await did(boss, 'post /api/admin/invitations/{invitation}/withdraw', { ids: { invitation: withdrawn.id }, brand });
  ids['invitation'] = (await invite('later@newsroom.example')).id;
  const email = 'new@newsroom.example';
  const token = tokenOf(await invite(email));
  await did(boss, 'post /api/links/look', { body: { token } });
  const visitor = { ...createAsker(room.origin, 'a visitor'), id: '' };
  const newcomer = async () => (await everybody()).people.find((one) => one.email === email)!.id;
  await did(visitor, 'post /api/links/use', {
    ...{ body: { token, name: 'Noor', password: 'a long new password' }, subject: newcomer },
    ...{
      leaves: ['person.roles', 'person.join'],
      actor: async (action: string) => (action === 'person.roles' ? boss.id : newcomer()),
    },
  });
  const person = await newcomer();
  Object.assign(ids, { person });
  const of = { ids: { person } };
  const two = [...grants, { brand: 'maison-sorbier', role: 'viewer' }];
  const roles = 'post /api/admin/people/{person}/roles';
  await did(boss, roles, { ...of, body: { grants: two } });
  await did(boss, roles, {
    ...of,
    body: { grants: [{ brand, role: 'editor' }] },
    leaves: ['person.roles', 'person.roles'],
  });
  await did(boss, roles, { ...of, body: { grants } });
  await did(boss, 'post /api/admin/people/{person}/deactivate', { ...of, brand });
  await did(boss, 'post /api/admin/people/{person}/reactivate', { ...of, brand });
  const reset = await did(boss, 'post /api/admin/people/{person}/password-reset', { ...of, brand });
  await did(visitor, 'post /api/links/use', {
    ...{ body: { token: tokenOf(reset), password: 'a longer new password' }, subject: person },
    ...{ leaves: ['person.password'], actor: person },
  });
  for (const [scope, of] of [
    ['read', brand],
    ['intake', null],
  ] as const) {
    const body = { label: 'wire', scope, brand: of, days: 1 };
    const subject = ({ entry }: { entry: { id: string } }) => entry.id;
    const { entry, token } = await did(boss, 'post /api/admin/tokens', { body, subject, brand: of });
    Object.assign(ids, { [`${scope}Token`]: token, token: idOf(entry) });
    if (scope === 'read') await did(boss, 'post /api/admin/tokens/{token}/revoke', { ids: { token: entry.id }, brand });
  }
  const wire = { ...createAsker(room.origin, 'a wire', { authorization: `Bearer ${ids['intakeToken']!}` }), id: '' };
  const signal = { source: 'wire', kind: 'post', externalId: '1', text: 'lights', publishedAt: inHours(0) };
  await did(wire, 'post /api/signals', { body: signal });
}

/** Somebody's own account: how they come in, and everything they may change about it. */
export async function accountStory({ room, walker, boss, ids }: Scene): Promise<void> {
  const { did, reply } = walker;
  const { users, createWelcomeToken } = room.installation.accounts;
  const who = { name: 'Ottilie', email: 'ottilie@newsroom.example', password: PASSWORD };
  const { id } = await users.create({ ...who, grants: [{ brand, role: 'viewer' }] });
  const come = async (): Promise<Somebody> => {
    const visitor = { ...createAsker(room.origin, who.name), id };
    const query = `token=${await createWelcomeToken(id)}`;
    return again(room, visitor, await reply(visitor, 'get /welcome', { query, status: 303 }));
  };
  let me = await come();
  const other = await come();
  await did(me, 'post /api/account/profile', { body: { name: 'Otti', theme: 'dark' } });
  await did(me, 'post /api/account/profile', { body: { theme: 'light' } });
  const sessions = async (): Promise<{ id: string; current: boolean }[]> => did(me, 'get /api/account/sessions');
  const session = (await sessions()).find(({ current }) => !current)!.id;
  await did(me, 'post /api/account/sessions/{session}/end', { ids: { session }, subject: id });
  await walker.refused(other, 'post /api/account/profile', { body: { theme: 'dark' }, status: 401 });
  await come();
  await did(me, 'post /api/account/sessions/end-others');
  const wrong = { body: { current: 'nothing like it', password: 'another long password' }, status: 422 };
  expectRefusal(await walker.tried(me, 'post /api/account/password', wrong));
  await did(me, 'post /api/account/password', { body: { current: PASSWORD, password: 'another long password' } });
  const body = { password: 'another long password' };
  const secondFactor = async () => {
    const { secret } = await did(me, 'post /api/account/two-factor/begin', { body });
    const code = totp(secret as string, Date.now());
    me = again(room, me, await reply(me, 'post /api/account/two-factor/confirm', { body: { code } }));
  };
  await secondFactor();
  await did(me, 'post /api/account/two-factor/recovery-codes', { body });
  me = again(room, me, await reply(me, 'post /api/account/two-factor/end', { body }));
  await secondFactor();
  const of = { ids: { person: id }, brand };
  await did(boss, 'post /api/admin/people/{person}/two-factor-reset', of);
  me = await come();
  await come();
  const [one] = await sessions();
  ids['session'] = one!.id;
  const end = { ids: { person: id, session: one!.id }, subject: id, brand };
  await did(boss, 'post /api/admin/people/{person}/sessions/{session}/end', end);
  await did(boss, 'post /api/admin/people/{person}/sessions/end', of);
}

function expectRefusal(status: number): void {
  if (status < 400 || status >= 500) throw new Error(`answered ${String(status)}, where a refusal was due`);
}
