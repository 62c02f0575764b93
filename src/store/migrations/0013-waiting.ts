import { type Kysely, sql } from 'kysely';

/** The way to what waits for approval, which is looked for all the time among many drafts that do not. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [`CREATE INDEX drafts_waiting ON drafts (deadline, id) WHERE state = 'waiting'`];
