import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../../src/app/app.ts';
import { readEnvironment } from '../../src/settings/env.ts';
import { freePort } from '../support/app.ts';
import { ownConfig } from '../support/own-config.ts';
import { quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';

describe('the first sign-in', () => {
  let database: TestDatabase;
  let folder: string;
  let config: string;
  beforeAll(async () => {
    database = await testDatabase('first_sign_in');
    folder = await mkdtemp(join(tmpdir(), 'rebond-first-'));
    config = await ownConfig(folder, { evening: false });
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<string | null> {
    const read = readEnvironment({
      ...{ REBOND_ROLE: 'api', REBOND_DEMO: 'off', REBOND_LOG_LEVEL: 'silent', DATABASE_URL: database.url },
      ...{ REBOND_DATA: folder, REBOND_CONFIG: config, REBOND_PORT: String(await freePort()) },
    });
    if ('errors' in read) throw new Error(read.errors.join('\n'));
    const silent = { say: () => undefined, broken: () => undefined };
    const app = await startApp({ settings: read.settings, log: quiet, clock: () => Date.now(), ...silent });
    try {
      return (await app.ready).signInLink;
    } finally {
      await app.stop();
    }
  }
  const trail = async () =>
    (
      await database.db.selectFrom('audit').select(['actor', 'action']).where('actor', '=', 'rebond start').execute()
    ).map(({ action }) => action);

  it('is offered to a new administrator once, and noted', async () => {
    expect(await start()).toMatch(/^http:\/\/[^/]+\/welcome\?token=/);
    expect(await trail()).toEqual(['person.add', 'person.sign-in-link']);
    expect(await start()).toBeNull();
    expect(await trail()).toHaveLength(2);
  }, 60_000);

  it('is offered to nobody who was deactivated, and the product starts all the same', async () => {
    const { id } = await database.db.selectFrom('user').select('id').executeTakeFirstOrThrow();
    await database.db
      .insertInto('deactivations')
      .values({ user_id: id, by_person: 'somebody', at: new Date() })
      .execute();
    expect(await start()).toBeNull();
    expect(await trail()).toHaveLength(2);
  }, 60_000);
});
