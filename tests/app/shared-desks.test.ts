import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSharedReplays } from '../../src/app/replay/shared-replays.ts';
import { createSharedSources } from '../../src/app/shared-sources.ts';
import { UnattendedError } from '../../src/context.ts';
import type { Replay } from '../../src/contract/replay.ts';
import type { SourceStatus } from '../../src/contract/source.ts';
import type { Territory } from '../../src/contract/territory.ts';
import type { ReplayDesk } from '../../src/ports/replay.ts';
import type { RunningDesk } from '../../src/sources/desk.ts';
import { connectionSettings } from '../../src/store/database.ts';
import { createListener, type Listener } from '../../src/store/listener.ts';
import { createNotes } from '../../src/store/notes.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
const listeners: Listener[] = [];
/** The processes share a clock that tests move. */
let ahead = 0;
const clock = () => Date.now() + ahead;

beforeAll(async () => void (database = await testDatabase('shared')));
afterAll(async () => {
  for (const listener of listeners) await listener.close();
  await database.drop();
});

/** What a process of its own has: its own connection for announcements. */
function createProcess() {
  const listener = createListener({ connection: connectionSettings({ url: database.url, log: quiet }), log: quiet });
  listeners.push(listener);
  return { notes: createNotes({ db: database.db, listener, clock }), clock, log: quiet };
}

function createOwnSources(): RunningDesk & { tested: string[] } {
  const evening: SourceStatus = {
    ...{ id: 'evening', label: 'Evening', type: 'replay', demonstration: true, state: 'starting' },
    ...{ signals: 0, rate: 0, lagSeconds: null, lastSignalAt: null, lastAttemptAt: null, nextAttemptAt: null },
    ...{ lastError: null, speed: 1 },
  };
  const tested: string[] = [];
  return {
    tested,
    statuses: () => [{ ...evening }],
    setSpeed: (id, speed) => (id === evening.id ? ((evening.speed = speed), true) : false),
    test: async (id) => {
      tested.push(id);
      return { ...evening };
    },
    start: () => Object.assign(evening, { state: 'live', signals: 7 }),
    stop: async () => {},
  };
}

describe('the sources, where several processes serve people', () => {
  it('are the same on each of them, and take requests on each of them', async () => {
    const [owns, observed] = [[createOwnSources(), createOwnSources()], [] as (number | null)[]];
    const [leader, other] = owns.map((own, n) =>
      createSharedSources({ ...createProcess(), own, observe: (all) => (observed[n] = all?.length ?? null) }),
    );
    await Promise.all([leader!.join(), other!.join()]);
    expect(await other!.statuses()).toMatchObject([{ state: 'starting' }]);
    leader!.start();
    await eventually(async () => (await other!.statuses())[0]!.signals === 7);
    expect(await other!.test('evening')).toMatchObject({ id: 'evening', signals: 7 });
    expect(owns.map(({ tested }) => tested)).toEqual([['evening'], []]);
    expect(await other!.setSpeed('evening', 60)).toBe(true);
    expect(await leader!.statuses()).toMatchObject([{ speed: 60 }]);
    expect(await other!.statuses()).toMatchObject([{ speed: 60 }]);
    expect([await other!.test('nobody'), await other!.setSpeed('nobody', 1)]).toEqual([null, false]);
    expect(observed).toEqual([1]);

    // Another process takes over.
    await leader!.stop();
    other!.start();
    expect(await leader!.test('evening')).toMatchObject({ state: 'live' });
    expect(owns[1]!.tested).toEqual(['evening']);
    await other!.stop();
    const asked = leader!.test('evening');
    ahead += 60_000;
    await expect(asked).rejects.toThrow(UnattendedError);
    // What was said long ago is not said any more.
    expect(await leader!.statuses()).toMatchObject([{ state: 'live', signals: 7, speed: 60 }]);
    expect(observed).toEqual([null, null]);
  });
});

const BRAND = 'one';
const request = { territory: { brand: BRAND } as Territory, days: 3 };

function createOwnReplays(): ReplayDesk & { stop(): Promise<void>; end(): void } {
  let replay: Replay | null = null;
  const own: ReplayDesk = {
    start: async () =>
      (replay = {
        ...{ id: 'r', brand: BRAND, days: 3, state: 'running', requestedAt: new Date(0).toISOString(), ahead: 0 },
        ...{ progress: { share: 0.5, entries: 1, entriesPerSecond: 1, secondsLeft: 1 }, failure: null, result: null },
      }),
    get: async (brand, id) => (replay?.brand === brand && replay.id === id ? replay : null),
    cancel: async (brand, id) => {
      if (replay && replay.brand === brand && replay.id === id) replay = { ...replay, state: 'cancelled' };
      return own.get(brand, id);
    },
  };
  return { ...own, stop: async () => {}, end: () => (replay = replay && { ...replay, state: 'done' }) };
}

describe('a replay, where several processes serve people', () => {
  it('is found, followed to its end and cancelled from each of them', async () => {
    const own = createOwnReplays();
    const [runs, other] = [own, createOwnReplays()].map((desk) =>
      createSharedReplays({ ...createProcess(), own: desk }),
    );
    await Promise.all([runs!.join(), other!.join()]);
    await runs!.start(BRAND, request);
    expect(await other!.get(BRAND, 'r')).toMatchObject({ state: 'running', progress: { share: 0.5 } });
    expect(await other!.get('two', 'r')).toBeNull();
    own.end();
    await eventually(async () => (await other!.get(BRAND, 'r'))?.state === 'done');

    await runs!.start(BRAND, request);
    expect(await other!.cancel(BRAND, 'r')).toMatchObject({ state: 'cancelled' });
    expect(await own.get(BRAND, 'r')).toMatchObject({ state: 'cancelled' });
    expect(await other!.cancel(BRAND, 'no')).toBeNull();

    // The process that runs it dies.
    await createProcess().notes.put(`replay:${BRAND}:lost`, { ...(await own.get(BRAND, 'r')), state: 'running' });
    ahead += 20_000;
    expect(await other!.get(BRAND, 'lost')).toMatchObject({ state: 'failed', failure: /has ended. Start it again/ });
    await createProcess().notes.purge('replay:', clock() - 10_000);
    expect(await other!.get(BRAND, 'lost')).toBeNull();
    await runs!.stop();
  });
});
