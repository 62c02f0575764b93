import { type Kysely, sql } from 'kysely';

/** Where people hear of things beyond the console, what each channel was told, and how far the changes were read for it. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE channels (
    id text PRIMARY KEY,
    person text REFERENCES "user" ("id") ON DELETE CASCADE,
    brand text REFERENCES brands (id),
    kind text NOT NULL,
    body jsonb NOT NULL,
    target text NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK ((person IS NULL) <> (brand IS NULL))
  )`,
  `CREATE INDEX channels_by_person ON channels (person)`,
  `CREATE INDEX channels_by_brand ON channels (brand)`,
  // What a channel knows of a story: how loud it was last, and how loud it was when it was told.
  `CREATE TABLE channel_stories (
    channel text NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    opportunity text NOT NULL,
    level text,
    told_level text,
    told_at timestamptz,
    PRIMARY KEY (channel, opportunity)
  )`,
  // Numbers of changes that are read already; a brand without a row is read from its first.
  `CREATE TABLE channel_cursors (brand text PRIMARY KEY, seq bigint NOT NULL)`,
  `INSERT INTO channel_cursors (brand, seq) SELECT brand, last FROM change_heads`,
  // The log outlives its channel, so it keeps what it needs of it.
  `CREATE TABLE deliveries (
    nth bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    id text PRIMARY KEY,
    channel text NOT NULL,
    person text,
    brand text,
    key text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    due_at timestamptz,
    at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    "into" text,
    about jsonb NOT NULL,
    notice jsonb NOT NULL,
    message jsonb,
    attempts jsonb NOT NULL DEFAULT '[]',
    UNIQUE (channel, key)
  )`,
  `CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state IN ('held', 'sending')`,
  `CREATE INDEX deliveries_by_person ON deliveries (person, nth)`,
  `CREATE INDEX deliveries_by_brand ON deliveries (brand, nth)`,
];
