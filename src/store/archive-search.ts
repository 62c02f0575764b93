import { type Kysely, sql } from 'kysely';
import type { Signal } from '../contract/signal.ts';
import type { Sought } from '../core/territory/lookback/sought.ts';
import { CUT, DEEPEST, sampleTerm } from '../core/territory/lookback/terms.ts';
import type { Found, LookBack, Period, Search } from '../ports/lookback.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

const SHARE_KNOWN_MS = 60_000;

interface Row {
  readonly body: string;
  readonly share: number;
}

export interface ArchiveOptions {
  readonly db: Kysely<Tables>;
  readonly clock: () => number;
}

/** Finds signals of the past by a condition, or by their ids. */
export function createArchiveSearch({ db, clock }: ArchiveOptions): Pick<LookBack, 'search' | 'byIds'> {
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
  };
}

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
