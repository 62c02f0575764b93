import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addUser } from '../../src/commands/user.ts';
import type { Doer, Reach } from '../../src/ports/people.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createOpaqueIds } from '../../src/store/opaque-ids.ts';
import { openDesk, type Desk } from '../store/people/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('security_accounts');
}, 120_000);
afterAll(() => desk.close());

const OF_LUMO: Reach = new Set(['lumo']);

/** A token of somebody who administers Lumo: does it still open? */
async function aTokenOf(name: string) {
  const person = await desk.add(name, [{ brand: 'lumo', role: 'admin' }]);
  const by: Doer = { id: person.id, reach: OF_LUMO };
  const made = await desk.accounts.tokens.create(by, { label: name, scope: 'read', brand: 'lumo', days: null });
  if ('refused' in made) throw new Error(made.refused);
  const opens = async () =>
    (await desk.accounts.fromHeaders(new Headers({ authorization: `Bearer ${made.token}` }))) !== null;
  const listed = async () =>
    (await desk.accounts.tokens.list(desk.boss)).find(({ id }) => id === made.entry.id)?.void ?? 'gone';
  return { person, opens, listed };
}

describe('a token', () => {
  it('dies at once with the account of whoever made it, and comes back with it', async () => {
    const { person, opens, listed } = await aTokenOf('tess');
    expect([await opens(), await listed()]).toEqual([true, false]);
    await desk.accounts.people.setActive(desk.boss, person.id, false);
    expect([await opens(), await listed()]).toEqual([false, true]);
    await desk.accounts.people.setActive(desk.boss, person.id, true);
    expect([await opens(), await listed()]).toEqual([true, false]);
  });

  it('is worth nothing once its maker administers the brand no more, and is gone with them', async () => {
    const { person, opens, listed } = await aTokenOf('tina');
    await desk.accounts.people.setRoles(desk.boss, person.id, [
      { brand: 'lumo', role: 'viewer' },
      { brand: 'vela', role: 'admin' },
    ]);
    expect([await opens(), await listed()]).toEqual([false, true]);
    await desk.accounts.users.remove(person.id);
    expect([await opens(), await listed()]).toEqual([false, 'gone']);
  });

  it('of the intake dies with its maker as well, and so does its signing secret; one of the command line has none', async () => {
    const person = await desk.add('tom', [{ brand: '*', role: 'admin' }]);
    const request = { label: 'wire', scope: 'intake', brand: null, days: null } as const;
    const made = await desk.accounts.tokens.create({ id: person.id, reach: '*' }, request);
    const theirs = await desk.accounts.tokens.create({ id: 'rebond token', reach: '*' }, request);
    if ('refused' in made || 'refused' in theirs) throw new Error('refused');
    const good = async ({ token, signing }: typeof made) => [
      await desk.accounts.intakeToken(token),
      (await desk.accounts.intakeSigner(signing!.key)) === signing!.secret,
    ];
    expect([await good(made), await good(theirs)]).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(made.signing!.secret).not.toBe(theirs.signing!.secret);
    await desk.accounts.people.setActive(desk.boss, person.id, false);
    expect([await good(made), await good(theirs)]).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

describe('the trail that administrators of one brand read', () => {
  it('tells nothing by its numbers of what others did meanwhile', async () => {
    const ids = async () => (await desk.accounts.audit.page(OF_LUMO, {}, null)).records.map(({ id }) => id);
    const person = await desk.add('noah', [{ brand: 'lumo', role: 'viewer' }]);
    const change = (role: 'viewer' | 'editor') =>
      desk.accounts.people.setRoles(desk.boss, person.id, [{ brand: 'lumo', role }]);
    await change('editor');
    for (let n = 0; n < 5; n += 1) {
      await desk.accounts.tokens.create(desk.boss, { label: `other ${n}`, scope: 'read', brand: 'vela', days: 1 });
    }
    await change('viewer');
    const found = await ids();
    expect(found.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(new Set(found).size).toBe(found.length);
    // The same entry keeps its id, and a page goes on from it.
    expect(await ids()).toEqual(found);
    const { records } = await desk.accounts.audit.page(OF_LUMO, {}, found[0]!);
    expect(records.map(({ id }) => id)).toEqual(found.slice(1));
    expect((await desk.accounts.audit.page(OF_LUMO, {}, 'f'.repeat(32))).records).toEqual([]);
  });

  it('has ids that only this installation reads', () => {
    const [ours, theirs] = [createOpaqueIds('one secret', 'audit'), createOpaqueIds('another', 'audit')];
    const numbers = [1, 2, 41, 2 ** 40, Number.MAX_SAFE_INTEGER];
    expect(numbers.map((n) => ours.find(ours.hide(n)))).toEqual(numbers);
    expect(numbers.map((n) => theirs.find(ours.hide(n)))).toEqual(numbers.map(() => null));
    expect(['', '41', 'x'.repeat(32), '0'.repeat(32)].map((word) => ours.find(word))).toEqual([null, null, null, null]);
  });
});

describe('passwords', () => {
  it('are not guessed from many addresses: an account rests after thirty, and opens again by itself', async () => {
    await desk.add('rose', [{ brand: 'lumo', role: 'viewer' }]);
    const tryIt = async (password: string) =>
      (await desk.post('/sign-in/email', { email: 'Rose@newsroom.example', password })).status;
    const wrong: number[] = [];
    for (let n = 0; n < 30; n += 1) wrong.push(await tryIt(`guess number ${n}`));
    expect(new Set(wrong)).toEqual(new Set([401]));
    const resting = await desk.post('/sign-in/email', {
      email: 'rose@newsroom.example',
      password: 'correct horse battery',
    });
    expect([resting.status, Number(resting.headers.get('retry-after')) > 0]).toEqual([429, true]);
    // Others are not held up, and a link still signs her in.
    expect(await desk.signIn('boss')).toMatch(/session_token/);
    desk.pass(15 * 60_000 + 1);
    expect(await tryIt('correct horse battery')).toBe(200);
  }, 120_000);

  it('travel in cookies that no script and no other site gets', async () => {
    const { headers } = await desk.post('/sign-in/email', {
      ...{ email: 'boss@newsroom.example', password: 'correct horse battery' },
    });
    const [session] = headers.getSetCookie().filter((cookie) => cookie.includes('session_token'));
    expect(session).toMatch(/; HttpOnly/i);
    expect(session).toMatch(/; SameSite=Lax/i);
    expect(session).not.toMatch(/; Domain=/i);
  });
});

describe('rebond user add', () => {
  it('takes no role for a brand that is not there, and says which are', async () => {
    const brands = createBrands({ db: desk.database.db, clock: desk.now });
    const add = (roles: readonly string[]) =>
      addUser(
        { accounts: desk.accounts, brands },
        { email: 'uma@newsroom.example', name: null, password: null, roles },
        () => undefined,
      );
    await expect(add(['viewer', 'editor@unknown'])).rejects.toThrow(
      '--role editor@unknown: there is no brand unknown; there are lumo, vela.',
    );
    expect(await desk.accounts.users.findByEmail('uma@newsroom.example')).toBeNull();
    await add(['editor@lumo']);
    expect((await desk.accounts.users.findByEmail('uma@newsroom.example'))?.grants).toEqual([
      { brand: 'lumo', role: 'editor' },
    ]);
  });
});
