import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { makeFolder, removeFolder } from '../support/app.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { datedEvening } from '../support/recording.ts';
import { crashRun } from './crash.ts';

const DAYS = 8;
const BATCH = 50;

describe('a product that is killed with kill -9 again and again', () => {
  let folder: string;
  let database: TestDatabase;

  beforeEach(async () => {
    folder = await makeFolder();
    database = await testDatabase('crash');
  });

  afterEach(async () => {
    await database.drop();
    await removeFolder(folder);
  });

  it('loses no signal, tells nothing twice, and tells what it would have told without', async () => {
    const seed = Number(process.env['CRASH_SEED'] ?? randomInt(1e9));
    const signals = (await datedEvening(DAYS)).map(({ raw, at }) => ({ raw, receivedAt: at }));
    const batches = Array.from({ length: Math.ceil(signals.length / BATCH) }, (_, n) =>
      signals.slice(n * BATCH, (n + 1) * BATCH),
    );
    const run = { folder, databaseUrl: database.url, kafka: null, signals: batches, count: signals.length };
    const { kills, lost, verdict } = await crashRun({ ...run, kills: 3, seed });
    const told = { seed, lost, faults: verdict.faults };
    process.stderr.write(`killed with CRASH_SEED=${seed}: ${JSON.stringify({ kills, ...verdict })}\n`);
    expect(told).toEqual({ seed, lost: 0, faults: [] });
    expect(kills).toHaveLength(3);
    expect(verdict.mentions).toBeGreaterThan(DAYS * 100);
    expect(verdict.changes).toBeGreaterThan(DAYS);
  }, 300_000);
});
