import { sql } from 'kysely';
import type { Archive } from '../../streams/archive.ts';
import type { LookBack } from '../ports/lookback.ts';
import { createArchiveEntries } from './archive-entries.ts';
import { createArchiveSearch, type ArchiveOptions } from './archive-search.ts';
import { cleanText } from './json.ts';

/** The signals and mentions of the past, in the database; the pipeline keeps them, people look back at them. */
export function createArchive({ db, clock }: ArchiveOptions): Archive & LookBack {
  return {
    ...createArchiveSearch({ db, clock }),
    ...createArchiveEntries(db),

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
