import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../settings/env.ts';
import { startEmbedded } from '../store/embedded.ts';

/** Where the database is, and how to let go of it. */
export interface Storage {
  readonly url: string;
  /** Whether this process started the server itself. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** The database named by DATABASE_URL, or the embedded one, started now. */
export async function openStorage(settings: Settings, log: Logger): Promise<Storage> {
  if (settings.databaseUrl !== null) {
    return { url: settings.databaseUrl, embedded: false, close: () => Promise.resolve() };
  }
  const { url, stop } = await startEmbedded({
    folder: join(settings.dataFolder, 'postgres'),
    ...(settings.databasePort > 0 && { port: settings.databasePort }),
    log,
  });
  return { url, embedded: true, close: stop };
}
