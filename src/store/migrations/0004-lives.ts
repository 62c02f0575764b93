import { type Kysely, sql } from 'kysely';

/** How attention to the installation's own stories came and went, from which windows are learnt. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE lives (
    brand text NOT NULL,
    story text NOT NULL,
    ended_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (brand, story)
  )`,
  `CREATE INDEX lives_by_end ON lives (ended_at)`,
];
