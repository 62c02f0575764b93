import { type Kysely, sql } from 'kysely';
import type { Clock } from '../context.ts';
import { toJson } from './json.ts';
import type { Listener } from './listener.ts';
import type { Tables } from './tables.ts';

/** What one process wrote for the others. */
interface Note {
  /** Milliseconds since 1970, on the clock of whoever wrote it. */
  readonly at: number;
  readonly value: unknown;
}

export type Notes = ReturnType<typeof createNotes>;

const CHANNEL = 'rebond_notes';
const PREFIX = 'note:';

interface NotesOptions {
  readonly db: Kysely<Tables>;
  readonly listener: Listener;
  readonly clock: Clock;
}

/**
 * How the processes of an installation tell each other small things: notes that stay until they are written anew, and
 * words that only those hear who listen now. Nothing lasting belongs here.
 */
export function createNotes({ db, listener, clock }: NotesOptions) {
  return {
    async put(name: string, value: unknown): Promise<void> {
      const json = toJson({ at: clock(), value });
      await db
        .insertInto('meta')
        .values({ key: PREFIX + name, value: json })
        .onConflict((clash) => clash.column('key').doUpdateSet({ value: json }))
        .execute();
    },

    async read(name: string): Promise<Note | null> {
      const row = await db
        .selectFrom('meta')
        .select('value')
        .where('key', '=', PREFIX + name)
        .executeTakeFirst();
      return row ? (JSON.parse(row.value) as Note) : null;
    },

    /** Throws away the notes whose names begin so and that were written before. */
    async purge(beginning: string, before: number): Promise<void> {
      await sql`
        DELETE FROM meta WHERE starts_with(key, ${PREFIX + beginning}) AND (value::jsonb ->> 'at')::bigint < ${before}
      `.execute(db);
    },

    /** At most some 7,900 bytes as JSON. */
    async tell(word: object): Promise<void> {
      await sql`SELECT pg_notify(${CHANNEL}, ${toJson(word)})`.execute(db);
    },

    /** Hears every word from now on, its own as well. Answers the function that ends it. */
    hear: (heard: (word: Readonly<Record<string, unknown>>) => void): Promise<() => Promise<void>> =>
      listener.on(CHANNEL, (payload) => {
        if (payload) heard(JSON.parse(payload) as Record<string, unknown>);
      }),
  };
}
