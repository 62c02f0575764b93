import { type Kysely, sql } from 'kysely';

/** What an administrator keeps of people, and what people keep of themselves. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // As better-auth's plugin for two factors names them.
  `ALTER TABLE "user" ADD COLUMN "twoFactorEnabled" boolean DEFAULT false`,
  `CREATE TABLE "twoFactor" (
    "id" text PRIMARY KEY,
    "secret" text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    "verified" boolean DEFAULT true,
    "failedVerificationCount" integer DEFAULT 0,
    "lockedUntil" timestamptz
  )`,
  `CREATE INDEX "twoFactor_userId_idx" ON "twoFactor" ("userId")`,
  // Ours: better-auth itself writes to a session once a day only.
  `ALTER TABLE "session" ADD COLUMN "lastSeenAt" timestamptz`,

  `CREATE TABLE profiles (
    user_id text PRIMARY KEY REFERENCES "user" ("id") ON DELETE CASCADE,
    body jsonb NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  // Whoever is in here signs in no more; who they were stays for the history.
  `CREATE TABLE deactivations (
    user_id text PRIMARY KEY REFERENCES "user" ("id") ON DELETE CASCADE,
    by_person text NOT NULL,
    at timestamptz NOT NULL
  )`,
  // One-time links: an invitation names an address and roles, a password reset a person.
  `CREATE TABLE account_links (
    hash text PRIMARY KEY,
    id text NOT NULL UNIQUE,
    kind text NOT NULL,
    email text NOT NULL,
    user_id text REFERENCES "user" ("id") ON DELETE CASCADE,
    grants jsonb NOT NULL,
    by_person text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  // A token for one brand reads that brand; one without takes signals in.
  `ALTER TABLE tokens ADD COLUMN brand text, ADD COLUMN by_person text`,

  `CREATE INDEX audit_by_time ON audit (at)`,
  `CREATE INDEX audit_by_brand ON audit (brand, id)`,
  `CREATE INDEX audit_by_actor ON audit (actor, id)`,
];
