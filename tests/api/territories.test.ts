import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Brand } from '../../src/contract/brand.ts';
import { Territory } from '../../src/contract/territory.ts';
import type {
  SavedTerritory,
  TerritoryDiff,
  TerritoryVersion,
  WorkingCopy,
} from '../../src/contract/territory-version.ts';
import type { Asker } from '../support/asking.ts';
import { openNewsroom, type Newsroom } from '../support/two-brands.ts';

const BRAND = 'cocoa-house';
const AT = `/api/brands/${BRAND}`;
const FIRST = Territory.parse({
  brand: BRAND,
  topics: [{ id: 'sweets', label: 'Sweets', query: 'chocolate OR cocoa' }],
  examples: { match: [{ title: 'The price of cocoa doubles', topics: ['sweets'] }] },
});
const saying = (query: string): Territory => ({ ...FIRST, topics: [{ ...FIRST.topics[0]!, query }] });
const YAML = `# Written by the brand team.
brand: ${BRAND}
topics:
  - id: sweets
    label: Sweets # as in the shop
    query: chocolate OR cocoa OR praline
examples:
  match:
    - { title: The price of cocoa doubles, topics: [sweets] }
`;

describe('a brand team that changes its territory', () => {
  let room: Newsroom;
  let team: Asker & { readonly id: string };
  let manager: Asker;
  beforeAll(async () => {
    room = await openNewsroom('territories-api');
    await room.installation.brands.put(Brand.parse({ id: BRAND, name: 'Cocoa House', languages: ['en'] }));
    await room.installation.territories.publish(FIRST, 'config');
    const person = (name: string, role: 'brand-team' | 'community-manager') =>
      room.person({ name, email: `${name.toLowerCase()}@newsroom.example` }, [{ brand: BRAND, role }]);
    team = await person('Robin', 'brand-team');
    manager = await person('Wren', 'community-manager');
  }, 300_000);
  afterAll(() => room.close());

  const copyOf = async (asker: Asker = team) => (await asker.do('get', `${AT}/territory/draft`)) as WorkingCopy;
  const refused = async (path: string, body: object, asker: Asker = team) => {
    const { status, text } = await asker.ask('post', `${AT}${path}`, body);
    const { type, detail, errors } = JSON.parse(text) as { type: string; detail: string; errors?: { path: string }[] };
    return { status, problem: type.split('/').at(-1), detail, paths: errors?.map(({ path: at }) => at) };
  };

  it('saves, is asked when an example breaks, publishes with a note, and reads what changed', async () => {
    const { revision } = await copyOf();
    const broken = { territory: saying('chocolate'), revision };
    expect(await refused('/territory/draft', broken)).toMatchObject({
      ...{ status: 409, problem: 'examples-fail', paths: ['examples.match.0'] },
    });
    const saved = (await team.do('post', `${AT}/territory/draft`, { ...broken, anyway: true })) as SavedTerritory;
    expect(saved).toMatchObject({ copy: { revision: revision + 1, live: 1, saved: { by: { name: 'Robin' } } } });
    expect(saved.check.broken).toMatchObject([{ kind: 'match', index: 0, missing: ['sweets'] }]);

    const publication = { revision: revision + 1, live: 1, note: 'Only chocolate from now on' };
    expect(await refused('/territory/publish', publication)).toMatchObject({ problem: 'examples-fail' });
    expect(await team.do('post', `${AT}/territory/publish`, { ...publication, anyway: true })).toMatchObject({
      ...{ version: 2, note: 'Only chocolate from now on', failing: 1, author: { id: team.id, name: 'Robin' } },
    });
    expect(await manager.do('get', `${AT}/territory`)).toMatchObject({ version: 2, territory: saying('chocolate') });
    const diff = (await manager.do('get', `${AT}/territory/diff?from=1&to=2`)) as TerritoryDiff;
    expect(diff.topics).toMatchObject([{ clauses: [{ change: 'removed', text: 'cocoa', role: 'alternative' }] }]);
  }, 120_000);

  it('is told who was faster, and that a rule cannot be read', async () => {
    const { revision } = await copyOf();
    await team.do('post', `${AT}/territory/draft`, { territory: saying('(chocolate'), revision, anyway: true });
    expect(await refused('/territory/draft', { territory: FIRST, revision })).toMatchObject({
      ...{ status: 409, problem: 'other-revision', detail: expect.stringContaining('Robin') },
    });
    const publication = { revision: revision + 1, live: 2, note: 'a try' };
    expect(await refused('/territory/publish', publication)).toMatchObject({
      ...{ status: 422, problem: 'territory-faults', paths: ['topics.0.query'] },
    });
    expect(await refused('/territory/publish', publication, manager)).toMatchObject({ status: 403 });
    await team.do('post', `${AT}/territory/discard`, { revision: revision + 1 });
    expect(await copyOf()).toMatchObject({ saved: null, basedOn: 2 });
  }, 120_000);

  it('brings the first version back', async () => {
    await team.do('post', `${AT}/territory/restore`, { version: 1, live: 2, note: 'Cocoa was missed' });
    const versions = (await manager.do('get', `${AT}/territory/versions`)) as TerritoryVersion[];
    expect(versions.map(({ version, restores, live }) => [version, restores, live])).toEqual([
      [3, 1, true],
      [2, null, false],
      [1, null, false],
    ]);
    expect(await refused('/territory/restore', { version: 2, live: 2, anyway: true })).toMatchObject({
      problem: 'other-live',
    });
    expect(await team.do('get', `${AT}/territory`)).toMatchObject({ version: 3, territory: FIRST });
  }, 120_000);

  it('carries it out and in as YAML, comments and all', async () => {
    const out = async (which: string) => (await team.ask('get', `${AT}/territory.yaml?version=${which}`)).text;
    const { revision } = await copyOf();
    expect(await refused('/territory/import', { yaml: `${YAML}\nextra: 1`, revision })).toMatchObject({
      ...{ status: 422, problem: 'bad-yaml', paths: ['11:1'] },
    });
    const wrong = YAML.replace('cocoa OR praline', 'cocoa OR (');
    expect(await refused('/territory/import', { yaml: wrong, revision })).toMatchObject({
      detail: expect.stringMatching(/^6:\d+: topics\.0\.query/),
    });
    await team.do('post', `${AT}/territory/import`, { yaml: YAML, revision });
    expect(await out('copy')).toBe(YAML);
    await team.do('post', `${AT}/territory/publish`, { revision: revision + 1, live: 3, note: 'From our file' });
    expect(await out('live')).toBe(YAML);

    const now = await copyOf();
    await team.do('post', `${AT}/territory/import`, { yaml: await out('live'), revision: now.revision });
    expect((await copyOf()).territory).toEqual(now.territory);
    await team.do('post', `${AT}/territory/draft`, { territory: saying('cocoa'), revision: now.revision + 1 });
    expect(await out('copy')).toContain('# Written by the brand team.');
    expect(await out('1')).toMatch(/^brand: cocoa-house\ntopics:/);
  }, 120_000);

  it('says how quickly it answers; who approves is for whoever administers the brand', async () => {
    const settings = (await team.do('get', `${AT}/settings`)) as Record<string, unknown>;
    await team.do('post', `${AT}/settings`, { ...settings, reactivityMinutes: 12, voice: 'Warm, dry.' });
    expect(await room.installation.brands.get(BRAND)).toMatchObject({ reactivityMinutes: 12, voice: 'Warm, dry.' });
    const freely = { ...settings, approval: { go: { of: 'nobody' } } };
    expect(await refused('/settings', freely)).toMatchObject({ status: 403, problem: 'no-right' });
    expect(await refused('/settings', settings, manager)).toMatchObject({ status: 403 });
  }, 120_000);
});
