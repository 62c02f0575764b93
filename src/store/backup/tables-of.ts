import type pg from 'pg';
import type { TableHead } from './format.ts';

/** What the migrator keeps for itself: a restore makes it anew. */
const OWN_OF_MIGRATOR = ['kysely_migration', 'kysely_migration_lock'];

/** Every table with the columns that are written, by name. */
export async function tablesOf(client: pg.Client): Promise<TableHead[]> {
  const { rows } = await client.query<TableHead>(
    `SELECT c.relname AS "table", array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($1)
       AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
    [OWN_OF_MIGRATOR],
  );
  return rows;
}
