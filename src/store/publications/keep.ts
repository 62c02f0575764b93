import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Draft } from '../../contract/draft.ts';
import { nextAt } from '../../core/draft/publication.ts';
import type { Tables } from '../tables.ts';

/** Keeps the rows by which publications are found in step with the draft. Comes with every write of a draft. */
export async function keepPublications(trx: Transaction<Tables>, draft: Draft, at: number): Promise<void> {
  const sent = draft.publications.filter(({ via }) => via !== 'hand');
  if (sent.length === 0) return;
  const next = sent.map((one) => nextAt(one));
  await sql`
    INSERT INTO publications (id, draft, brand, destination, state, next_at, key)
    SELECT id, ${draft.id}, ${draft.brand}, destination, state, next_at, key FROM unnest(
      ${sent.map(({ id }) => id)}::text[], ${sent.map(({ destination }) => destination?.id ?? '')}::text[],
      ${sent.map(({ state }) => state)}::text[],
      ${next.map((ms) => (ms === null ? null : new Date(ms).toISOString()))}::timestamptz[],
      ${sent.map(({ id }) => sortableKey(id, at))}::text[]) AS t (id, destination, state, next_at, key)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, next_at = excluded.next_at
  `.execute(trx);
}

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * A record key as the AT Protocol wants it (TID): 13 characters that sort by time, of which the last ten bits tell those of
 * one microsecond apart. Drawn once, when the publication is written first; other platforms take it as it is.
 */
function sortableKey(id: string, at: number): string {
  const hash = createHash('sha256').update(id).digest();
  const micros = BigInt(at) * 1000n + BigInt(hash.readUInt16BE(0) % 1000);
  let rest = (micros << 10n) | BigInt(hash.readUInt16BE(2) % 1024);
  let key = '';
  for (let i = 0; i < 13; i++) {
    key = ALPHABET[Number(rest & 31n)]! + key;
    rest >>= 5n;
  }
  return key;
}
