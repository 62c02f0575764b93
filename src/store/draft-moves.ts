import type { Kysely } from 'kysely';
import type { DraftRefusal, LastMove } from '../ports/newsroom.ts';
import type { DraftVersion } from '../contract/approval.ts';
import type { Draft } from '../contract/draft.ts';
import type { Tables } from './tables.ts';

/** Parts of the system that move drafts. */
export const GATE = 'gate';
export const DEADLINE = 'deadline';

/** Who was first: whoever wrote the text that stands there, where that is what is in the way; else who moved it last. */
export async function lastMove(
  db: Kysely<Tables>,
  draft: Draft,
  refused: DraftRefusal['kind'],
): Promise<LastMove | null> {
  if (refused === 'other-version') {
    const text = (await versionsOf(db, draft)).at(-1);
    return text ? { move: 'write', by: text.by, at: text.at } : null;
  }
  const row = await db
    .selectFrom('audit')
    .leftJoin('user', 'user.id', 'audit.actor')
    .select(['audit.at', 'audit.actor', 'audit.action', 'user.name'])
    .where('audit.subject', '=', draft.id)
    .where('audit.action', 'like', 'draft.%')
    .where('audit.action', '<>', 'draft.escalate')
    .orderBy('audit.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const by = row.actor === GATE ? null : { id: row.actor, name: row.name ?? nameIn(draft, row.actor) };
  return { move: row.action.slice('draft.'.length), by, at: row.at.toISOString() };
}

/** Every text of a draft, the first one first. */
export async function versionsOf(db: Kysely<Tables>, draft: Draft): Promise<DraftVersion[]> {
  const rows = await db
    .selectFrom('draft_versions')
    .leftJoin('user', 'user.id', 'draft_versions.by_person')
    .select(['version', 'text', 'content', 'by_person', 'at', 'user.name'])
    .where('draft', '=', draft.id)
    .orderBy('version')
    .execute();
  return rows.map(({ version, text, content, by_person: id, at, name }) => {
    return { version, text, ...content, by: { id, name: name ?? nameIn(draft, id) }, at: at.toISOString() };
  });
}

/** What somebody whose account is gone is called in the draft. */
function nameIn({ author, approvals, remark }: Draft, id: string): string {
  const people = [author, ...approvals.map(({ by }) => by), remark?.by];
  return people.find((person) => person?.id === id)?.name ?? id;
}
