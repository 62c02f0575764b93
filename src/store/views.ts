import type { Kysely } from 'kysely';
import type { ViewStore } from '../ports/newsroom.ts';
import type { SavedView } from '../contract/teamwork.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

/** Filters that people keep under names, each their own. */
export function createViews({ db }: { readonly db: Kysely<Tables> }): ViewStore {
  async function list(person: string): Promise<SavedView[]> {
    const rows = await db
      .selectFrom('saved_views')
      .select(['name', 'search', 'at'])
      .where('user_id', '=', person)
      .orderBy('name')
      .execute();
    return rows.map(({ name, search, at }) => ({ name, search, at: at.toISOString() }));
  }

  return {
    list,
    async save(person, request, at) {
      const name = cleanText(request.name);
      const kept = { search: cleanText(request.search), at: new Date(at) };
      await db
        .insertInto('saved_views')
        .values({ user_id: person, name, ...kept })
        .onConflict((clash) => clash.columns(['user_id', 'name']).doUpdateSet(kept))
        .execute();
      return list(person);
    },
    async remove(person, name) {
      await db.deleteFrom('saved_views').where('user_id', '=', person).where('name', '=', cleanText(name)).execute();
      return list(person);
    },
  };
}
