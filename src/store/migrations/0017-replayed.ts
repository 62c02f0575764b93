import { type Kysely, sql } from 'kysely';

/** Which refused records were laid in the log again, so that each is at most once. A record is known by its first place. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE replayed (
        topic text NOT NULL,
        partition int NOT NULL,
        "offset" bigint NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (topic, partition, "offset")
      )`,
    )
    .execute(db);
}
