import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Doer } from '../../../src/ports/people.ts';
import { cookiesIn, type Desk, emailOf, openDesk, PASSWORD, secretOf } from './desk.ts';

const DAY_MS = 86_400_000;
const DEVICE = { agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', address: '192.0.2.7' };

describe('people, as administrators manage them', () => {
  let desk: Desk;
  let ofLumo: Doer;
  beforeAll(async () => {
    desk = await openDesk('people');
    const lumoAdmin = await desk.add('lea', [{ brand: 'lumo', role: 'admin' }]);
    ofLumo = { id: lumoAdmin.id, reach: new Set(['lumo']) };
  });
  afterAll(() => desk.close());

  const people = () => desk.accounts.people;
  const join = (link: object, name = 'Newcomer') =>
    desk.accounts.links.use({ token: secretOf(link), name, password: PASSWORD }, null, DEVICE);
  const invite = (email: string, by: Doer = desk.boss) =>
    people().invite(by, email, [{ brand: 'lumo', role: 'editor' }]);

  it('an invitation opens an account with its roles, signs in, and works once', async () => {
    const link = await invite('Nora@newsroom.example');
    expect(await desk.accounts.links.look(secretOf(link))).toMatchObject({
      ...{ kind: 'invitation', email: emailOf('nora'), known: false, brands: ['LUMO'] },
    });
    expect((await people().list(desk.boss)).invitations).toMatchObject([{ email: emailOf('nora'), by: 'Boss' }]);
    const used = await join(link, 'Nora');
    const cookie = 'cookies' in used ? cookiesIn(used.cookies) : '';
    expect(await desk.whoIs(cookie)).toMatchObject({ name: 'Nora', grants: [{ brand: 'lumo', role: 'editor' }] });
    const { id } = (await desk.accounts.users.findByEmail(emailOf('nora')))!;
    expect(await people().sessions(desk.boss, id)).toMatchObject([{ device: DEVICE.agent, address: DEVICE.address }]);
    expect(await join(link)).toEqual({ refused: 'spent' });
    expect(await desk.accounts.links.look(secretOf(link))).toBeNull();
    expect((await people().list(desk.boss)).invitations).toEqual([]);
    expect(await invite('nora@newsroom.example')).toEqual({ refused: 'already-known' });
    expect(await desk.actions()).toEqual(expect.arrayContaining(['person.invite', 'person.join', 'person.roles']));
  });

  it('an invitation is void when it is withdrawn, too old, or its maker may no longer give the roles', async () => {
    const withdrawn = await invite('a@newsroom.example');
    const [open] = (await people().list(desk.boss)).invitations;
    expect(await people().withdraw(desk.boss, open!.id)).toBe(true);
    expect(await join(withdrawn)).toEqual({ refused: 'spent' });

    const old = await invite('b@newsroom.example');
    desk.pass(7 * DAY_MS);
    expect(await join(old)).toEqual({ refused: 'spent' });

    const maker = await desk.add('maker', [{ brand: 'lumo', role: 'admin' }]);
    const made = await invite('c@newsroom.example', { id: maker.id, reach: new Set(['lumo']) });
    await people().setRoles(desk.boss, maker.id, []);
    expect(await join(made)).toEqual({ refused: 'spent' });
    expect(await desk.accounts.users.findByEmail('c@newsroom.example')).toBeNull();
  });

  it('whoever has an account takes the roles of an invitation once signed in, and nobody else does', async () => {
    const vera = await desk.add('vera', [{ brand: 'vela', role: 'viewer' }]);
    // To the administrator of another brand she is a stranger.
    const link = await invite(emailOf('vera'), ofLumo);
    expect(await join(link)).toEqual({ refused: 'sign-in-first' });
    const boss = (await desk.whoIs(await desk.signIn('boss')))!;
    expect(await desk.accounts.links.use({ token: secretOf(link) }, boss, DEVICE)).toEqual({
      refused: 'sign-in-first',
    });
    const herself = (await desk.whoIs(await desk.signIn('vera')))!;
    expect(await desk.accounts.links.use({ token: secretOf(link) }, herself, DEVICE)).toEqual({ cookies: [] });
    expect(await desk.accounts.grants.of(vera.id)).toEqual([
      { brand: 'lumo', role: 'editor' },
      { brand: 'vela', role: 'viewer' },
    ]);
  });

  it('the administrator of one brand sees and gives what is of that brand alone', async () => {
    const own = await desk.add('own', [{ brand: 'lumo', role: 'viewer' }]);
    const both = await desk.add('both', [
      { brand: 'lumo', role: 'viewer' },
      { brand: 'vela', role: 'editor' },
    ]);
    const other = await desk.add('other', [{ brand: 'vela', role: 'editor' }]);
    const seen = (await people().list(ofLumo)).people;
    expect(seen.map(({ id }) => id)).not.toContain(other.id);
    expect(JSON.stringify(seen)).not.toContain('vela');
    expect(seen.find(({ id }) => id === both.id)).toMatchObject({ whole: false, grants: [{ brand: 'lumo' }] });

    for (const grants of [[{ brand: 'vela', role: 'viewer' }], [{ brand: '*', role: 'viewer' }]] as const)
      expect(await people().setRoles(ofLumo, own.id, grants)).toEqual({ refused: 'out-of-reach-role' });
    expect(await people().setRoles(ofLumo, other.id, [])).toEqual({ refused: 'not-found' });
    expect(await people().resetPassword(ofLumo, both.id)).toEqual({ refused: 'out-of-reach-role' });
    expect(await people().endSessions(ofLumo, other.id)).toEqual({ refused: 'not-found' });
    expect(await people().setActive(ofLumo, desk.boss.id, false)).toEqual({ refused: 'out-of-reach-role' });

    await people().setRoles(ofLumo, both.id, [{ brand: 'lumo', role: 'brand-team' }]);
    expect(await desk.accounts.grants.of(both.id)).toEqual([
      { brand: 'lumo', role: 'brand-team' },
      { brand: 'vela', role: 'editor' },
    ]);
  });

  it('refuses roles for a brand that does not exist', async () => {
    const own = (await desk.accounts.users.findByEmail(emailOf('own')))!;
    expect(await people().setRoles(desk.boss, own.id, [{ brand: 'missing', role: 'viewer' }])).toEqual({
      refused: 'out-of-reach-role',
    });
  });

  it('somebody always stays who administers everything, also when two let go at once', async () => {
    expect(await people().setRoles(desk.boss, desk.boss.id, [])).toEqual({ refused: 'last-administrator' });
    expect(await people().setActive(desk.boss, desk.boss.id, false)).toEqual({ refused: 'yourself' });
    const second = await desk.add('second', [{ brand: '*', role: 'admin' }]);
    const [one, two] = await Promise.all([
      people().setRoles({ id: second.id, reach: '*' }, desk.boss.id, []),
      people().setRoles(desk.boss, second.id, []),
    ]);
    expect([one, two].filter((outcome) => 'refused' in outcome)).toEqual([{ refused: 'last-administrator' }]);
    await people().setRoles(desk.boss, desk.boss.id, [{ brand: '*', role: 'admin' }]);
    await people().setRoles(desk.boss, second.id, []);
  });

  it('whoever is deactivated is signed out and stays out, by whatever way, until reactivated', async () => {
    const ana = await desk.add('ana', [{ brand: 'lumo', role: 'viewer' }]);
    const cookie = await desk.signIn('ana');
    const reset = await people().resetPassword(desk.boss, ana.id);
    await people().setActive(desk.boss, ana.id, false);
    expect(await desk.whoIs(cookie)).toBeNull();
    expect(await desk.signIn('ana')).toBe('');
    expect(await desk.accounts.redeemWelcomeToken(await desk.accounts.createWelcomeToken(ana.id))).toBeNull();
    const token = secretOf(reset);
    expect(await desk.accounts.links.use({ token, password: PASSWORD }, null, DEVICE)).toEqual({ refused: 'spent' });
    await people().setActive(desk.boss, ana.id, true);
    expect(await desk.whoIs(await desk.signIn('ana'))).toMatchObject({ id: ana.id, grants: [{ brand: 'lumo' }] });
  });

  it('a reset link sets a new password once, ends all sessions and signs nobody in', async () => {
    const bob = await desk.add('bob', [{ brand: 'lumo', role: 'viewer' }]);
    const cookie = await desk.signIn('bob');
    const link = await people().resetPassword(ofLumo, bob.id);
    const set = (password: string) => desk.accounts.links.use({ token: secretOf(link), password }, null, DEVICE);
    expect(await set('another long one')).toEqual({ cookies: [] });
    expect(await set('a third long one')).toEqual({ refused: 'spent' });
    expect(await desk.whoIs(cookie)).toBeNull();
    expect(await desk.signIn('bob')).toBe('');
    expect(await desk.whoIs(await desk.signIn('bob', 'another long one'))).toMatchObject({ id: bob.id });
  });

  it('a reset link is void once whoever made it could make it no more', async () => {
    const fay = await desk.add('fay', [{ brand: 'lumo', role: 'viewer' }]);
    const set = (link: object) =>
      desk.accounts.links.use({ token: secretOf(link), password: 'another long one' }, null, DEVICE);
    const before = await people().resetPassword(ofLumo, fay.id);
    await people().setRoles(desk.boss, fay.id, [{ brand: 'vela', role: 'admin' }]);
    expect(await desk.accounts.links.look(secretOf(before))).toBeNull();
    expect(await set(before)).toEqual({ refused: 'spent' });

    const maker = await desk.add('max', [{ brand: 'vela', role: 'admin' }]);
    const made = await people().resetPassword({ id: maker.id, reach: new Set(['vela']) }, fay.id);
    await people().setRoles(desk.boss, maker.id, [{ brand: 'vela', role: 'editor' }]);
    expect(await set(made)).toEqual({ refused: 'spent' });
    expect(await desk.whoIs(await desk.signIn('fay'))).toMatchObject({ id: fay.id });
  });

  it('a reset link stays good where the password could not be written', async () => {
    const gil = await desk.add('gil', [{ brand: 'lumo', role: 'viewer' }]);
    const link = await people().resetPassword(ofLumo, gil.id);
    const set = () => desk.accounts.links.use({ token: secretOf(link), password: 'another long one' }, null, DEVICE);
    const { pool } = desk.database;
    await pool.query(`ALTER TABLE account ADD CONSTRAINT refused CHECK ("userId" <> '${gil.id}') NOT VALID`);
    await expect(set()).rejects.toThrow('refused');
    await pool.query('ALTER TABLE account DROP CONSTRAINT refused');
    expect(await set()).toEqual({ cookies: [] });
    expect(await desk.whoIs(await desk.signIn('gil', 'another long one'))).toMatchObject({ id: gil.id });
  });

  it('what has run out is thrown away, and nothing else', async () => {
    const hal = await desk.add('hal', [{ brand: 'lumo', role: 'viewer' }]);
    const cookie = await desk.signIn('hal');
    const link = await invite('hanna@newsroom.example');
    const { db } = desk.database;
    const kept = async () => [
      (await db.selectFrom('session').select('id').where('userId', '=', hal.id).execute()).length,
      (await db.selectFrom('account_links').select('id').where('email', '=', 'hanna@newsroom.example').execute())
        .length,
    ];
    await desk.accounts.purge(desk.now());
    expect(await kept()).toEqual([1, 1]);
    expect([await desk.whoIs(cookie), await desk.accounts.links.look(secretOf(link))]).not.toContain(null);
    const { expiresAt } = await db
      .selectFrom('session')
      .select('expiresAt')
      .where('userId', '=', hal.id)
      .executeTakeFirstOrThrow();
    await desk.accounts.purge(Math.max(expiresAt.getTime(), desk.now() + 8 * DAY_MS) + 1);
    expect(await kept()).toEqual([0, 0]);
  });

  it('a link that is opened twice at once opens one account', async () => {
    for (let round = 0; round < 5; round++) {
      const link = await invite(`twice-${round}@newsroom.example`);
      const outcomes = await Promise.all([join(link), join(link), join(link)]);
      expect(outcomes.filter((outcome) => 'cookies' in outcome)).toHaveLength(1);
    }
  });

  it('sessions are listed with their device, and ended one by one or all', async () => {
    const eve = await desk.add('eve', [{ brand: 'lumo', role: 'viewer' }]);
    const [first, second] = [await desk.signIn('eve'), await desk.signIn('eve')];
    const listed = await people().sessions(ofLumo, eve.id);
    expect(listed).toHaveLength(2);
    const { session } = (await desk.whoIs(first))!;
    expect(await people().endSessions(ofLumo, eve.id, session)).toBe(1);
    expect([await desk.whoIs(first), await desk.whoIs(second)]).toEqual([
      null,
      expect.objectContaining({ id: eve.id }),
    ]);
    expect(await people().endSessions(ofLumo, eve.id, session)).toEqual({ refused: 'not-found' });
    expect(await people().endSessions(ofLumo, eve.id)).toBe(1);
  });
});
