import { type Kysely, sql } from 'kysely';
import type { AuditLog, Reach } from '../../ports/people.ts';
import type { AuditQuery, AuditRecord } from '../../contract/audit.ts';
import { createOpaqueIds } from '../opaque-ids.ts';
import type { Tables } from '../tables.ts';
import { withinReach } from './reach.ts';

const PAGE = 50;

/** Entries are numbered over all brands; `secret` hides the numbers, or their gaps would tell of the other brands. */
export function createAuditLog(options: { readonly db: Kysely<Tables>; readonly secret: string }): AuditLog {
  const { db } = options;
  const ids = createOpaqueIds(options.secret, 'audit');
  const present = (rows: readonly Numbered[]): AuditRecord[] => rows.map((row) => ({ ...row, id: ids.hide(row.id) }));

  return {
    async page(reach, query, before) {
      // What was never handed out is older than everything.
      const from = before === null ? null : (ids.find(before) ?? 0);
      const [found, actions] = await Promise.all([read(db, reach, query, from, PAGE + 1), readActions(db, reach)]);
      const records = present(found.slice(0, PAGE));
      return { records, before: found.length > PAGE ? records.at(-1)!.id : null, actions };
    },
    all: async (reach, query, most) => present(await read(db, reach, query, null, most)),
  };
}

type Numbered = Omit<AuditRecord, 'id'> & { readonly id: number };

async function read(
  db: Kysely<Tables>,
  reach: Reach,
  query: AuditQuery,
  before: number | null,
  limit: number,
): Promise<Numbered[]> {
  const { person, action, brand, from, to, text } = query;
  let rows = db
    .selectFrom('audit')
    .leftJoin('user as actor', 'actor.id', 'audit.actor')
    .leftJoin('user as subject', 'subject.id', 'audit.subject')
    .select(['audit.id', 'audit.at', 'audit.actor', 'actor.name as actorName', 'audit.action', 'audit.subject'])
    .select(['subject.name as subjectName', 'audit.brand', 'audit.before', 'audit.after'])
    .where(withinReach(reach))
    .orderBy('audit.id', 'desc')
    .limit(limit);
  if (before !== null) rows = rows.where('audit.id', '<', before);
  if (person) rows = rows.where((eb) => eb.or([eb('audit.actor', '=', person), eb('audit.subject', '=', person)]));
  if (action)
    rows = rows.where((eb) =>
      eb.or([eb('audit.action', '=', action), sql<boolean>`starts_with(action, ${`${action}.`})`]),
    );
  if (brand) rows = rows.where('audit.brand', '=', brand);
  if (from) rows = rows.where('audit.at', '>=', new Date(from));
  if (to) rows = rows.where('audit.at', '<', new Date(to));
  if (text) {
    const part = `%${text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where(
      sql<boolean>`concat_ws(' ', actor.name, actor.email, audit.actor, audit.action, subject.name, subject.email,
        audit.subject, audit.before::text, audit.after::text) ILIKE ${part}`,
    );
  }
  return (await rows.execute()).map(({ at, before: was, after, ...row }) => ({
    ...row,
    at: at.toISOString(),
    before: was as AuditRecord['before'],
    after: after as AuditRecord['after'],
  }));
}

async function readActions(db: Kysely<Tables>, reach: Reach): Promise<string[]> {
  const rows = await db
    .selectFrom('audit')
    .select('action')
    .distinct()
    .where(withinReach(reach))
    .orderBy('action')
    .limit(200)
    .execute();
  return rows.map(({ action }) => action);
}
