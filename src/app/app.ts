import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import packageJson from '../../package.json' with { type: 'json' };
import { createMetrics, type Metrics } from '../api/metrics.ts';
import { createServer, type Server } from '../api/server.ts';
import { createCleanUp, type CleanUp } from './clean-up.ts';
import { loadRules } from './load-rules.ts';
import type { Clock, Context } from '../context.ts';
import { signalId } from '../core/signal/normalise.ts';
import { startDuties } from './duties.ts';
import { openInstallation, type Installation } from './installation.ts';
import { attachLive } from '../live/socket.ts';
import { startPipelineThread } from './pipeline-worker.ts';
import { applyReport } from './pipeline-report.ts';
import { createReadiness, type Readiness } from './readiness.ts';
import { seed } from './seed.ts';
import { localUrl, type Role, type Settings } from '../settings/env.ts';
import { createSources } from '../sources/create-sources.ts';
import { createSourceDesk, type RunningDesk } from '../sources/desk.ts';
import { createIntake } from '../sources/intake.ts';
import { createKnownItems } from '../sources/known-items.ts';
import { createTime } from '../sources/time.ts';
import { openStorage, type Storage } from './storage.ts';
import { databaseSentence, isUnreachable } from '../store/unreachable.ts';

export interface AppOptions {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: Clock;
  /** Sentences for the person at the terminal. */
  say(sentence: string): void;
  /** Something broke that cannot be mended from inside; the process should end. */
  broken(why: string): void;
}

export interface App {
  /** Where it listens, as people call it. */
  readonly url: string;
  /** Resolves once everything works. `signInLink`: for the first administrator, good once and for 15 minutes. */
  readonly ready: Promise<{ signInLink: string | null }>;
  stop(): Promise<void>;
}

/** Everything a started product consists of, for the functions below. */
interface Parts extends AppOptions {
  readonly url: string;
  readonly origins: readonly [string, ...string[]];
  readonly storage: Storage;
  readonly installation: Installation;
  readonly config: Awaited<ReturnType<typeof loadRules>>;
  readonly desk: RunningDesk;
  readonly context: Context;
  readonly server: Server;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly cleanUp: CleanUp;
}

const PROCESSORS: Record<Role, readonly string[]> = {
  all: ['match-territories', 'detect-opportunities'],
  match: ['match-territories'],
  detect: ['detect-opportunities'],
  api: [],
};
const LAG_MS = 5_000;
const RETRY_MS = 1_000;
const ADMINISTRATOR = 'admin@rebond.local';

