import { type Kysely, sql } from 'kysely';
import type { Archive } from '../../streams/archive.ts';
import type { LookBack, PastEntry, Period } from '../ports/lookback.ts';
import type { Tables } from './tables.ts';

/** Rows read at once. */
const PAGE = 2_000;

/** What lay in the log of mentions, in its order: replays go over it again. */
export function createArchiveEntries(db: Kysely<Tables>): Pick<Archive, 'keepEntries'> & Pick<LookBack, 'entries'> {
  async function pageOf(partition: number, brand: string, { from, to }: Period, after: number): Promise<PastEntry[]> {
    const { rows } = await sql<Omit<PastEntry, 'offset' | 'timestamp'> & { offset: string; at: Date }>`
      SELECT partition, "offset", at, brand, value FROM archive_entries
      WHERE partition = ${partition} AND "offset" > ${after} AND (brand = ${brand} OR brand IS NULL)
        AND at >= ${new Date(from)} AND at < ${new Date(to)}
      ORDER BY "offset" LIMIT ${PAGE}
    `.execute(db);
    return rows.map(({ at, offset, ...rest }) => ({ ...rest, offset: Number(offset), timestamp: at.getTime() }));
  }

  return {
    async keepEntries(entries) {
      if (entries.length === 0) return;
      await sql`
        INSERT INTO archive_entries (partition, "offset", at, brand, value)
        SELECT * FROM unnest(
          ${entries.map(({ partition }) => partition)}::integer[], ${entries.map(({ offset }) => offset)}::bigint[],
          ${entries.map(({ timestamp }) => new Date(timestamp).toISOString())}::timestamptz[],
          ${entries.map(({ brand }) => brand)}::text[], ${entries.map(({ value }) => Buffer.from(value))}::bytea[]
        )
        ON CONFLICT DO NOTHING
      `.execute(db);
    },

    async *entries(brand, { from, to }) {
      const inLog = db.selectFrom('archive_entries').select('partition').limit(1);
      // Word of the time is laid in every partition: where the brand has none yet, that of any one tells the time.
      const first = (await inLog.where('brand', '=', brand).executeTakeFirst()) ?? (await inLog.executeTakeFirst());
      if (!first) return;
      let after = -1;
      for (;;) {
        const rows: PastEntry[] = await pageOf(first.partition, brand, { from, to }, after);
        if (rows.length > 0) yield rows;
        if (rows.length < PAGE) return;
        after = rows.at(-1)!.offset;
      }
    },
  };
}
