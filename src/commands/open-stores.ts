import type { Logger } from 'pino';
import { createCleanUp } from '../app/clean-up.ts';
import { openInstallation, type Installation } from '../app/installation.ts';
import { Refusal } from '../app/refusal.ts';
import { joinStorage } from '../app/storage.ts';
import { localUrl, type Settings } from '../settings/env.ts';
import { databaseSentence } from '../store/unreachable.ts';

/** Opens the installation's stores for one command, beside a running product or without one, and closes them after it. */
export async function withStores<Result>(
  settings: Settings,
  log: Logger,
  clock: () => number,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const storage = await joinStorage(settings, log);
  const cleanUp = createCleanUp(log);
  cleanUp.add('database server', () => storage.close());
  try {
    const url = settings.publicUrl ?? localUrl(settings.host, settings.port);
    const origins = [new URL(url).origin];
    const installation = openInstallation({ settings, storage, calendar: [], url, origins, log, clock, cleanUp });
    await installation.database.migrate().catch((error: unknown) => {
      throw new Refusal(databaseSentence(error, storage.url));
    });
    return await work(installation);
  } finally {
    await cleanUp.run();
  }
}