/** Starts the product for a role. It listens at once; the rest follows as soon as database and log can be reached. */
export async function startApp(options: AppOptions): Promise<App> {
  const cleanUp = createCleanUp(options.log);
  try {
    const parts = await assemble(options, cleanUp);
    const ready = bringUp(parts);
    return { url: parts.url, ready, stop: () => cleanUp.run() };
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function assemble(options: AppOptions, cleanUp: CleanUp): Promise<Parts> {
  const { settings, log, clock } = options;
  const config = await loadRules(settings.configFolder);
  const port = settings.port === 0 ? await freePort(settings.host) : settings.port;
  const url = settings.publicUrl ?? localUrl(settings.host, port);
  const origins = originsOf(settings, url, port);
  const storage = await openStorage(settings, log);
  cleanUp.add('database server', () => storage.close());
  const installation = openInstallation({ settings, storage, url, origins, log, clock, cleanUp });
  const { accounts, brands, territories, cards, changes, push } = installation;
  const metrics = createMetrics();
  const readiness = createReadiness();
  const desk = openDesk(options, config, installation, url, cleanUp);
  const knownItems = createKnownItems();
  const context: Context = {
    clock,
    log,
    accounts,
    brands,
    territories,
    cards,
    changes,
    intake: createIntake({ append: push, clock, knownItems, signalKey: signalId }),
    sources: desk,
    health: { ready: () => readiness.ready(), metrics: () => metrics.text() },
  };
  const server = createServer(context, {
    origins,
    version: packageJson.version,
    authHandler: accounts.handler,
    redeemWelcome: (token) => accounts.redeemWelcomeToken(token),
    consoleFolder: join(import.meta.dirname, '..', '..', 'dist', 'console'),
    onRequest: (done) => metrics.request(done),
  });
  readiness.waitFor('database', 'not asked yet');
  readiness.waitFor('pipeline', 'starting');
  await server.start({ host: settings.host, port });
  cleanUp.add('server', () => server.stop());
  return {
    ...options,
    url,
    origins,
    storage,
    installation,
    config,
    desk,
    context,
    server,
    metrics,
    readiness,
    cleanUp,
  };
}

function openDesk(
  { settings, log, clock }: AppOptions,
  config: Parts['config'],
  { cursors, push }: Installation,
  url: string,
  cleanUp: CleanUp,
): RunningDesk {
  const time = createTime(clock);
  const { sources, close } = createSources(config.sources, {
    time,
    cursors,
    random: Math.random,
    userAgent: `Rebond/${packageJson.version} (+${url})`,
    demonstrationFile: settings.demonstration ? join(settings.configFolder, 'demo', 'evening.ndjson') : null,
  });
  cleanUp.add('connections of the sources', () => close());
  return createSourceDesk({ sources, push, time, log });
}

async function bringUp(parts: Parts): Promise<{ signInLink: string | null }> {
  const { settings, installation, config, readiness } = parts;
  const { brands, territories, cursors } = installation;
  const serves = settings.role === 'all' || settings.role === 'api';
  await untilDatabaseAnswers(parts);
  await seed({ ...config, demonstration: settings.demonstration, taken: cursors }, { brands, territories });
  const signInLink = await firstSignIn(parts);
  if (serves) await openLive(parts);
  await startPipeline(parts);
  if (serves) startDuties({ ...parts, window: config.window });
  watchLag(parts);
  readiness.waitFor('pipeline', null);
  return { signInLink };
}

/** A database that is away is waited for, and said; one that refuses us is not. */
async function untilDatabaseAnswers({ installation, storage, readiness, say }: Parts): Promise<void> {
  let said = '';
  for (;;) {
    try {
      await installation.database.migrate();
      break;
    } catch (error) {
      const sentence = databaseSentence(error, storage.url);
      if (!isUnreachable(error)) throw new Error(sentence, { cause: error });
      readiness.waitFor('database', sentence);
      if (sentence !== said) say(`${sentence} Trying again until it answers.`);
      said = sentence;
      await sleep(RETRY_MS);
    }
  }
  readiness.waitFor('database', null);
  readiness.ask('database', () =>
    installation.database.pool.query('SELECT 1').then(
      () => null,
      (error: unknown) => databaseSentence(error, storage.url),
    ),
  );
}

/** The first administrator, and a link to sign in by where the installation is this machine's own or quite new. */
async function firstSignIn({ settings, installation, storage, url }: Parts): Promise<string | null> {
  if (settings.role !== 'all' && settings.role !== 'api') return null;
  const { users, createWelcomeToken } = installation.accounts;
  const email = settings.adminEmail ?? ADMINISTRATOR;
  const known = await users.list();
  const administrator = known.find((person) =>
    person.grants.some(({ brand, role }) => brand === '*' && role === 'admin'),
  );
  if (administrator && !storage.embedded) return null;
  const person =
    administrator ?? (await users.create({ email, name: 'Administrator', grants: [{ brand: '*', role: 'admin' }] }));
  return `${url}/welcome?token=${await createWelcomeToken(person.id)}`;
}

async function openLive({ server, context, origins, metrics, cleanUp }: Parts): Promise<void> {
  const live = await attachLive(server.http, context, {
    origins,
    observer: {
      frameSent: (change, sentAtMs) => {
        const { causedAt } = change.body.value.opportunity;
        const committedAtMs = Date.parse(change.at);
        metrics.frameSent({ committedAtMs, sentAtMs, receivedAtMs: causedAt ? Date.parse(causedAt) : undefined });
      },
      socketsOpen: (n) => metrics.socketsOpen(n),
      dropped: (reason) => metrics.clientDropped(reason),
    },
  });
  cleanUp.add('sockets', () => live.stop());
}

async function startPipeline({
  settings,
  storage,
  log,
  metrics,
  readiness,
  cleanUp,
  broken,
  installation,
}: Parts): Promise<void> {
  const processors = PROCESSORS[settings.role];
  if (processors.length === 0) return installation.transport.prepare(Object.values(installation.topics));
  const pipeline = await startPipelineThread({
    data: { settings, databaseUrl: storage.url, processors },
    log,
    report: (report) => applyReport(report, metrics),
    died: broken,
  });
  cleanUp.add('pipeline', () => pipeline.stop());
  readiness.ask('pipeline', () => (pipeline.healthy() ? null : 'it consumes nothing: the log is out of reach'));
}

function watchLag({ installation: { transport, topics }, metrics, cleanUp, log }: Parts): void {
  const groups = [
    [topics.signals, 'match-territories'],
    [topics.mentions, 'detect-opportunities'],
  ] as const;
  let measuring = false;
  const measure = async (): Promise<void> => {
    for (const [topic, group] of groups) metrics.lag(topic.name, group, await transport.lag(topic, group));
  };
  const timer = setInterval(() => {
    if (measuring) return;
    measuring = true;
    measure()
      .catch((error: unknown) => log.debug({ err: error }, 'the lag could not be read'))
      .finally(() => (measuring = false));
  }, LAG_MS);
  cleanUp.add('lag', () => clearInterval(timer));
}

/** On its own machine the product is reached by either name of it. */
function originsOf(settings: Settings, url: string, port: number): [string, ...string[]] {
  const { origin } = new URL(url);
  return settings.publicUrl === null ? [origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`] : [origin];
}

async function freePort(host: string): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, host, resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
