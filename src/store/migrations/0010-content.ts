import { type Kysely, sql } from 'kysely';

/** A draft says something on each platform, with pictures; and each of its ways out is told apart. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `ALTER TABLE draft_versions ADD COLUMN content jsonb NOT NULL DEFAULT '{"variants": [], "media": []}'`,
  `UPDATE drafts SET body = '{"variants": [], "media": [], "publications": []}'::jsonb || body`,
];
