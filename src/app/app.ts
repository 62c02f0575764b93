import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import packageJson from '../../package.json' with { type: 'json' };
import { createClientAddress, type ClientAddress } from '../api/client-address.ts';
import { createMetrics, type Metrics } from '../api/metrics.ts';
import { createServer, type Server } from '../api/server.ts';
import { boundIntake } from './bound-intake.ts';
import { createCleanUp, type CleanUp } from './clean-up.ts';
import { loadRules } from './load-rules.ts';
import type { Clock, Context } from '../context.ts';
import type { SourceStatus } from '../contract/source.ts';
import { signalId } from '../core/signal/normalise.ts';
import { createReplayDesk } from './replay/replay-desk.ts';
import { createSharedReplays, type SharedReplays } from './replay/shared-replays.ts';
import { createReplayWorker } from './replay/replay-worker.ts';
import { startDuties } from './duties.ts';
import { createFreeSpace } from './free-space.ts';
import { openInstallation, type Installation } from './installation.ts';
import { createLeaving, type Leaving } from './leaving.ts';
import { openContext } from './open-context.ts';
import { attachLive } from '../live/socket.ts';
import { startPipelineThread } from './pipeline-worker.ts';
import { applyReport } from './pipeline-report.ts';
import { createReadiness, type Readiness } from './readiness.ts';
import { createSharedSources, type SharedSources } from './shared-sources.ts';
import { seed } from './seed.ts';
import { watchLag, watchReadiness } from './watch.ts';
import { localUrl, type Role, type Settings } from '../settings/env.ts';
import { createSources } from '../sources/create-sources.ts';
import { createSourceDesk } from '../sources/desk.ts';
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
  readonly desk: SharedSources;
  readonly replays: SharedReplays;
  readonly leaving: Leaving;
  readonly context: Context;
  readonly server: Server;
  readonly clientAddress: ClientAddress;
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
const RETRY_MS = 1_000;
const ADMINISTRATOR = 'admin@rebond.local';
/** How the trail names what the start of the product does. */
const STARTING = 'rebond start';

