import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runningUrl } from '../../src/store/embedded.ts';
import { freePort, intakeToken, startProduct, until, type Product } from '../support/app.ts';
import { signIn, type Person } from '../support/person.ts';
import type { Found } from './checker.ts';
import type { Load } from './recorder.ts';
import { planConfig } from './workload.ts';

/** Sentences about what happens, for whoever waits. */
export type Say = (step: string) => void;

/** A fault of the product as one process with its embedded database: no broker is needed. */
export interface AloneTrial {
  /** Number in the list of faults, such as F9. */
  readonly name: string;
  readonly about: string;
  readonly target: string;
  run(options: AloneOptions, say: Say): Promise<AloneResult>;
}

export interface AloneOptions extends Pick<Load, 'seed'> {
  /** Whether what takes more than five minutes is tried, too. */
  readonly long: boolean;
}

export interface AloneResult {
  readonly found?: Found;
  /** In words; empty where everything is as it must be. */
  readonly faults: readonly string[];
  readonly notes: Readonly<Record<string, unknown>>;
}

/** This machine cannot do what the fault needs; the message says what is missing. */
export class Skipped extends Error {
  override name = 'Skipped';
}

/** The product as somebody runs it at first: one process, the embedded database, signals by HTTP. */
export interface Alone {
  readonly product: Product;
  readonly person: Person;
  readonly token: string;
  readonly data: string;
  readonly config: string;
  /** Of its database, for whoever looks on. */
  readonly databaseUrl: string;
  /** Records of both hops that wait. */
  behind(): Promise<number>;
  /** The last of the ticks that were laid in the log, ms since 1970; null before the first. */
  lastTick(): Promise<number | null>;
  /** Asks the database something. */
  ask<Row extends pg.QueryResultRow>(query: string): Promise<Row[]>;
  stop(): Promise<void>;
}

const GROUPS = [
  ['signals', 'match-territories'],
  ['mentions', 'detect-opportunities'],
] as const;

/**
 * @param folder where its configuration lies
 * @param data where its database lies
 */
export async function openAlone(
  folder: string,
  data = join(folder, 'var'),
  more: Readonly<Record<string, string>> = {},
): Promise<Alone> {
  const config = await planConfig(folder);
  const port = await freePort();
  const settings = { REBOND_CONFIG: config, REBOND_PORT: String(port), ...more };
  const product = await startProduct({ data, port, settings });
  try {
    // A busy machine takes its time.
    const link = await product.ready().catch(() => product.ready());
    const person = await signIn(link!);
    const token = await intakeToken({ data, settings });
    const databaseUrl = runningUrl(join(data, 'postgres'));
    const ask = <Row extends pg.QueryResultRow>(query: string): Promise<Row[]> => askOnce<Row>(databaseUrl, query);
    return {
      ...{ product, person, token, data, config, databaseUrl, ask },
      behind: () => behind(ask),
      lastTick: () => lastTick(ask),
      async stop() {
        const { code, signal } = await product.stop();
        if (code !== 0) throw new Error(`The product ended with ${code ?? signal}:\n${lastWords(product)}`);
      },
    };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** A connection of its own each time: one that was lost with the server is no use. */
async function askOnce<Row extends pg.QueryResultRow>(url: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function behind(ask: Alone['ask']): Promise<number> {
  const each = GROUPS.map(async ([topic, group]) => {
    const [row] = await ask<{ lag: number }>(
      `SELECT coalesce(sum(h.next - coalesce(c.next, 0)), 0)::int AS lag FROM log_heads h
       LEFT JOIN log_commits c ON c.topic = h.topic AND c.partition = h.partition AND c."group" = '${group}'
       WHERE h.topic = '${topic}'`,
    );
    return row!.lag;
  });
  return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
}

async function lastTick(ask: Alone['ask']): Promise<number | null> {
  const [row] = await ask<{ value: Buffer }>(
    `SELECT value FROM log_records WHERE topic = 'mentions' AND partition = 0 AND key IS NULL
     ORDER BY "offset" DESC LIMIT 1`,
  );
  const { tick } = JSON.parse(row?.value.toString() ?? '{}') as { tick?: string };
  return tick === undefined ? null : Date.parse(tick);
}

/** Waits until nothing waits any more, and a moment for what that leads to. */
export async function drained({ behind: waiting }: Alone): Promise<void> {
  await until(
    'everything is handled',
    () =>
      waiting().then(
        (n) => n === 0,
        () => false,
      ),
    300_000,
  );
  await sleep(500);
}

/** The end of what a product said. */
export const lastWords = ({ said }: Pick<Product, 'said'>): string => said().slice(-2_000);
