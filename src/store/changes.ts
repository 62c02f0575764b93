import { type Kysely, sql } from 'kysely';
import type { ChangeStore } from '../context.ts';
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

  return {
    epoch: () => readEpoch(db),
    last,

    async since(brand, seq, limit) {
      const rows = await db
        .selectFrom('changes')
        .select(['seq', 'at', 'body'])
        .where('brand', '=', brand)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      const first = rows[0];
      if (first) return first.seq === seq + 1 ? rows.map((row) => present(brand, row)) : null;
      // Nothing follows: up to date, unless the rest was purged or the number is from another history. A change may have
      // come between the two looks; then a snapshot does no harm.
      return seq === (await last(brand)) ? [] : null;
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
      const { numDeletedRows } = await db.deleteFrom('changes').where('at', '<', new Date(before)).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function present(brand: string, row: { seq: number; at: Date; body: Change['body'] }): Change {
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
