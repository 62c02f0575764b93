import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { createTransport } from '../../src/app/transport.ts';
import { IntakeResult } from '../../src/contract/intake.ts';
import type { RawSignal } from '../../src/contract/signal.ts';
import { readEnvironment } from '../../src/settings/env.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { freePort, intakeToken, makeFolder, removeFolder, startProduct, until, type Product } from '../support/app.ts';
import { checkRun, readRun, rulesOf } from '../support/check-run.ts';
import { ownConfig } from '../support/own-config.ts';
import { quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { datedEvening } from '../support/recording.ts';

const PATIENCE_MS = 900_000;
const BATCH = 10;
/** As long as a start may take beside everything else that runs, milliseconds. */
const START_MS = 180_000;
/** A sender's own pace. */
const breath = () => new Promise((go) => setTimeout(go, 100));
const SECRET = 'one secret for all the processes of this story';

let folder: string;
let database: TestDatabase;
/** Every process that was started, however the story ends. */
const started: Product[] = [];
let sender: Sender | undefined;

beforeAll(async () => {
  folder = await makeFolder();
  database = await testDatabase('rolling');
});

afterAll(async () => {
  await sender?.stop();
  await Promise.all(started.map((product) => product.kill()));
  await database.drop();
  await removeFolder(folder);
});

interface Sender {
  readonly acknowledged: ReadonlySet<string>;
  /** Why a batch had to be sent again: a status, or that nobody listened. */
  readonly refusals: ReadonlySet<string>;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

/** Sends the same evening day after day, each batch to the next process, until one of them takes it. */
function startSending(urls: readonly string[], token: string, evening: readonly RawSignal[]): Sender {
  const acknowledged = new Set<string>();
  const refusals = new Set<string>();
  let stopping = false;

  async function offer(url: string, lines: readonly RawSignal[]): Promise<boolean> {
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
    try {
      const answer = await fetch(`${url}/api/signals`, { method: 'POST', headers, body });
      if (answer.status === 200) {
        for (const line of IntakeResult.parse(await answer.json()).lines) {
          if (line.status === 'accepted') acknowledged.add(line.id);
          else refusals.add(line.reason);
        }
        return true;
      }
      refusals.add(answer.status === 503 && answer.headers.has('retry-after') ? 'later' : String(answer.status));
      await answer.text();
    } catch {
      refusals.add('nobody');
    }
    return false;
  }

  async function send(): Promise<void> {
    for (let batch = 0; !stopping; batch++) {
      const at = (batch * BATCH) % evening.length;
      const day = Math.floor((batch * BATCH) / evening.length);
      const lines = evening.slice(at, at + BATCH).map((raw) => ({
        ...{ ...raw, externalId: `${raw.externalId}-${day}`, source: 'a-source' },
        publishedAt: new Date().toISOString(),
      }));
      for (let turn = batch; !stopping && !(await offer(urls[turn % urls.length]!, lines)); turn++) await breath();
      await breath();
    }
  }

  const sending = send();
  return {
    acknowledged,
    refusals,
    async stop() {
      stopping = true;
      await sending;
    },
  };
}

const readyOf = (product: Product): Promise<boolean> =>
  until(
    `${product.url} is ready`,
    () =>
      fetch(`${product.url}/readyz`).then(
        ({ status }) => status === 200,
        () => false,
      ),
    START_MS,
  );

describe('an installation whose processes are replaced one after the other', () => {
  it(
    'takes signals all the while, loses none, tells nothing twice, and each process ends cleanly',
    async () => {
      const config = await ownConfig(folder, { evening: false });
      const settings = {
        ...{ REBOND_CONFIG: config, DATABASE_URL: database.url, REBOND_SECRET: SECRET },
        ...{ REBOND_SIGNALS_PARTITIONS: '2', REBOND_MENTIONS_PARTITIONS: '2' },
      };
      const options = { data: join(folder, 'var'), settings };
      const ports = [await freePort(), await freePort()];
      const start = async (port: number): Promise<Product> => {
        const product = await startProduct({ ...options, port });
        started.push(product);
        return product;
      };
      const products = [await start(ports[0]!)];
      await readyOf(products[0]!);
      products.push(await start(ports[1]!));
      await readyOf(products[1]!);
      const token = await intakeToken(options);
      // What is told for the first time; later looks at the same have no place of their own in time here.
      const evening = (await datedEvening()).map(({ raw }) => raw).filter(({ observedAt }) => observedAt === undefined);
      const sending = startSending(
        products.map(({ url }) => url),
        token,
        evening,
      );
      sender = sending;

      const codes: (number | null)[] = [];
      for (const [n, port] of ports.entries()) {
        const before = sending.acknowledged.size;
        await until('signals are on their way', () => sending.acknowledged.size > before + 10 * BATCH);
        const ended = products[n]!.stop();
        const while_ = sending.acknowledged.size;
        codes.push((await ended).code);
        await until('the other one takes them', () => sending.acknowledged.size > while_ + BATCH);
        products[n] = await start(port);
        await readyOf(products[n]);
      }
      await sending.stop();

      const read = readEnvironment({ ...settings, REBOND_DATA: join(folder, 'var') });
      if ('errors' in read) throw new Error(read.errors.join());
      const transport = createTransport({ settings: read.settings, database, log: quiet, clock: () => Date.now() });
      const topics = allTopics(read.settings.partitions);
      const behind = async () =>
        (await transport.lag(topics.signals, 'match-territories')) +
        (await transport.lag(topics.mentions, 'detect-opportunities'));
      await until('everything is handled', async () => (await behind()) === 0, START_MS);
      for (const product of products) codes.push((await product.stop()).code);
      const run = await readRun(database, transport, topics, await rulesOf(config));
      await transport.close();

      const kept = new Set(run.signals.map(({ key }) => key));
      expect([...sending.acknowledged].filter((id) => !kept.has(id))).toEqual([]);
      expect(checkRun(run).faults).toEqual([]);
      expect(codes).toEqual([0, 0, 0, 0]);
      // A process that leaves says so, or is gone: it never answers that something went wrong.
      expect([...sending.refusals].filter((why) => why !== 'later' && why !== 'nobody')).toEqual([]);
      expect(run.changes.length).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
