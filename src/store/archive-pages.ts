import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { CUT } from '../core/territory/lookback/terms.ts';
import type { Period } from '../ports/lookback.ts';
import type { PastPages, PastSignal } from '../ports/replay.ts';
import { quoted, tsquery } from './archive-search.ts';
import type { Tables } from './tables.ts';

/** Rows that a slice of time should have; its length is fitted to that. */
const WANTED = 1_000;
const FIRST_SLICE_MS = 10 * 60_000;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 24 * 3_600_000;
const LOCK = 'rebond replay';
const LOCK_EVERY_MS = 500;

/** The archive read from front to back. */
export function createArchivePages({ db }: { readonly db: Kysely<Tables> }): PastPages {
  return {
    /** By slices of time: the index of terms answers each, and nothing has to be sorted beyond one. */
    async *signals(sought, { from, to }) {
      if (sought.kind === 'nothing') return;
      const terms = sought.kind === 'anything' ? null : `(${tsquery(sought)} | ${quoted(CUT)})`;
      let slice = FIRST_SLICE_MS;
      for (let at = from; at < to;) {
        const end = Math.min(to, at + slice);
        const rows = await slicePage(terms, { from: at, to: end });
        if (rows.length > 0) yield rows;
        at = end;
        slice = fitted(slice, rows.length);
      }
    },

    async reach({ from, to }) {
      const { rows } = await sql<{ since: Date | null; share: number | null }>`
        SELECT (SELECT min(at) FROM archive_entries) AS since,
          (SELECT min(share) FROM archive
            WHERE NOT mentioned AND received_at >= ${new Date(from)} AND received_at < ${new Date(to)}) AS share
      `.execute(db);
      const { since, share } = rows[0]!;
      return { since: since?.getTime() ?? null, share: share ?? 1 };
    },

    alone: (work) =>
      db.connection().execute(async (connection) => {
        // Asked for again and again: a statement that waited for it would run into the time that statements have.
        while (!(await tryLock(connection))) await sleep(LOCK_EVERY_MS);
        try {
          return await work();
        } finally {
          await sql`SELECT pg_advisory_unlock(hashtextextended(${LOCK}, 0))`.execute(connection);
        }
      }),
  };

  async function slicePage(terms: string | null, { from, to }: Period): Promise<PastSignal[]> {
    const { rows } = await sql<{ id: string; received_at: Date; body: string }>`
      SELECT id, received_at, body FROM archive
      WHERE received_at >= ${new Date(from)} AND received_at < ${new Date(to)}
        ${terms === null ? sql`` : sql`AND terms @@ ${terms}::tsquery`}
      ORDER BY received_at, id
    `.execute(db);
    return rows.map(({ id, received_at: at, body }) => ({ id, receivedAt: at.getTime(), body }));
  }
}

async function tryLock(connection: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    SELECT pg_try_advisory_lock(hashtextextended(${LOCK}, 0)) AS held
  `.execute(connection);
  return rows[0]!.held;
}

const fitted = (slice: number, rows: number): number => {
  const factor = Math.min(4, Math.max(0.1, WANTED / Math.max(rows, 1)));
  return Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, slice * factor)));
};
