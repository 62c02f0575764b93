import { type Kysely, sql } from 'kysely';

/** The brands' own moments, and the cards that tell of any moment ahead of time. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE moments (
    brand text NOT NULL REFERENCES brands (id),
    id text NOT NULL,
    body jsonb NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (brand, id)
  )`,
  // The decision is a person's and the body the calendar's: neither overwrites the other.
  `CREATE TABLE moment_cards (
    id text PRIMARY KEY,
    brand text NOT NULL REFERENCES brands (id),
    state text NOT NULL,
    body jsonb NOT NULL,
    decision jsonb,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX moment_cards_by_brand ON moment_cards (brand, state)`,
];
