import { type Kysely, sql } from 'kysely';

/** What keeps a brand from speaking: a freeze, a held acceptance; and who has read what a story is about. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `*` freezes everything.
  `CREATE TABLE freezes (
    scope text PRIMARY KEY,
    body jsonb NOT NULL,
    at timestamptz NOT NULL
  )`,
  // The verdict's level under which a person opened the context: a changed verdict asks to open it again.
  `CREATE TABLE contexts (
    opportunity text NOT NULL REFERENCES opportunities (id) ON DELETE CASCADE,
    person text NOT NULL,
    verdict text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (opportunity, person)
  )`,
  `ALTER TABLE opportunities ADD COLUMN hold jsonb`,
];
