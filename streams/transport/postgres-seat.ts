import pg from 'pg';
import { type Bell, createBell } from './bell.ts';
import { fnv1a } from './partition-of.ts';
import { LOG_CHANNEL } from './postgres-append.ts';

export interface SeatOptions {
  readonly connection: pg.ClientConfig;
  readonly topic: string;
  readonly group: string;
}

/** A consumer's one connection. Everything it holds lives and dies with it. */
export interface Seat {
  /** Aborts when the connection is lost. */
  readonly lost: AbortSignal;
  /** Rings when the topic is said to have grown. */
  readonly news: Bell;
  /** Next offset to be written, per partition. */
  heads(): Promise<Map<number, number>>;
  /** Takes free partitions up to this member's share; `surplus` is what it holds beyond it. */
  share(held: readonly number[], leaving: readonly number[]): Promise<{ taken: number[]; surplus: number[] }>;
  release(partition: number): Promise<void>;
  /** Where the group left off in a partition; 0 at the beginning. */
  committed(partition: number): Promise<number>;
  acknowledge(partition: number, next: number): Promise<void>;
  close(): Promise<void>;
}

const DEADLINE_MS = 5_000;

/** Takes a seat in the group: from now on the other members count this one. */
export async function openSeat(options: SeatOptions): Promise<Seat> {
  const { topic, group } = options;
  const client = new pg.Client({ ...options.connection, query_timeout: DEADLINE_MS });
  const loss = new AbortController();
  const news = createBell();
  const ask = oneAtATime(client);
  client.on('error', (error) => loss.abort(error));
  client.on('end', () => loss.abort(new Error('Connection terminated')));
  client.on('notification', ({ payload }) => {
    if (payload === topic) news.ring();
  });
  const members = lockClass(`member of ${group} on ${topic}`);
  const partitions = lockClass(`partition of ${topic} for ${group}`);
  let member: number;
  try {
    await client.connect();
    // An acknowledgement lost in a crash of the server repeats input, which is allowed for.
    await ask('SET synchronous_commit = off');
    await ask(`LISTEN ${LOG_CHANNEL}`);
    member = await sitDown(ask, members);
  } catch (error) {
    await hangUp(client);
    throw error;
  }

  const heads = async (): Promise<Map<number, number>> => {
    const { rows } = await ask<{ partition: number; next: string }>(
      'SELECT partition, next FROM log_heads WHERE topic = $1 ORDER BY partition',
      [topic],
    );
    return new Map(rows.map(({ partition, next }) => [partition, Number(next)]));
  };

  return {
    lost: loss.signal,
    news,
    heads,

    async share(held, leaving) {
      const all = [...(await heads()).keys()];
      const quota = quotaOf(member, await present(ask, members), all.length);
      const taken: number[] = [];
      for (const partition of all) {
        if (held.length + taken.length >= quota) break;
        if (held.includes(partition) || leaving.includes(partition)) continue;
        if (await tryLock(ask, partitions, partition)) taken.push(partition);
      }
      return { taken, surplus: held.slice(quota) };
    },

    async release(partition) {
      await ask('SELECT pg_advisory_unlock($1, $2)', [partitions, partition]);
    },

    async committed(partition) {
      const { rows } = await ask<{ next: string }>(
        'SELECT next FROM log_commits WHERE topic = $1 AND partition = $2 AND "group" = $3',
        [topic, partition, group],
      );
      return Number(rows[0]?.next ?? 0);
    },

    async acknowledge(partition, next) {
      await ask(
        `INSERT INTO log_commits AS c (topic, partition, "group", next) VALUES ($1, $2, $3, $4)
         ON CONFLICT (topic, partition, "group") DO UPDATE SET next = greatest(c.next, excluded.next)`,
        [topic, partition, group, next],
      );
    },

    close: () => hangUp(client),
  };
}

type Ask = <R extends pg.QueryResultRow>(statement: string, values?: unknown[]) => Promise<pg.QueryResult<R>>;

/** A connection takes one statement at a time; the readers that share it queue here. */
function oneAtATime(client: pg.Client): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return <R extends pg.QueryResultRow>(statement: string, values?: unknown[]) => {
    const asked = last.then(() => client.query<R>(statement, values));
    last = asked.catch(() => undefined);
    return asked;
  };
}

/** 31 bits, so that PostgreSQL shows them as they were given. */
const lockClass = (name: string): number => fnv1a(name) >>> 1;

const LARGEST_MEMBER = 0x7fffffff;

async function sitDown(ask: Ask, members: number): Promise<number> {
  for (;;) {
    const { rows } = await ask<{ pid: number; free: boolean }>(
      `WITH chosen AS MATERIALIZED (SELECT floor(random() * $2)::int AS pid)
       SELECT pid, pg_try_advisory_lock($1, pid) AS free FROM chosen`,
      [members, LARGEST_MEMBER],
    );
    if (rows[0]!.free) return rows[0]!.pid;
  }
}

async function tryLock(ask: Ask, kind: number, id: number): Promise<boolean> {
  const { rows } = await ask<{ free: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS free', [kind, id]);
  return rows[0]!.free;
}

/** Members of the group in one order that all of them see. */
async function present(ask: Ask, members: number): Promise<number[]> {
  const { rows } = await ask<{ member: string }>(
    `SELECT objid::bigint AS member FROM pg_locks
     WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objsubid = 2 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     ORDER BY objid`,
    [members],
  );
  return rows.map(({ member }) => Number(member));
}

/** The first members of the order take one more where the partitions do not divide. */
function quotaOf(member: number, all: readonly number[], partitions: number): number {
  const rank = Math.max(0, all.indexOf(member));
  const size = Math.max(1, all.length);
  return Math.floor(partitions / size) + (rank < partitions % size ? 1 : 0);
}

/** Ends the connection, by force where the server does not answer. */
async function hangUp(client: pg.Client): Promise<void> {
  const socket = (client as unknown as { connection?: { stream?: { destroy(): void } } }).connection?.stream;
  const force = setTimeout(() => socket?.destroy(), 1_000);
  await client.end().catch(() => socket?.destroy());
  clearTimeout(force);
}
