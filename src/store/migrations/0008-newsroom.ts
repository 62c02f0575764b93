import { type Kysely, sql } from 'kysely';

/** What happens between an alert and a post that is out: drafts, comments, who takes care, and when each step was taken. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE drafts (
    id text PRIMARY KEY,
    brand text NOT NULL REFERENCES brands (id),
    opportunity text NOT NULL REFERENCES opportunities (id),
    state text NOT NULL,
    deadline timestamptz,
    body jsonb NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX drafts_by_brand ON drafts (brand, state)`,
  `CREATE INDEX drafts_by_opportunity ON drafts (opportunity)`,
  // Every text that ever stood there, so that nothing that was approved is lost.
  `CREATE TABLE draft_versions (
    draft text NOT NULL REFERENCES drafts (id),
    version integer NOT NULL,
    text text NOT NULL,
    by_person text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (draft, version)
  )`,
  `CREATE TABLE comments (
    id text PRIMARY KEY,
    brand text NOT NULL REFERENCES brands (id),
    opportunity text NOT NULL REFERENCES opportunities (id),
    key uuid NOT NULL,
    by_person text NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    UNIQUE (by_person, key)
  )`,
  `CREATE INDEX comments_by_opportunity ON comments (opportunity, at)`,
  `ALTER TABLE opportunities ADD COLUMN assignment jsonb`,
  // Each step once: the first time counts.
  `CREATE TABLE steps (
    opportunity text NOT NULL,
    brand text NOT NULL,
    step text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (opportunity, step)
  )`,
  `CREATE INDEX steps_by_brand ON steps (brand, at)`,
  `CREATE TABLE reactivities (
    brand text PRIMARY KEY REFERENCES brands (id),
    body jsonb NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
];
