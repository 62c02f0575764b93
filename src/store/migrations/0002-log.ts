import { type Kysely, sql } from 'kysely';

/** The log of topics for installations without Kafka; read and written by `streams/transport/postgres-log.ts`. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE log_records (
    topic text NOT NULL,
    partition int NOT NULL,
    "offset" bigint NOT NULL,
    appended_at timestamptz NOT NULL,
    ts bigint NOT NULL,
    key text,
    value bytea,
    PRIMARY KEY (topic, partition, "offset")
  )`,
  // Most records are read once and purged: compressing them costs more than it saves.
  `ALTER TABLE log_records ALTER COLUMN value SET STORAGE EXTERNAL`,
  `CREATE TABLE log_heads (
    topic text NOT NULL,
    partition int NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (topic, partition)
  ) WITH (fillfactor = 10)`,
  `CREATE TABLE log_commits (
    topic text NOT NULL,
    partition int NOT NULL,
    "group" text NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (topic, partition, "group")
  ) WITH (fillfactor = 10)`,
];
