import { type Kysely, sql } from 'kysely';
import type { PresenceBus } from '../ports/newsroom.ts';
import type { Listener } from './listener.ts';
import type { Tables } from './tables.ts';

const CHANNEL = 'rebond_presence';
/** What PostgreSQL takes in one notification, bytes. */
const MOST_BYTES = 7_900;

/** Words that are worth something only now, from process to process. Nothing of it is written. */
export function createPresenceBus(options: { readonly db: Kysely<Tables>; readonly listener: Listener }): PresenceBus {
  return {
    async tell(word) {
      if (Buffer.byteLength(word) > MOST_BYTES) return;
      await sql`SELECT pg_notify(${CHANNEL}, ${word})`.execute(options.db);
    },
    hear: (listener) => options.listener.on(CHANNEL, listener),
  };
}
