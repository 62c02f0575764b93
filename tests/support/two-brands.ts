import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { startApp } from '../../src/app/app.ts';
import { createCleanUp } from '../../src/app/clean-up.ts';
import { openInstallation, type Installation } from '../../src/app/installation.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { Story } from '../../src/contract/story.ts';
import type { RoleGrant } from '../../src/contract/user.ts';
import { readEnvironment } from '../../src/settings/env.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { freePort } from './app.ts';
import { signInAs, type Asker } from './asking.ts';
import { ownConfig } from './own-config.ts';
import { quiet, testDatabase } from './postgres.ts';

/** The application as it is started, and the stores beside it, through which the pipeline writes. */
export interface Newsroom {
  readonly origin: string;
  readonly installation: Installation;
  /** As the pipeline does. */
  write(opportunities: readonly Opportunity[], stories?: readonly Story[]): Promise<void>;
  /** Somebody with these roles, signed in. */
  person(id: { name: string; email: string }, grants: readonly RoleGrant[]): Promise<Asker & { readonly id: string }>;
  close(): Promise<void>;
}

/**
 * A process of the role `api` on a database of its own: everything is real but the pipeline, whose writes come from here.
 * `more`: settings besides the usual ones.
 */
export async function openNewsroom(
  name: string,
  { log = quiet, more = {} }: { log?: Logger; more?: Readonly<Record<string, string>> } = {},
): Promise<Newsroom> {
  const database = await testDatabase(name);
  const folder = await mkdtemp(join(tmpdir(), 'rebond-newsroom-'));
  const read = readEnvironment({
    ...{ REBOND_ROLE: 'api', REBOND_DEMO: 'off', REBOND_LOG_LEVEL: 'silent', DATABASE_URL: database.url },
    ...{ REBOND_DATA: folder, REBOND_CONFIG: await ownConfig(folder, { evening: false }) },
    ...{ REBOND_PORT: String(await freePort()), REBOND_SECRET: 'a secret of the tests, long enough to be taken' },
    ...more,
  });
  if ('errors' in read) throw new Error(read.errors.join('\n'));
  const { settings } = read;
  const clock = () => Date.now();
  const app = await startApp({ settings, log, clock, say: () => undefined, broken: () => undefined });
  await app.ready;

  const cleanUp = createCleanUp(quiet);
  const storage = { url: database.url, embedded: false, close: () => Promise.resolve() };
  const beside = { settings, storage, calendar: [], url: app.url, origins: [app.url], log, clock, cleanUp };
  const installation = openInstallation(beside);
  const ledger = createLedger({ db: database.db, clock });
  const claim = await ledger.claim('mentions', 0);
  let position = 0;
  return {
    origin: app.url,
    installation,
    write: (opportunities, stories = []) =>
      ledger.commit(claim, {
        position: position++,
        effects: { opportunities: [...opportunities], stories: [...stories] },
      }),
    async person(who, grants) {
      const { users, createWelcomeToken } = installation.accounts;
      const { id } = await users.create({ ...who, grants, password: 'correct horse battery' });
      return { ...(await signInAs(app.url, who.name, await createWelcomeToken(id))), id };
    },
    async close() {
      await app.stop();
      await cleanUp.run();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
