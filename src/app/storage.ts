import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../settings/env.ts';
import { runningUrl, startEmbedded } from '../store/embedded.ts';
import { DataFolderBusyError } from '../store/folder-lock.ts';

/** Where the database is, and how to let go of it. */
export interface Storage {
  readonly url: string;
  /** Whether this process started the server itself. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** The database named by DATABASE_URL, or the embedded one, started now. Throws where another Rebond has it. */
export async function openStorage(settings: Settings, log: Logger): Promise<Storage> {
  if (settings.databaseUrl !== null) return elsewhere(settings.databaseUrl);
  const { url, stop } = await startEmbedded({
    folder: folderOf(settings),
    ...(settings.databasePort > 0 && { port: settings.databasePort }),
    log,
  });
  return { url, embedded: true, close: stop };
}

/** As above, but works beside a running Rebond: for commands that are over in a moment. */
export async function joinStorage(settings: Settings, log: Logger): Promise<Storage> {
  try {
    return await openStorage(settings, log);
  } catch (error) {
    if (error instanceof DataFolderBusyError) return elsewhere(runningUrl(folderOf(settings)));
    throw error;
  }
}

const folderOf = (settings: Settings): string => join(settings.dataFolder, 'postgres');

const elsewhere = (url: string): Storage => ({ url, embedded: false, close: () => Promise.resolve() });
