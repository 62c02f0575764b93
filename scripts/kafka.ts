import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchKafka, startBroker } from './kafka/broker.ts';
import type { Broker } from './kafka/broker.ts';
import { missingTools } from './kafka/command.ts';
import { freePort } from './kafka/ports.ts';

const HELP = `Starts a real single-node Kafka for trying things out and for tests. Needs Java 17 and Maven.

  npm run kafka -- [options]

  --port N             port of the broker (9092)
  --data DIR           where jars, settings and data live (var/kafka)
  --proxy-listener P   second listener, for clients that reach the broker through a proxy on port P
  --help               this text
`;

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9092' },
      data: { type: 'string', default: 'var/kafka' },
      'proxy-listener': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const missing = missingTools();
  if (missing.length > 0) {
    throw new Error(
      `Kafka needs ${missing.join(' and ')}, which cannot be found here. Install Java 17 (a JDK or JRE) and Maven, then run this again.`,
    );
  }
  await run(resolve(values.data), portOf(values.port), values['proxy-listener']);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`"${text}" is not a port: give a whole number from 1 to 65535.`);
  }
  return port;
}

async function run(folder: string, port: number, advertised: string | undefined): Promise<void> {
  let broker: Broker | null = null;
  const stop = (): void => {
    if (broker === null) process.exit(130);
    broker.stop().catch((error: unknown) => process.stderr.write(`${sentence(error)}\n`));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const lib = join(folder, 'lib');
  process.stderr.write(`Fetching Kafka into ${lib} unless it is there …\n`);
  await fetchKafka(lib);
  process.stderr.write('Starting the broker …\n');
  const proxied = advertised === undefined ? undefined : { port: await freePort(), advertised: portOf(advertised) };
  broker = await startBroker({ lib, folder, port, controllerPort: await freePort(), proxied });
  process.stdout.write(`KAFKA_BROKERS=${broker.address}\n`);
  if (proxied) process.stdout.write(`Let the proxy on port ${proxied.advertised} lead to 127.0.0.1:${proxied.port}\n`);
  await broker.ended;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${sentence(error)}\n`);
  process.exitCode = 1;
}