/** Starts the product for a role. It listens at once; the rest follows as soon as database and log can be reached. */
export async function startApp(options: AppOptions): Promise<App> {
  const cleanUp = createCleanUp(options.log);
  try {
    const parts = await assemble(options, cleanUp);
    const ready = bringUp(parts);
    const stop = (): Promise<void> => {
      parts.leaving.begin();
      return cleanUp.run();
    };
    return { url: parts.url, ready, stop };
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
  const installation = openInstallation({
    settings,
    storage,
    calendar: config.calendar,
    url,
    origins,
    log,
    clock,
    cleanUp,
  });
  const metrics = createMetrics();
  const readiness = createReadiness();
  const push = guardSpace(options, installation, storage, metrics, readiness);
  const leaving = createLeaving(readiness);
  const desk = openDesk(options, config, { ...installation, push }, { url, metrics, cleanUp });
  const replays = openReplays(options, installation, storage);
  cleanUp.add('replays', () => replays.stop());
  const knownItems = createKnownItems();
  const context = openContext({
    ...{ settings, log, clock, installation, config, url, replays },
    intake: leaving.guard(boundIntake(createIntake({ append: push, clock, knownItems, signalKey: signalId }))),
    sources: desk,
    health: { ready: () => readiness.ready(), metrics: () => metrics.text() },
  });
  const clientAddress = createClientAddress(settings.trustedProxies);
  const server = createServer(context, {
    isProxy: clientAddress.isProxy,
    origins,
    version: packageJson.version,
    authHandler: installation.accounts.handler,
    redeemWelcome: (token, device) => installation.accounts.redeemWelcomeToken(token, device),
    consoleFolder: join(import.meta.dirname, '..', '..', 'dist', 'console'),
    metricsToken: settings.metricsToken ?? undefined,
    onRequest: (done) => metrics.request(done),
  });
  readiness.waitFor('database', 'not asked yet');
  readiness.waitFor('pipeline', 'starting');
  await server.start({ host: settings.host, port });
  cleanUp.add('server', () => server.stop());
  return {
    ...{ ...options, url, origins, storage, installation, config, desk, replays, leaving, context, server },
    ...{ clientAddress, metrics, readiness, cleanUp },
  };
}

function openReplays({ settings, clock, log }: AppOptions, { cards, notes }: Installation, { url }: Storage) {
  const start = createReplayWorker({ settings, databaseUrl: url });
  return createSharedReplays({ own: createReplayDesk({ start, cards, clock }), notes, clock, log });
}

/** Another machine's disk is looked after there. */
function guardSpace(
  { settings }: AppOptions,
  { push }: Installation,
  { embedded }: Storage,
  metrics: Metrics,
  readiness: Readiness,
): Installation['push'] {
  if (!embedded) return push;
  const space = createFreeSpace({
    folder: settings.dataFolder,
    floor: settings.freeFloor,
    observe: (free) => metrics.freeSpace(free),
  });
  readiness.ask('disk', () => space.shortage());
  return space.guard(push);
}

function openDesk(
  { settings, log, clock }: AppOptions,
  config: Parts['config'],
  { cursors, notes, push }: Installation,
  { url, metrics, cleanUp }: Pick<Parts, 'url' | 'metrics' | 'cleanUp'>,
): SharedSources {
  const time = createTime(clock);
  const { sources, close } = createSources(config.sources, {
    time,
    cursors,
    random: Math.random,
    userAgent: `Rebond/${packageJson.version} (+${url})`,
    rules: { allowPrivate: settings.allowPrivate },
    demonstrationFile: settings.demonstration ? join(settings.configFolder, 'demo', 'evening.ndjson') : null,
  });
  cleanUp.add('connections of the sources', () => close());
  const own = createSourceDesk({ sources, push, time, log });
  const observe = (all: readonly SourceStatus[] | null): void =>
    metrics.sources(all?.map(({ state }) => state) ?? null);
  return createSharedSources({ own, notes, clock, log, observe });
}

async function bringUp(parts: Parts): Promise<{ signInLink: string | null }> {
  const { settings, installation, config, readiness } = parts;
  const { brands, territories, cursors } = installation;
  const serves = settings.role === 'all' || settings.role === 'api';
  await untilDatabaseAnswers(parts);
  await seed({ ...config, demonstration: settings.demonstration, taken: cursors }, { brands, territories });
  const signInLink = await firstSignIn(parts);
  if (serves) {
    await openLive(parts);
    await Promise.all([parts.desk.join(), parts.replays.join()]);
  }
  await startPipeline(parts);
  if (serves)
    startDuties({ ...parts, publisher: parts.context.publisher, window: config.window, calendar: config.calendar });
  watchLag(parts);
  watchReadiness(parts);
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
  // Whoever has the address already and may not administer was told so by somebody: no start changes that.
  if (!administrator && known.some((person) => person.email === email.toLowerCase())) return null;
  const person =
    administrator ??
    (await users.create({ email, name: 'Administrator', grants: [{ brand: '*', role: 'admin' }] }, STARTING));
  return `${url}/welcome?token=${await createWelcomeToken(person.id, STARTING)}`;
}

async function openLive({ server, clientAddress, context, origins, metrics, cleanUp }: Parts): Promise<void> {
  const live = await attachLive(server.http, context, {
    origins,
    addressOf: clientAddress.of,
    observer: {
      frameSent: (change, sentAtMs) => {
        if (change.body.noun !== 'card') return;
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
    report: (report) => {
      for (const [processor, why] of Object.entries(report.lines))
        readiness.waitFor(`line-${processor}`, why && sayStopped(why));
      applyReport(report, metrics);
    },
    died: broken,
  });
  cleanUp.add('pipeline', () => pipeline.stop());
  readiness.ask('pipeline', () => (pipeline.healthy() ? null : 'it consumes nothing: the log is out of reach'));
}

const sayStopped = (why: string): string =>
  `${why}: the line stands still, and one batch is tried every 30 s. See npm run rebond -- rejected list.`;

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
