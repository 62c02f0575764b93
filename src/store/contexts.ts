import { type Kysely, sql } from 'kysely';
import type { Opportunity, VerdictLevel } from '../contract/opportunity.ts';
import { noteStep } from './steps.ts';
import type { Tables } from './tables.ts';

/**
 * Notes that a person has a story's context before them under a verdict; answers the level that stands. Noted is what
 * the person saw, and only while it still stands: a verdict that has just changed asks to be read anew.
 */
export async function noteContext(
  db: Kysely<Tables>,
  read: { readonly opportunity: string; readonly person: string; readonly seen?: VerdictLevel; readonly at: number },
): Promise<{ verdict: VerdictLevel; contextRead: boolean } | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('opportunities')
      .select(['body', 'brand'])
      .where('id', '=', read.opportunity)
      .forShare()
      .executeTakeFirst();
    if (!row) return null;
    const { level: verdict } = row.body.verdict;
    // The page was open before them, whatever has become of the verdict since.
    await noteStep(trx, read.opportunity, row.brand, 'seen', read.at);
    if (read.seen !== undefined && read.seen !== verdict) return { verdict, contextRead: false };
    const { opportunity, person } = read;
    const noted = { verdict, at: new Date(read.at) };
    await trx
      .insertInto('contexts')
      .values({ opportunity, person, ...noted })
      .onConflict((clash) => clash.columns(['opportunity', 'person']).doUpdateSet(noted))
      .execute();
    return { verdict, contextRead: true };
  });
}

/** Whether a person has opened the context under the verdict that stands now. */
export async function hasReadContext(
  db: Kysely<Tables>,
  opportunity: string,
  person: string,
  now: VerdictLevel,
): Promise<boolean> {
  const row = await db
    .selectFrom('contexts')
    .select('verdict')
    .where('opportunity', '=', opportunity)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.verdict === now;
}

/** Forgets who read what under a verdict that has changed, so that one which comes back asks again. */
export async function forgetOutdatedContexts(db: Kysely<Tables>, opportunities: readonly Opportunity[]): Promise<void> {
  await sql`
    DELETE FROM contexts AS c
    USING unnest(${opportunities.map(({ id }) => id)}::text[],
                 ${opportunities.map(({ verdict }) => verdict.level)}::text[]) AS now (id, level)
    WHERE c.opportunity = now.id AND c.verdict <> now.level
  `.execute(db);
}
