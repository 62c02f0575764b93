import { type Kysely, sql } from 'kysely';

/** Pictures that go along with drafts, and links for those who approve from outside. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE media (
    id text PRIMARY KEY,
    brand text NOT NULL REFERENCES brands (id),
    hash text NOT NULL,
    type text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    animated boolean NOT NULL,
    size integer NOT NULL,
    bytes bytea NOT NULL,
    small bytea NOT NULL,
    by_person text NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (brand, hash)
  )`,
  // Pictures are packed already.
  `ALTER TABLE media ALTER COLUMN bytes SET STORAGE EXTERNAL, ALTER COLUMN small SET STORAGE EXTERNAL`,
  `CREATE INDEX media_by_time ON media (at)`,
  `CREATE TABLE outside_links (
    hash text PRIMARY KEY,
    id text NOT NULL UNIQUE,
    brand text NOT NULL REFERENCES brands (id),
    draft text NOT NULL REFERENCES drafts (id),
    version integer NOT NULL,
    name text NOT NULL,
    email text,
    by_person text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  `CREATE INDEX outside_links_by_draft ON outside_links (draft)`,
];
