import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import type { LifeStore } from '../../src/ports/newsroom.ts';
import type { EndedLife } from '../../src/contract/life.ts';
import type { LearntBands } from '../../src/contract/window-model.ts';
import { relearnBands } from '../../src/core/opportunity/relearn.ts';
import { createRelearnWindowJob } from '../../src/jobs/relearn-window.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createLives } from '../../src/store/lives.ts';
import { shippedWindow } from '../support/signals.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const HOUR = 3_600_000;
const aLife = (changed: Partial<EndedLife> = {}): EndedLife => ({
  brand: 'lumo',
  story: 'story-1',
  kind: 'posts',
  endedAt: new Date(AT).toISOString(),
  stepMinutes: 5,
  counts: [1, 4, 9, 9, 9, 4, 1, 0, 0, 0, 0, 0, 0, 0],
  ...changed,
});

describe('the lives of stories that ended', () => {
  let database: TestDatabase;
  let lives: LifeStore;
  const lines: { msg: string; stories?: Record<string, number> }[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as never) });
  beforeAll(async () => {
    database = await testDatabase('lives');
    lives = createLives(database.db);
  });
  afterAll(() => database.drop());

  const shipped = shippedWindow();
  const laid: { learnt: LearntBands; at: number }[] = [];
  const job = () =>
    createRelearnWindowJob({
      lives,
      relearn: (ended) => relearnBands(shipped, ended),
      lay: async (learnt, at) => void laid.push({ learnt, at }),
      clock: () => AT + HOUR,
      log,
    });

  it('teach nothing while there are none', async () => {
    await job().run();
    expect(laid).toEqual([]);
    expect(lines.at(-1)!.msg).toContain('as they are shipped');
  });

  it('are written with the effects, once, the newest first', async () => {
    const ledger = createLedger({ db: database.db, clock: () => AT });
    const claim = await ledger.claim('mentions', 0);
    const older = aLife({ story: 'story-0', endedAt: new Date(AT - HOUR).toISOString() });
    const commit = { position: 3, effects: { opportunities: [], stories: [], lives: [aLife(), older, aLife()] } };
    await ledger.commit(claim, commit);
    await ledger.commit(claim, commit);
    expect(await lives.endedSince(AT - 2 * HOUR, 10)).toEqual([aLife(), older]);
    expect(await lives.endedSince(AT - 2 * HOUR, 1)).toEqual([aLife()]);
    expect(await lives.endedSince(AT, 10)).toEqual([]);
  });

  it('are learnt from every night: laid in the log, and said', async () => {
    await job().run();
    expect(laid).toEqual([{ learnt: relearnBands(shipped, [aLife(), aLife({ story: 'x' })]), at: AT + HOUR }]);
    expect(lines.at(-1)).toMatchObject({ stories: { posts: 2 }, msg: expect.stringContaining('learnt anew') });
    expect(job().at).toBe('0 10 3 * * *');
  });

  it('are kept for so long and no longer', async () => {
    await lives.purge(AT);
    expect(await lives.endedSince(0, 10)).toEqual([aLife()]);
    await lives.purge(AT + 1);
    expect(await lives.endedSince(0, 10)).toEqual([]);
  });
});
