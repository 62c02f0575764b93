import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Doer } from '../../../src/ports/people.ts';
import { writeAuditCsv, writeAuditLines } from '../../../src/api/audit-files.ts';
import { type Desk, openDesk } from './desk.ts';

const OF_LUMO: Doer = { id: 'lea', reach: new Set(['lumo']) };
const DAY_MS = 86_400_000;

describe('tokens of programs', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk('program_tokens');
  });
  afterAll(() => desk.close());

  const make = async (by: Doer, brand: string | null, days: number | null = null) => {
    const made = await desk.accounts.tokens.create(by, {
      ...{ label: 'newsroom screen', scope: brand === null ? 'intake' : 'read', brand, days },
    });
    if ('refused' in made) throw new Error(made.refused);
    return made;
  };
  const reader = (token: string) => desk.accounts.fromHeaders(new Headers({ authorization: `Bearer ${token}` }));

  it('reads one brand as a viewer does, takes nothing in, and is void once revoked', async () => {
    const { token, entry } = await make(desk.boss, 'lumo');
    const program = (await reader(token))!;
    expect(program).toMatchObject({ name: 'newsroom screen', grants: [{ brand: 'lumo', role: 'viewer' }] });
    expect(desk.accounts.may(program, 'vela', 'read')).toBe(false);
    expect(await desk.accounts.intakeToken(token)).toBe(false);
    expect((await desk.accounts.me(program)).profile).toBeUndefined();
    expect(await desk.accounts.tokens.revoke(desk.boss, entry.id)).toBe(true);
    expect(await reader(token)).toBeNull();
    expect(await desk.accounts.tokens.revoke(desk.boss, entry.id)).toBe(false);
    expect(await desk.actions()).toEqual(['token.create', 'token.revoke']);
  });

  it('runs out on its day', async () => {
    const { token } = await make(desk.boss, 'lumo', 1);
    const { token: wire } = await make(desk.boss, null, 1);
    expect([await reader(token), await desk.accounts.intakeToken(wire)]).toEqual([expect.anything(), true]);
    desk.pass(DAY_MS);
    expect([await reader(token), await desk.accounts.intakeToken(wire)]).toEqual([null, false]);
  });

  it('the administrator of one brand sees, makes and revokes those of that brand alone', async () => {
    const { entry: other } = await make(desk.boss, 'vela');
    const { entry: own } = await make(OF_LUMO, 'lumo');
    const make2 = (brand: string | null) =>
      desk.accounts.tokens.create(OF_LUMO, { label: 'x', scope: brand ? 'read' : 'intake', brand, days: null });
    expect([await make2('vela'), await make2(null)]).toEqual(
      Array.from({ length: 2 }, () => ({ refused: 'out-of-reach-role' })),
    );
    const seen = (await desk.accounts.tokens.list(OF_LUMO)).map(({ id }) => id);
    expect([seen.includes(own.id), seen.includes(other.id)]).toEqual([true, false]);
    expect(await desk.accounts.tokens.revoke(OF_LUMO, other.id)).toBe(false);
    expect(await desk.accounts.tokens.revoke(OF_LUMO, own.id)).toBe(true);
  });
});

describe('the audit trail', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk('audit_trail');
    const { people, tokens } = desk.accounts;
    const ana = await desk.add('ana', [{ brand: 'lumo', role: 'viewer' }]);
    await people.setRoles(desk.boss, ana.id, [
      { brand: 'lumo', role: 'editor' },
      { brand: 'vela', role: 'viewer' },
    ]);
    desk.pass(DAY_MS);
    for (const brand of ['lumo', 'vela'])
      await tokens.create(desk.boss, { label: `=1+1 of ${brand}`, scope: 'read', brand, days: null });
    await people.endSessions(desk.boss, ana.id);
  });
  afterAll(() => desk.close());

  const found = async (query: object, reach: Doer['reach'] = '*') =>
    (await desk.accounts.audit.page(reach, query, null)).records.map(({ action, brand }) => `${action} ${brand}`);

  it('is found by person, action, brand, time and text', async () => {
    expect(await found({})).toEqual([
      'token.create vela',
      'token.create lumo',
      'person.roles vela',
      'person.roles lumo',
    ]);
    expect(await found({ action: 'token' })).toHaveLength(2);
    expect(await found({ action: 'person.roles', brand: 'vela' })).toEqual(['person.roles vela']);
    const { id } = (await desk.accounts.users.findByEmail('ana@newsroom.example'))!;
    expect(await found({ person: id })).toEqual(['person.roles vela', 'person.roles lumo']);
    expect(await found({ text: '1+1 of VELA' })).toEqual(['token.create vela']);
    expect(await found({ text: 'ana@newsroom' })).toHaveLength(2);
    expect(await found({ text: '%' })).toEqual([]);
    const day = new Date(desk.now() - 1_000).toISOString();
    expect([await found({ from: day }), await found({ to: day })].map(({ length }) => length)).toEqual([2, 2]);
  });

  it('shows the administrator of one brand what is of that brand alone', async () => {
    expect(await found({}, OF_LUMO.reach)).toEqual(['token.create lumo', 'person.roles lumo']);
    expect(await found({ brand: 'vela' }, OF_LUMO.reach)).toEqual([]);
    expect(await found({}, new Set<string>())).toEqual([]);
    expect(JSON.stringify(await desk.accounts.audit.all(OF_LUMO.reach, {}, 100))).not.toContain('vela');
  });

  it('comes page by page, without a gap', async () => {
    const { people } = desk.accounts;
    for (let n = 0; n < 60; n++)
      await people.setRoles(desk.boss, desk.boss.id, [
        { brand: '*', role: 'admin' },
        ...(n % 2 === 0 ? [{ brand: '*', role: 'editor' } as const] : []),
      ]);
    const first = await desk.accounts.audit.page('*', {}, null);
    const second = await desk.accounts.audit.page('*', {}, first.before);
    expect([first.records.length, second.before]).toEqual([50, null]);
    const ids = [...first.records, ...second.records].map(({ id }) => id);
    expect(new Set(ids).size).toBe(64);
  });

  it.each(['UPDATE audit SET actor = $1', 'DELETE FROM audit WHERE actor <> $1', 'TRUNCATE audit'])(
    'is not altered by anybody: %s',
    async (statement) => {
      const values = statement.includes('$1') ? ['nobody'] : [];
      await expect(desk.database.pool.query(statement, values)).rejects.toThrow('append-only');
    },
  );

  it('goes out as CSV without a formula, and as NDJSON line by line', async () => {
    const [record] = await desk.accounts.audit.all('*', { action: 'token.create' }, 1);
    for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '"; =1']) {
      const csv = writeAuditCsv([{ ...record!, subject: evil, actorName: 'Léa "the" boss,\r\n=2+2' }]);
      const cells = csv.match(/"(?:[^"]|"")*"/g)!;
      expect(cells.every((cell) => !/^"[\s\u{FEFF}]*[=+\-@＝]/u.test(cell))).toBe(true);
      expect(csv).toContain('"Léa ""the"" boss,');
    }
    expect(
      writeAuditLines([record!, record!])
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([record, record]);
  });
});
