import { type Kysely, sql } from 'kysely';

/** Filters of the feed that people keep under a name, and the way from a person to the comments that call them. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE saved_views (
    user_id text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    name text NOT NULL,
    search text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, name)
  )`,
  `CREATE INDEX comments_by_mention ON comments USING gin ((body -> 'mentions') jsonb_path_ops)`,
];
