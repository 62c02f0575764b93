import { type Kysely, sql } from 'kysely';
import type { ChangeStore } from '../ports/newsroom.ts';
import type { Change } from '../contract/change.ts';
import type { Listener } from './listener.ts';
import { CHANGES_CHANNEL } from './numbered-changes.ts';
import type { Tables } from './tables.ts';

export interface Changes extends ChangeStore {
  /** Forgets changes made before a moment (ms). Clients further behind get a snapshot. Answers how many. */
  purge(before: number): Promise<number>;
}

export function createChanges(options: { readonly db: Kysely<Tables>; readonly listener: Listener }): Changes {
  const { db, listener } = options;

  async function last(brand: string): Promise<number> {
    const head = await db.selectFrom('change_heads').select('last').where('brand', '=', brand).executeTakeFirst();
    return head?.last ?? 0;
  }

  const rowsAfter = (brand: string, seq: number, limit: number): Promise<ChangeRow[]> =>
    db
      .selectFrom('changes')
      .select(['seq', 'at', 'body'])
      .where('brand', '=', brand)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .execute();

  return {
    epoch: () => readEpoch(db),
    last,

    async since(brand, seq, limit) {
      const rows = await rowsAfter(brand, seq, limit);
      if (rows.length > 0) return goOn(brand, seq, rows);
      // Nothing follows: up to date, unless the rest was purged or the number is from another history.
      if (seq === (await last(brand))) return [];
      // A change may have come between the two looks: a third one sees it.
      return goOn(brand, seq, await rowsAfter(brand, seq, limit));
    },

    async watch(report) {
      return listener.on(CHANGES_CHANNEL, (brand) => {
        if (brand !== null) return report(brand);
        void db
          .selectFrom('change_heads')
          .select('brand')
          .execute()
          .then(
            (heads) => heads.forEach((head) => report(head.brand)),
            // The connection was lost again; its return reports once more.
            () => undefined,
          );
      });
    },

    async purge(before) {
      const heads = await db.selectFrom('change_heads').select('brand').orderBy('brand').execute();
      let many = 0;
      for (const { brand } of heads) many += await purgeBrand(db, brand, before);
      return many;
    },
  };
}

/** Changes thrown away at once: each statement stays short, however long nobody cleared up. */
const BATCH = 1_000;

/** From the oldest on, as far as they are old: what is left never has a gap, whatever clock wrote the times. */
async function purgeBrand(db: Kysely<Tables>, brand: string, before: number): Promise<number> {
  for (let many = 0; ;) {
    const oldest = await db
      .selectFrom('changes')
      .select(['seq', 'at'])
      .where('brand', '=', brand)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    const kept = oldest.findIndex(({ at }) => at.getTime() >= before);
    const gone = kept === -1 ? oldest : oldest.slice(0, kept);
    const last = gone.at(-1);
    if (!last) return many;
    await db.deleteFrom('changes').where('brand', '=', brand).where('seq', '<=', last.seq).execute();
    many += gone.length;
    if (gone.length < BATCH) return many;
  }
}

interface ChangeRow {
  readonly seq: number;
  readonly at: Date;
  readonly body: Change['body'];
}

/** Null where the first is not the one that follows. */
const goOn = (brand: string, seq: number, rows: readonly ChangeRow[]): Change[] | null =>
  rows[0]?.seq === seq + 1 ? rows.map((row) => present(brand, row)) : null;

function present(brand: string, row: ChangeRow): Change {
  return { brand, seq: row.seq, at: row.at.toISOString(), body: row.body };
}

/**
 * The number drawn when the tables were made, with what a restore changes: the database's own number and, for a copy of
 * the files, the server's timeline.
 */
async function readEpoch(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ epoch: string }>`
    SELECT m.value || '-' || d.oid || '-' || (SELECT timeline_id FROM pg_control_checkpoint()) AS epoch
    FROM meta m, pg_database d WHERE m.key = 'epoch' AND d.datname = current_database()
  `.execute(db);
  return rows[0]!.epoch;
}
