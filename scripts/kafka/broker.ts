import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCommand } from './command.ts';
import { brokerAnswers } from './ports.ts';

export interface BrokerSettings {
  /** Folder of the jars, filled by `fetchKafka`. */
  readonly lib: string;
  /** Folder of this broker: its settings, its log of events and its data. */
  readonly folder: string;
  readonly port: number;
  readonly controllerPort: number;
  /**
   * A second listener for clients that go through a proxy: the broker listens on `port` and tells clients to come back
   * through `advertised`; with one listener alone they would pass by the proxy after the first answer.
   */
  readonly proxied?: { readonly port: number; readonly advertised: number };
  /** Ways in for clients that have to prove who they are. */
  readonly guarded?: Guarded;
}

interface Guarded {
  readonly listeners: readonly {
    readonly name: string;
    readonly protocol: 'SASL_SSL' | 'SASL_PLAINTEXT' | 'SSL';
    readonly port: number;
  }[];
  /** Lines of the broker's settings that these listeners need. */
  readonly properties: readonly string[];
  /** A user known from the beginning, for SCRAM-SHA-256. */
  readonly user: { readonly name: string; readonly password: string };
}

export interface Broker {
  readonly address: string;
  readonly pid: number;
  /** Resolves when the process has ended, of itself or not. */
  readonly ended: Promise<void>;
  /** Asks it to end, and ends it by force after ten seconds. */
  stop(): Promise<void>;
  /** Ends it at once, as a failing machine would. */
  kill(): Promise<void>;
}

/** Lays the jars of a broker into `lib` unless they are there. Needs Maven. */
export async function fetchKafka(lib: string): Promise<void> {
  if (existsSync(lib)) return;
  // A folder of its own first: a fetch that is cut short, or a second one at the same time, leaves no half library.
  const draft = `${lib}.${randomBytes(4).toString('hex')}`;
  const pom = join(import.meta.dirname, 'pom.xml');
  await runCommand('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${draft}`]);
  await mkdir(dirname(lib), { recursive: true });
  await rename(draft, lib).catch((error: unknown) => {
    if (!existsSync(lib)) throw error;
  });
  await rm(draft, { recursive: true, force: true });
}

/** Writes the settings and, once in the life of the folder, formats the data folder. */
async function prepareFolder(settings: BrokerSettings): Promise<string> {
  const properties = join(settings.folder, 'server.properties');
  const data = join(settings.folder, 'data');
  await mkdir(settings.folder, { recursive: true });
  await writeFile(properties, serverProperties(settings, data));
  if (!existsSync(join(data, 'meta.properties'))) {
    // Never with a dash in front, which the tool would take for an option.
    const id = `A${randomBytes(16).toString('base64url').slice(1)}`;
    const jars = join(settings.lib, '*');
    const tool = ['-cp', jars, 'kafka.tools.StorageTool', 'format', '-t', id, '-c', properties];
    await runCommand('java', [...tool, ...scramUser(settings)]);
  }
  return properties;
}

function scramUser({ guarded }: BrokerSettings): string[] {
  if (!guarded) return [];
  const { name, password } = guarded.user;
  return ['--add-scram', `SCRAM-SHA-256=[name=${name},password=${password}]`];
}

function serverProperties({ port, controllerPort, proxied, guarded }: BrokerSettings, data: string): string {
  const more = guarded?.listeners ?? [];
  const doors = more.map((one) => `${one.name}://127.0.0.1:${one.port}`);
  const protocols = more.map(({ name, protocol }) => `,${name}:${protocol}`).join('');
  const plain = `PLAIN://127.0.0.1:${port}`;
  const listeners = [plain, ...(proxied ? [`PROXIED://127.0.0.1:${proxied.port}`] : []), ...doors];
  const advertised = [plain, ...(proxied ? [`PROXIED://127.0.0.1:${proxied.advertised}`] : []), ...doors];
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAIN',
    `listener.security.protocol.map=PLAIN:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT${protocols}`,
    `listeners=${[...listeners, `CONTROLLER://127.0.0.1:${controllerPort}`].join(',')}`,
    `advertised.listeners=${advertised.join(',')}`,
    `log.dirs=${data}`,
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=4',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    ...(guarded?.properties ?? []),
    '',
  ].join('\n');
}

/** Starts a broker and resolves once it answers. Throws with the end of its log where it ends first. */
export async function startBroker(settings: BrokerSettings): Promise<Broker> {
  const properties = await prepareFolder(settings);
  const log = join(settings.folder, 'server.log');
  const jars = join(settings.lib, '*');
  const child = spawn('java', ['-Xmx512m', '-cp', jars, 'kafka.Kafka', properties], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nobody else would end it if this process left before the broker answered.
  const orphaned = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      process.removeListener('exit', orphaned);
      file.end(resolve);
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  };
  const broker: Broker = {
    address: `127.0.0.1:${settings.port}`,
    pid: child.pid ?? 0,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
  await waitUntilReady(broker, settings.port, log);
  return broker;
}

async function waitUntilReady(broker: Broker, port: number, log: string): Promise<void> {
  let over = false;
  const watch = broker.ended.finally(() => {
    over = true;
  });
  const deadline = performance.now() + 90_000;
  while (!(await brokerAnswers(port))) {
    if (over) {
      await watch;
      throw new Error(`Kafka ended before it answered on port ${port}. The end of ${log}:\n${await tail(log)}`);
    }
    if (performance.now() > deadline) {
      await broker.kill();
      throw new Error(`Kafka did not answer on port ${port} within 90 s. The end of ${log}:\n${await tail(log)}`);
    }
    await Promise.race([wait(200), watch]);
  }
}

async function tail(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
