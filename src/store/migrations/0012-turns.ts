import { type Kysely, sql } from 'kysely';

/** Which turns of phrase a brand was offered, so that none comes twice in a week; and what the model writer has used. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE turns (
    brand text NOT NULL REFERENCES brands (id),
    opportunity text NOT NULL,
    turn text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (brand, opportunity, turn)
  )`,
  `CREATE INDEX turns_by_time ON turns (brand, at)`,
  `CREATE TABLE writer_spend (day date PRIMARY KEY, tokens bigint NOT NULL)`,
];
