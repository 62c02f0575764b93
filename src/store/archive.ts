import { type Kysely, sql } from 'kysely';
import type { Archive } from '../../streams/archive.ts';
import type { Signal } from '../contract/signal.ts';
import { CUT, DEEPEST, sampleTerm } from '../core/territory/lookback/terms.ts';
import type { Sought } from '../core/territory/lookback/sought.ts';
import type { Found, LookBack, PastEntry, Period, Search } from '../ports/lookback.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

/** Rows read at once. */
const PAGE = 2_000;
const SHARE_KNOWN_MS = 60_000;

interface Row {
  readonly body: string;
  readonly share: number;
}

export interface ArchiveOptions {
  readonly db: Kysely<Tables>;
  readonly clock: () => number;
}

/** The signals and mentions of the past, in the database; the pipeline keeps them, people look back at them. */
export function createArchive({ db, clock }: ArchiveOptions): Archive & LookBack {
  /** Rows that fulfil the condition within a sample; at most `most`. */
  async function inSample(query: string | null, level: number, { from, to }: Period, most: number): Promise<Row[]> {
    const asked = [query, level === 0 ? null : quoted(sampleTerm(level))].filter((part) => part !== null).join(' & ');
    const { rows } = await sql<Row>`
      SELECT body, share FROM archive
      WHERE received_at >= ${new Date(from)} AND received_at < ${new Date(to)}
        ${asked === '' ? sql`` : sql`AND terms @@ ${asked}::tsquery`}
      LIMIT ${most}
    `.execute(db);
    return rows;
  }

  /** From the smallest sample on to larger ones, each told from the one before to hold no more than `most`. */
  async function search(sought: Sought, period: Period, most: number): Promise<Search> {
    if (sought.kind === 'nothing') return { found: [], searched: 1, least: 1 };
    const query = sought.kind === 'anything' ? null : `(${tsquery(sought)} | ${quoted(CUT)})`;
    let level = DEEPEST;
    let rows = await inSample(query, level, period, most);
    while (level > 0) {
      const next = Math.max(0, level - roomFor(rows.length, most));
      if (next === level) break;
      const more = await inSample(query, next, period, most + 1);
      // Chance had it otherwise: what was found before is an even sample, too.
      if (more.length > most) break;
      [level, rows] = [next, more];
    }
    const searched = 2 ** -level;
    return { found: rows.map((row) => readRow(row, searched)), searched, least: (await leastShare()) * searched };
  }

  let known = { share: 1, until: -Infinity };
  /** The smallest share of signals that was kept; it changes seldom. */
  async function leastShare(): Promise<number> {
    if (clock() < known.until) return known.share;
    const { rows } = await sql<{ share: number | null }>`SELECT min(share) AS share FROM archive`.execute(db);
    known = { share: rows[0]!.share ?? 1, until: clock() + SHARE_KNOWN_MS };
    return known.share;
  }

  return {
    async keepSignals(signals) {
      // Of one signal seen twice the later look counts.
      const last = [...new Map(signals.map((kept) => [kept.signal.id, kept])).values()];
      if (last.length === 0) return;
      await sql`
        INSERT INTO archive (id, received_at, share, mentioned, terms, body)
        SELECT id, received_at, share, mentioned, array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(terms))), body
        FROM unnest(
          ${last.map(({ signal }) => signal.id)}::text[], ${last.map(({ signal }) => signal.receivedAt)}::timestamptz[],
          ${last.map(({ share }) => share)}::real[], ${last.map(({ mentioned }) => mentioned)}::boolean[],
          ${last.map(({ terms }) => JSON.stringify(terms))}::jsonb[],
          ${last.map(({ signal }) => cleanText(JSON.stringify(signal)))}::text[]
        ) AS kept (id, received_at, share, mentioned, terms, body)
        ON CONFLICT (id) DO UPDATE SET
          share = greatest(archive.share, excluded.share),
          mentioned = archive.mentioned OR excluded.mentioned,
          terms = excluded.terms,
          body = excluded.body
      `.execute(db);
    },

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

    search,

    async byIds(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('archive')
        .select('body')
        .where('id', 'in', [...ids])
        .execute();
      return rows.map(({ body }) => JSON.parse(body) as Signal);
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

    async state() {
      const { rows } = await sql<{ signals: string; since: Date | null; share: number | null }>`
        SELECT count(*) AS signals, min(received_at) AS since, min(share) AS share
        FROM archive
      `.execute(db);
      const { signals, since, share } = rows[0]!;
      return { signals: Number(signals), since: since?.getTime() ?? null, bytes: await fileBytes(), share: share ?? 1 };
    },

    async purge(before, most) {
      await dropBefore(before);
      // The files are never smaller than what is in them, and their size costs nothing to ask.
      if ((await fileBytes()) <= most) return;
      for (;;) {
        const { bytes, since } = await liveBytes();
        if (since === null || bytes <= most) return;
        await dropBefore(since + DAY_MS);
      }
    },
  };

  async function pageOf(partition: number, brand: string, { from, to }: Period, after: number): Promise<PastEntry[]> {
    const { rows } = await sql<Omit<PastEntry, 'offset' | 'timestamp'> & { offset: string; at: Date }>`
      SELECT partition, "offset", at, brand, value FROM archive_entries
      WHERE partition = ${partition} AND "offset" > ${after} AND (brand = ${brand} OR brand IS NULL)
        AND at >= ${new Date(from)} AND at < ${new Date(to)}
      ORDER BY "offset" LIMIT ${PAGE}
    `.execute(db);
    return rows.map(({ at, offset, ...rest }) => ({ ...rest, offset: Number(offset), timestamp: at.getTime() }));
  }

  async function fileBytes(): Promise<number> {
    const { rows } = await sql<{ bytes: string }>`
      SELECT pg_total_relation_size('archive') + pg_total_relation_size('archive_entries') AS bytes
    `.execute(db);
    return Number(rows[0]!.bytes);
  }

  async function dropBefore(moment: number): Promise<void> {
    await db.deleteFrom('archive').where('received_at', '<', new Date(moment)).execute();
    await db.deleteFrom('archive_entries').where('at', '<', new Date(moment)).execute();
  }

  /** What the rows take, roughly: the files shrink only when the database tidies up. */
  async function liveBytes(): Promise<{ bytes: number; since: number | null }> {
    const { rows } = await sql<{ bytes: string | null; since: Date | null }>`
      SELECT (SELECT sum(pg_column_size(body) + pg_column_size(terms) * 2) FROM archive)
        + coalesce((SELECT sum(pg_column_size(value)) FROM archive_entries), 0) AS bytes,
        (SELECT min(received_at) FROM archive) AS since
    `.execute(db);
    return { bytes: Number(rows[0]!.bytes ?? 0), since: rows[0]!.since?.getTime() ?? null };
  }
}

const DAY_MS = 86_400_000;

const readRow = ({ body, share }: Row, searched: number): Found => ({
  signal: JSON.parse(body) as Signal,
  chance: Math.min(1, share * searched),
});

/** By how many levels a sample may grow until it holds `most`, with room for chance. */
const roomFor = (rows: number, most: number): number =>
  Math.max(rows * 3 < most ? 1 : 0, Math.floor(Math.log2(most / (rows + 8))) - 1);

/** The condition as PostgreSQL asks it of a tsvector. */
export function tsquery(sought: Sought): string {
  switch (sought.kind) {
    case 'term':
      return quoted(sought.term);
    case 'beginning':
      return `${quoted(sought.stem)}:*`;
    case 'and':
      return `(${sought.children.map(tsquery).join(' & ')})`;
    case 'or':
      return `(${sought.children.map(tsquery).join(' | ')})`;
    case 'anything':
    case 'nothing':
      throw new Error('the whole condition, or no part of it');
  }
}

export const quoted = (term: string): string => `'${cleanText(term).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
