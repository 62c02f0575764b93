import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchKafka, startBroker } from '../../scripts/kafka/broker.ts';
import { readSignals } from '../../src/sources/replay.ts';
import { crashRun, type Heard } from '../faults/crash.ts';
import { freePort, makeFolder, removeFolder } from '../support/app.ts';
import { testDatabase } from '../support/postgres.ts';

const BATCH = 200;

/**
 * The product under `kill -9` while a recording comes in; prints one JSON line a kill and one that says whether the run is
 * what an uninterrupted one would have left. With `--log kafka` the brokers are those of KAFKA_BROKERS, else one is
 * started.
 */
export async function benchCrash(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      file: { type: 'string', default: '../shared/data/signals/news-bbc-2021-2022.ndjson.gz' },
      limit: { type: 'string', default: 'Infinity' },
      kills: { type: 'string', default: '10' },
      log: { type: 'string', default: 'postgres' },
      seed: { type: 'string', default: String(randomInt(1e9)) },
      partitions: { type: 'string', default: '1' },
    },
  });
  const signals = await readAll(values.file, Number(values.limit));
  const batches = Array.from({ length: Math.ceil(signals.length / BATCH) }, (_, n) =>
    signals.slice(n * BATCH, (n + 1) * BATCH),
  );
  const folder = await makeFolder();
  const database = await testDatabase('crash');
  const broker = values.log === 'kafka' ? await openBroker() : null;
  try {
    report({
      seed: Number(values.seed),
      file: values.file.split('/').at(-1),
      log: values.log,
      signals: signals.length,
    });
    const startedAt = performance.now();
    const { verdict, lost } = await crashRun({
      folder,
      databaseUrl: database.url,
      kafka: broker?.address ?? null,
      signals: batches,
      count: signals.length,
      kills: Number(values.kills),
      seed: Number(values.seed),
      partitions: Number(values.partitions),
      killed: report,
    });
    const equal = lost === 0 && verdict.faults.length === 0;
    report({ equal, lost, ...verdict, seconds: Math.round((performance.now() - startedAt) / 1_000) });
    if (!equal) process.exitCode = 1;
  } finally {
    await database.drop();
    await broker?.remove();
    await removeFolder(folder);
  }
}

async function openBroker(): Promise<{ address: string; remove(): Promise<void> }> {
  const given = process.env['KAFKA_BROKERS'];
  if (given) return { address: given, remove: async () => {} };
  const lib = resolve(import.meta.dirname, '../../var/kafka/lib');
  await fetchKafka(lib);
  const folder = await makeFolder();
  const broker = await startBroker({ lib, folder, port: await freePort(), controllerPort: await freePort() });
  return {
    address: broker.address,
    remove: async () => {
      await broker.kill();
      await removeFolder(folder);
    },
  };
}

async function readAll(file: string, limit: number): Promise<Heard[]> {
  const signals: Heard[] = [];
  for await (const lines of readSignals(file, { clock: () => Date.now(), limit })) {
    for (const line of lines) if ('raw' in line) signals.push(line);
  }
  return signals;
}

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
