import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/ports/people.ts';
import { totp } from '../../support/totp.ts';
import { cookiesIn, type Desk, emailOf, openDesk, PASSWORD } from './desk.ts';

// better-auth has a clock of its own: the codes are those of this moment.
const code = (secret: string) => totp(secret, Date.now());

describe('what people do to their own account', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk('own_account', true);
  });
  afterAll(() => desk.close());

  const own = () => desk.accounts.ownAccounts;
  async function newcomer(name: string): Promise<{ person: Person; cookie: string; headers: Headers }> {
    await desk.add(name, [{ brand: 'lumo', role: 'viewer' }]);
    const cookie = await desk.signIn(name);
    return { person: (await desk.whoIs(cookie))!, cookie, headers: new Headers({ cookie }) };
  }

  it('the profile is kept, part by part, and told at every sign-in', async () => {
    const { person } = await newcomer('ana');
    await own().saveProfile(person, { language: 'fr', timeZone: 'Europe/Paris' });
    const account = await own().saveProfile(person, { theme: 'dark', name: 'Ana B.' });
    const profile = { language: 'fr', timeZone: 'Europe/Paris', theme: 'dark', toured: false };
    expect(account).toMatchObject({ name: 'Ana B.', profile, password: true, twoFactor: false, recoveryCodes: null });
    const again = (await desk.whoIs(await desk.signIn('ana')))!;
    expect(await desk.accounts.me(again)).toMatchObject({ name: 'Ana B.', profile });
  });

  it('of two changes of the profile at once none is lost', async () => {
    const { person } = await newcomer('ida');
    for (const theme of ['dark', 'light', 'dark', 'light'] as const) {
      const timeZone = theme === 'dark' ? 'Europe/Paris' : 'UTC';
      await Promise.all([own().saveProfile(person, { theme }), own().saveProfile(person, { timeZone })]);
      expect((await own().get(person)).profile).toMatchObject({ theme, timeZone });
    }
  });

  it('a new password asks for the old one, and ends the other sessions', async () => {
    const { person, cookie } = await newcomer('bob');
    const elsewhere = await desk.signIn('bob');
    const change = (current: string) => own().changePassword(person, { current, password: 'a quite new password' });
    expect(await change('wrong')).toEqual({ refused: 'wrong-password' });
    expect(await desk.whoIs(elsewhere)).not.toBeNull();
    expect(await change(PASSWORD)).toBeNull();
    expect([await desk.whoIs(cookie), await desk.whoIs(elsewhere)]).toEqual([expect.anything(), null]);
    expect(await desk.signIn('bob')).toBe('');
    expect(await desk.signIn('bob', 'a quite new password')).not.toBe('');
  });

  it('whoever came by a link sets a first password without an old one', async () => {
    const { id } = await desk.accounts.users.create({ email: emailOf('cyd'), name: 'Cyd', grants: [] });
    const cookies = await desk.accounts.redeemWelcomeToken(await desk.accounts.createWelcomeToken(id));
    const person = (await desk.whoIs(cookiesIn(cookies!)))!;
    expect(await own().get(person)).toMatchObject({ password: false });
    expect(await own().changePassword(person, { password: PASSWORD })).toBeNull();
    expect(await desk.whoIs(await desk.signIn('cyd'))).toMatchObject({ id });
  });

  it('sessions: which is this one, and an end to the others', async () => {
    const { person, cookie } = await newcomer('dan');
    const other = await desk.signIn('dan');
    const listed = await own().sessions(person);
    expect(listed.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(listed.every(({ address }) => address.length > 0)).toBe(true);
    expect(await own().endSessions(person)).toBe(1);
    expect([await desk.whoIs(cookie), await desk.whoIs(other)]).toEqual([expect.anything(), null]);
    expect(await own().endSessions(person, 'of-somebody-else')).toBe(0);
  });

  it('a session lasts as long as a console asks for it, with its cookie', async () => {
    const { person, cookie } = await newcomer('fay');
    const { db } = desk.database;
    const left = async () =>
      (await db.selectFrom('session').select('expiresAt').where('id', '=', person.session!).executeTakeFirstOrThrow())
        .expiresAt;
    const before = new Date((await left()).getTime() - 2 * 86_400_000);
    await db.updateTable('session').set({ expiresAt: before }).where('id', '=', person.session!).execute();
    expect(await desk.whoIs(cookie)).toMatchObject({ id: person.id });
    expect(await left()).toEqual(before);
    const { headers } = await desk.get('/get-session', cookie);
    expect(headers.getSetCookie().join()).toMatch(/session_token=[^;]+; Max-Age=1209600/);
    expect((await left()).getTime()).toBeGreaterThan(before.getTime());
  });

  it('a second factor is asked for once a code was confirmed, and recovery codes work once', async () => {
    const { person, headers } = await newcomer('eva');
    expect(await own().beginTwoFactor(person, headers, 'wrong')).toEqual({ refused: 'wrong-password' });
    const setup = await own().beginTwoFactor(person, headers, PASSWORD);
    if ('refused' in setup) throw new Error(setup.refused);
    expect(setup.uri).toContain('otpauth://totp/Rebond:');
    expect(setup.recoveryCodes).toHaveLength(10);
    // Not confirmed yet: signing in asks for nothing more.
    expect(await desk.whoIs(await desk.signIn('eva'))).toMatchObject({ id: person.id });
    expect(await own().confirmTwoFactor(person, headers, '000000')).toEqual({ refused: 'wrong-code' });
    const on = await own().confirmTwoFactor(person, headers, code(setup.secret));
    if ('refused' in on) throw new Error(on.refused);
    const cookie = cookiesIn(on.cookies);
    expect(await own().get((await desk.whoIs(cookie))!)).toMatchObject({ twoFactor: true, recoveryCodes: 10 });

    const half = await desk.signIn('eva');
    expect(await desk.whoIs(half)).toBeNull();
    expect((await desk.post('/two-factor/verify-totp', { code: '000000' }, half)).status).toBe(401);
    const full = await desk.post('/two-factor/verify-totp', { code: code(setup.secret) }, half);
    expect(await desk.whoIs(cookiesIn(full.headers.getSetCookie()))).toMatchObject({ id: person.id });

    const byCode = async () =>
      desk.post('/two-factor/verify-backup-code', { code: setup.recoveryCodes[0] }, await desk.signIn('eva'));
    const recovered = await byCode();
    expect(await desk.whoIs(cookiesIn(recovered.headers.getSetCookie()))).toMatchObject({ id: person.id });
    expect((await byCode()).status).toBe(401);
    expect(await own().get(person)).toMatchObject({ recoveryCodes: 9 });

    const now = new Headers({ cookie });
    expect(await own().endTwoFactor(person, now, 'wrong')).toEqual({ refused: 'wrong-password' });
    expect(await own().renewRecoveryCodes(person, now, PASSWORD)).toHaveLength(10);
    expect(await own().endTwoFactor(person, now, PASSWORD)).toMatchObject({ cookies: expect.anything() });
    expect(await desk.whoIs(await desk.signIn('eva'))).toMatchObject({ id: person.id });
  });

  it('whoever keeps guessing codes is locked out, by every way of signing in anew', async () => {
    const { person, headers } = await newcomer('guess');
    const setup = await own().beginTwoFactor(person, headers, PASSWORD);
    if ('refused' in setup) throw new Error(setup.refused);
    await own().confirmTwoFactor(person, headers, code(setup.secret));
    const statuses: number[] = [];
    for (let round = 0; round < 3; round++) {
      const half = await desk.signIn('guess');
      for (let n = 0; n < 5; n++)
        statuses.push((await desk.post('/two-factor/verify-totp', { code: '000000' }, half)).status);
    }
    expect(statuses).toContain(429);
    const late = await desk.post('/two-factor/verify-totp', { code: code(setup.secret) }, await desk.signIn('guess'));
    expect(late.status).toBe(429);
  });

  it('an administrator takes a lost second factor away; the sessions end', async () => {
    const { person, headers } = await newcomer('flo');
    const setup = await own().beginTwoFactor(person, headers, PASSWORD);
    if ('refused' in setup) throw new Error(setup.refused);
    const on = await own().confirmTwoFactor(person, headers, code(setup.secret));
    if ('refused' in on) throw new Error(on.refused);
    expect(await desk.accounts.people.resetTwoFactor(desk.boss, person.id)).toMatchObject({ twoFactor: false });
    expect(await desk.whoIs(cookiesIn(on.cookies))).toBeNull();
    expect(await desk.whoIs(await desk.signIn('flo'))).toMatchObject({ id: person.id });
    expect(await desk.accounts.people.resetTwoFactor(desk.boss, person.id)).toEqual({ refused: 'two-factor-off' });
  });

  it('leaves no secret in the audit trail, and no second factor readable in the database', async () => {
    const { rows: trail } = await desk.database.pool.query('SELECT * FROM audit');
    expect(JSON.stringify(trail)).not.toMatch(/correct horse|quite new|otpauth/);
    const { rows } = await desk.database.pool.query('SELECT * FROM "twoFactor"');
    expect(JSON.stringify(rows)).not.toMatch(/"secret":"[A-Za-z0-9]{32}"/);
    expect(await desk.actions()).toEqual(
      expect.arrayContaining(['session.open', 'account.profile', 'account.password', 'account.two-factor-on']),
    );
  });
});
