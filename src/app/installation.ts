import type { Logger } from 'pino';
import type { CleanUp } from './clean-up.ts';
import type { Clock, PushSignals } from '../context.ts';
import { signalId } from '../core/signal/normalise.ts';
import type { Settings } from '../settings/env.ts';
import { keptSecret } from '../settings/secret.ts';
import type { Storage } from './storage.ts';
import { createAccounts } from '../store/accounts.ts';
import { createBrands } from '../store/brands.ts';
import { createCards } from '../store/cards.ts';
import { createChanges } from '../store/changes.ts';
import { createCursors } from '../store/cursors.ts';
import { connectionSettings, openDatabase } from '../store/database.ts';
import { createListener } from '../store/listener.ts';
import { createLives } from '../store/lives.ts';
import { createTerritories } from '../store/territories.ts';
import { createTransport } from './transport.ts';
import { topics as allTopics } from '../../streams/topics.ts';

export interface InstallationOptions {
  readonly settings: Settings;
  readonly storage: Storage;
  /** Address under which people reach it. */
  readonly url: string;
  /** Origins whose pages may sign people in. */
  readonly origins: readonly string[];
  readonly log: Logger;
  readonly clock: Clock;
  readonly cleanUp: CleanUp;
}

export type Installation = ReturnType<typeof openInstallation>;

/** Everything that lies on the database and the log. Connects to nothing yet, so it succeeds while they are away. */
export function openInstallation({ settings, storage, url, origins, log, clock, cleanUp }: InstallationOptions) {
  const connection = connectionSettings({ url: storage.url, log });
  const database = openDatabase({ url: storage.url, log, name: 'rebond' });
  cleanUp.add('database', () => database.close());
  const listener = createListener({ connection, log });
  cleanUp.add('announcements', () => listener.close());
  const transport = createTransport({ settings, database, log, clock });
  cleanUp.add('log', () => transport.close());

  const { db, pool } = database;
  const topics = allTopics(settings.partitions);
  const brands = createBrands({ db, clock });
  const secret = settings.secret ?? keptSecret(settings.dataFolder);
  const push: PushSignals = (signals) =>
    transport.append(
      topics.signals,
      signals.map(({ raw, receivedAt }) => ({
        key: signalId(raw),
        value: Buffer.from(JSON.stringify(raw)),
        timestamp: receivedAt,
      })),
    );
  return {
    connection,
    database,
    transport,
    topics,
    push,
    brands,
    territories: createTerritories({ db, clock, listener }),
    changes: createChanges({ db, listener }),
    cards: createCards({ db, clock }),
    cursors: createCursors(db),
    lives: createLives(db),
    accounts: createAccounts({ db, pool, brands, log, clock, publicUrl: url, trustedOrigins: origins, secret }),
  };
}
