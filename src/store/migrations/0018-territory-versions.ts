import { type Kysely, sql } from 'kysely';

/** What was said of each version of a territory, the YAML it came in, and what a brand team works on. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `ALTER TABLE territories
    ADD COLUMN note text NOT NULL DEFAULT '',
    ADD COLUMN restores int,
    ADD COLUMN failing int NOT NULL DEFAULT 0,
    ADD COLUMN yaml text`,
  // The row stays when the copy is published, so that no revision ever comes twice.
  `CREATE TABLE territory_copies (
    brand text PRIMARY KEY REFERENCES brands (id),
    revision int NOT NULL,
    based_on int,
    body jsonb,
    yaml text,
    author text NOT NULL,
    saved_at timestamptz NOT NULL
  )`,
];
