import { type Kysely, sql } from 'kysely';

/** What the pipeline and the people of a brand write. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL)`,
  `INSERT INTO meta (key, value) VALUES ('epoch', replace(gen_random_uuid()::text, '-', ''))`,

  `CREATE TABLE brands (id text PRIMARY KEY, body jsonb NOT NULL, updated_at timestamptz NOT NULL)`,

  `CREATE TABLE territories (
    brand text NOT NULL,
    version int NOT NULL,
    body jsonb NOT NULL,
    author text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (brand, version)
  )`,

  `CREATE TABLE opportunities (
    id text PRIMARY KEY,
    brand text NOT NULL,
    story text NOT NULL,
    state text NOT NULL,
    score double precision NOT NULL,
    updated_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    decision jsonb,
    decided_at timestamptz
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX opportunities_current ON opportunities (brand, updated_at DESC)`,
  `CREATE INDEX opportunities_open ON opportunities (brand) WHERE state <> 'closed'`,
  `CREATE INDEX opportunities_decided ON opportunities (brand, decided_at) WHERE decided_at IS NOT NULL`,

  `CREATE TABLE stories (
    id text NOT NULL,
    brand text NOT NULL,
    updated_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (brand, id)
  ) WITH (fillfactor = 70)`,

  `CREATE TABLE decisions (
    id text PRIMARY KEY,
    brand text NOT NULL,
    opportunity text NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    nth bigint GENERATED ALWAYS AS IDENTITY
  )`,
  `CREATE INDEX decisions_of_opportunity ON decisions (opportunity, nth)`,

  `CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    brand text,
    before jsonb,
    after jsonb
  )`,
  `CREATE INDEX audit_by_subject ON audit (subject, id)`,
  `CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END
  $$`,
  `CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`,

  `CREATE TABLE changes (
    brand text NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (brand, seq)
  )`,
  `CREATE TABLE change_heads (brand text PRIMARY KEY, last bigint NOT NULL) WITH (fillfactor = 50)`,

  `CREATE TABLE positions (
    topic text NOT NULL,
    partition int NOT NULL,
    position bigint NOT NULL,
    snapshot_position bigint NOT NULL,
    epoch bigint NOT NULL,
    PRIMARY KEY (topic, partition)
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE snapshots (
    topic text NOT NULL,
    partition int NOT NULL,
    brand text NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (topic, partition, brand)
  )`,
  // States are compressed before they come here.
  `ALTER TABLE snapshots ALTER COLUMN state SET STORAGE EXTERNAL`,
];
