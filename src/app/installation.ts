import type { Logger } from 'pino';
import type { CleanUp } from './clean-up.ts';
import type { Clock, PushSignals } from '../context.ts';
import type { Moment } from '../contract/moment.ts';
import { signalId } from '../core/signal/normalise.ts';
import { openChannels } from './open-channels.ts';
import type { Settings } from '../settings/env.ts';
import { keptSecret } from '../settings/secret.ts';
import type { Storage } from './storage.ts';
import { createAccounts } from '../store/accounts.ts';
import { createAssignments } from '../store/assignments.ts';
import { createArchive } from '../store/archive.ts';
import { createBrandSettings } from '../store/brand-settings.ts';
import { createBrands } from '../store/brands.ts';
import { createCards } from '../store/cards.ts';
import { createChanges } from '../store/changes.ts';
import { createComments } from '../store/comments.ts';
import { createCursors } from '../store/cursors.ts';
import { connectionSettings, openDatabase } from '../store/database.ts';
import { createAngles } from '../store/angles.ts';
import { createDestinations } from '../store/destinations.ts';
import { createDrafts } from '../store/drafts.ts';
import { createHabits } from '../store/habits.ts';
import { createFreezes } from '../store/freezes.ts';
import { createListener } from '../store/listener.ts';
import { createLives } from '../store/lives.ts';
import { createMedia } from '../store/media.ts';
import { createMomentCards } from '../store/moment-cards.ts';
import { createMoments } from '../store/moments.ts';
import { createNotes } from '../store/notes.ts';
import { createOutside } from '../store/outside.ts';
import { createPresenceBus } from '../store/presence-bus.ts';
import { createPublications } from '../store/publications/publications.ts';
import { createReactivities } from '../store/reactivities.ts';
import { createResults } from '../store/results.ts';
import { createReplayed } from '../store/replayed.ts';
import { createSecretBox } from '../store/secrets.ts';
import { createTerritories } from '../store/territories.ts';
import { createTerritoryHistory } from '../store/territories-history.ts';
import { createTurns } from '../store/turns.ts';
import { createWriterSpend } from '../store/writer-spend.ts';
import { createViews } from '../store/views.ts';
import { createTransport } from './transport.ts';
import { topics as allTopics } from '../../streams/topics.ts';

export interface InstallationOptions {
  readonly settings: Settings;
  readonly storage: Storage;
  /** The shipped moments. */
  readonly calendar: readonly Moment[];
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
export function openInstallation(options: InstallationOptions) {
  const { settings, storage, calendar, url, origins, log, clock, cleanUp } = options;
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
  const box = createSecretBox(secret);
  const destinations = createDestinations({ db, box });
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
    territoryHistory: createTerritoryHistory({ db, clock }),
    brandSettings: createBrandSettings({ db, clock }),
    changes: createChanges({ db, listener }),
    cards: createCards({ db, clock }),
    freezes: createFreezes({ db }),
    draftStore: createDrafts({ db }),
    angles: createAngles({ db }),
    destinations,
    publications: createPublications({ db, open: destinations.openIn }),
    ...openChannels({ db, box, secret, settings, url, clock, log }),
    media: createMedia({ db }),
    outside: createOutside({ db }),
    comments: createComments({ db }),
    assignments: createAssignments({ db }),
    views: createViews({ db }),
    presence: createPresenceBus({ db, listener }),
    moments: createMoments({ db, clock, listener, shipped: new Set(calendar.map(({ id }) => id)) }),
    momentCards: createMomentCards({ db }),
    cursors: createCursors(db),
    notes: createNotes({ db, listener, clock }),
    turns: createTurns({ db }),
    replayed: createReplayed({ db, clock }),
    habits: createHabits({ db }),
    writerSpend: createWriterSpend({ db }),
    lives: createLives(db),
    archive: createArchive({ db, clock }),
    results: createResults({ db }),
    reactivities: createReactivities({ db, listener }),
    accounts: createAccounts({ db, pool, brands, log, clock, publicUrl: url, trustedOrigins: origins, secret }),
  };
}
