import { type Kysely, sql } from 'kysely';

/** Signals and mentions of the past, found by their terms. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE archive (
    id text PRIMARY KEY,
    received_at timestamptz NOT NULL,
    share real NOT NULL,
    mentioned boolean NOT NULL,
    terms tsvector NOT NULL,
    body text NOT NULL
  )`,
  `CREATE INDEX archive_by_terms ON archive USING gin (terms)`,
  `CREATE INDEX archive_by_receipt ON archive (received_at)`,
  // Texts are short: compressing them would cost more than it spares.
  `ALTER TABLE archive ALTER COLUMN terms SET STORAGE MAIN`,
  `CREATE TABLE archive_entries (
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    at timestamptz NOT NULL,
    brand text,
    value bytea NOT NULL,
    PRIMARY KEY (partition, "offset")
  )`,
  `CREATE INDEX archive_entries_by_brand ON archive_entries (brand, at)`,
  `CREATE INDEX archive_entries_by_time ON archive_entries (at)`,
];
