import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CASES } from '../api/canary-cases.ts';
import { createAsker, type Asker } from '../support/asking.ts';
import { HARBOUR, ownConfig } from '../support/own-config.ts';
import type { Ids } from '../support/planted.ts';
import { openNewsroom, type Newsroom } from '../support/two-brands.ts';
import { ENTRIES, NO_ENTRY } from './trail-cases.ts';
import * as people from './trail-people.ts';
import * as stories from './trail-stories.ts';
import { createWalker } from './trail-walker.ts';

const { BRAND, SECRET } = stories;
jest.setTimeout(180_000);

/** Ids under which nothing is. */
const NOWHERE: Readonly<Record<string, string>> = new Proxy({}, { get: () => 'nobody-there', has: () => true });

/** The repository's configuration, and two sources of which neither reaches anything. */
async function configIn(folder: string): Promise<string> {
  const config = await ownConfig(folder, { evening: false });
  const recording = join(folder, 'recording.ndjson');
  const signal = { source: 'r', kind: 'post', externalId: '1', text: 'quiet', publishedAt: '2026-11-22T20:00:00Z' };
  await writeFile(recording, `${JSON.stringify(signal)}\n`);
  await writeFile(
    join(config, 'sources.yaml'),
    `sources:
  - { id: a-feed, label: A feed, type: feed, url: "http://127.0.0.1:9/feed" }
  - { id: a-recording, label: A recording, type: replay, file: "${recording}" }
`,
  );
  return config;
}

describe('the trail of everything that can be changed', () => {
  let folder: string;
  let room: Newsroom;
  let scene: stories.Scene;
  let operations: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebond-trail-'));
    const more = { REBOND_SECRET: SECRET, REBOND_CONFIG: await configIn(folder) };
    room = await openNewsroom('trail', { more });
    const walker = createWalker(room);
    const boss = await room.person({ name: 'Boss', email: 'boss@newsroom.example' }, [{ brand: '*', role: 'admin' }]);
    await walker.did(boss, 'post /api/brands', {
      ...{ body: { id: BRAND, name: 'Wren', languages: ['en'] }, status: 201, subject: BRAND, brand: BRAND },
    });
    await walker.refused(boss, 'post /api/brands', { body: { name: 'Wren', languages: ['en'] }, status: 409 });
    const hire = (name: string, role: 'community-manager' | 'editor' | 'brand-team') =>
      room.person({ name, email: `${name}@newsroom.example` }, [{ brand: BRAND, role }]);
    const [cm, editor, team] = [
      await hire('cleo', 'community-manager'),
      await hire('edda', 'editor'),
      await hire('tim', 'brand-team'),
    ];
    scene = { room, walker, boss, cm, editor, team, ids: { brand: BRAND, word: 'WREN' } };
    const { paths } = (await walker.did(boss, 'get /api/openapi.json')) as { paths: Record<string, object> };
    operations = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((method) => `${method} ${path}`),
    );
  });
  afterAll(async () => {
    await room?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (who: Asker, operation: string, address: Readonly<Record<string, string>>) => {
    const { body, query } = CASES[operation]!;
    const said = scene.ids as Ids;
    return scene.walker.tried(who, operation, {
      ...{ ids: address, ...(query && { query: query(said) }), ...(body && { body: body(said) }) },
    });
  };

  it('knows every one of them: a table says what each leaves, or why it leaves nothing', () => {
    const changing = operations.filter((name) => !name.startsWith('get ') || name === 'get /welcome');
    expect([...Object.keys(ENTRIES), ...Object.keys(NO_ENTRY)].sort()).toEqual(changing.sort());
  });

  it('has one entry for each, with who, what, when, and what was there before and after', async () => {
    await stories.territoryStory(scene);
    await stories.calendarStory(scene);
    await stories.cardStory(scene);
    await stories.channelStory(scene);
    await stories.draftStory(scene);
    await people.administrationStory(scene);
    await people.accountStory(scene);
  });

  it('has none for whoever was refused, whatever they asked', async () => {
    const { person, ids } = { ...room, ids: scene.ids };
    const stranger = await person({ name: 'stranger', email: 'stranger@newsroom.example' }, []);
    const onlooker = await person({ name: 'onlooker', email: 'onlooker@newsroom.example' }, [
      { brand: BRAND, role: 'viewer' },
    ]);
    const other = await person({ name: 'other', email: 'other@newsroom.example' }, [{ brand: HARBOUR, role: 'admin' }]);
    const changing = operations.filter((name) => !name.startsWith('get '));
    for (const operation of changing) {
      const statuses = [await ask(createAsker(room.origin, 'nobody'), operation, ids)];
      for (const who of [stranger, onlooker, other]) {
        if (!operation.includes('/api/account/')) statuses.push(await ask(who, operation, ids));
      }
      if (operation.includes('{')) statuses.push(await ask(scene.boss, operation, NOWHERE));
      const nonsense = { ids: NOWHERE, body: { nonsense: true } };
      if (CASES[operation]!.body) statuses.push(await scene.walker.tried(scene.boss, operation, nonsense));
      expect([operation, statuses.some((status) => status >= 400)]).toEqual([operation, true]);
    }
  });

  it('has none for whoever only reads', async () => {
    const before = await scene.walker.count();
    for (const operation of operations.filter((name) => name.startsWith('get ') && name !== 'get /welcome')) {
      for (const who of [scene.boss, scene.cm]) await ask(who, operation, scene.ids);
    }
    expect(await scene.walker.count()).toBe(before);
  });

  it('has one for each that takes something away again, too; then nothing has been left out', async () => {
    await stories.endingStory(scene);
    const { done } = scene.walker;
    const wanted = Object.entries(ENTRIES).map(([name, actions]) => `${name}: ${Object.keys(actions).sort().join()}`);
    const left = Object.keys(ENTRIES).map((name) => `${name}: ${[...(done.get(name) ?? [])].sort().join()}`);
    expect(left).toEqual(wanted);
    expect(Object.keys(NO_ENTRY).filter((name) => !done.has(name))).toEqual([]);
  });
});
