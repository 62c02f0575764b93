import { type Kysely, sql } from 'kysely';

/** Texts that were approved in advance, under conditions. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE cleared_angles (
    id text PRIMARY KEY,
    brand text NOT NULL REFERENCES brands (id),
    state text NOT NULL,
    body jsonb NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX cleared_angles_by_brand ON cleared_angles (brand, state)`,
];
