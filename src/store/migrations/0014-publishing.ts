import { type Kysely, sql } from 'kysely';

/** Where brands publish, and what is on its way there. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE destinations (
    id text PRIMARY KEY,
    brand text NOT NULL REFERENCES brands (id),
    label text NOT NULL,
    platforms jsonb NOT NULL,
    way jsonb NOT NULL,
    secret text NOT NULL,
    by_person text NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX destinations_by_brand ON destinations (brand, label)`,
  // What a draft says of its publications is the truth; here stands what a machine needs to find them by.
  `CREATE TABLE publications (
    id text PRIMARY KEY,
    draft text NOT NULL REFERENCES drafts (id),
    brand text NOT NULL,
    destination text NOT NULL,
    state text NOT NULL,
    next_at timestamptz,
    begun_at timestamptz,
    key text NOT NULL
  )`,
  `CREATE INDEX publications_by_next ON publications (next_at) WHERE next_at IS NOT NULL`,
  `CREATE INDEX publications_by_draft ON publications (draft)`,
];
