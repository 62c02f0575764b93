import type { Kysely } from 'kysely';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Who did what to what. Written in the transaction of the deed; the database lets nobody alter or delete it. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Id of a person, or the name of a part of the system. */
  readonly actor: string;
  /** `<noun>.<verb>`. */
  readonly action: string;
  readonly subject: string;
  readonly brand?: string;
  readonly before?: object | null;
  readonly after?: object | null;
}

export async function writeAudit(db: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: new Date(entry.at),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      brand: entry.brand ?? null,
      before: entry.before ? toJson(entry.before) : null,
      after: entry.after ? toJson(entry.after) : null,
    })
    .execute();
}
