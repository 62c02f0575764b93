import { type Kysely, sql, type Transaction } from 'kysely';
import type { Change, ChangeBody } from '../contract/change.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

export interface UnnumberedChange {
  readonly brand: string;
  readonly body: ChangeBody;
}

/** Channel on which a brand's name is sent when it has new changes. */
export const CHANGES_CHANNEL = 'rebond_changes';

/**
 * Numbers and writes changes inside a transaction, in the order given. Numbers of a brand have no gaps: its head row stays
 * locked until the transaction ends, so a number that is taken back is given again. Heads are locked in the order of the
 * brands' names, and after any opportunity's row, so that two writers never wait for each other.
 */
export async function writeChanges(
  trx: Transaction<Tables>,
  changes: readonly UnnumberedChange[],
  at: number,
): Promise<Change[]> {
  if (changes.length === 0) return [];
  const next = await takeNumbers(trx, changes);
  const when = new Date(at).toISOString();
  const numbered = changes.map(({ brand, body }) => {
    const seq = next.get(brand)!;
    next.set(brand, seq + 1);
    return { brand, seq, at: when, body };
  });
  await sql`
    INSERT INTO changes (brand, seq, at, body)
    SELECT brand, seq, ${when}::timestamptz, body::jsonb
    FROM unnest(${numbered.map((c) => c.brand)}::text[], ${numbered.map((c) => c.seq)}::bigint[],
                ${numbered.map((c) => toJson(c.body))}::text[]) AS t (brand, seq, body)
  `.execute(trx);
  await notifyBrands(trx, [...next.keys()]);
  return numbered;
}

/** First number of each brand's share. */
async function takeNumbers(trx: Kysely<Tables>, changes: readonly UnnumberedChange[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { brand } of changes) counts.set(brand, (counts.get(brand) ?? 0) + 1);
  const brands = [...counts.keys()].sort();
  const { rows } = await sql<{ brand: string; last: number }>`
    INSERT INTO change_heads AS h (brand, last)
    SELECT brand, n FROM unnest(${brands}::text[], ${brands.map((b) => counts.get(b)!)}::bigint[])
      WITH ORDINALITY AS t (brand, n, place) ORDER BY place
    ON CONFLICT (brand) DO UPDATE SET last = h.last + excluded.last
    RETURNING brand, last
  `.execute(trx);
  return new Map(rows.map(({ brand, last }) => [brand, last - counts.get(brand)! + 1]));
}

/** Delivered when the transaction commits. */
async function notifyBrands(trx: Kysely<Tables>, brands: string[]): Promise<void> {
  await sql`SELECT pg_notify(${CHANGES_CHANNEL}, brand) FROM unnest(${brands}::text[]) AS t (brand)`.execute(trx);
}
