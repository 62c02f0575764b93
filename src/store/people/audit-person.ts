import type { Kysely } from 'kysely';
import { type AuditEntry, writeAudit } from '../audit.ts';
import type { Tables } from '../tables.ts';
import type { KnownPerson } from './entries.ts';

/** An entry about a whole person: the administrators of their brand read it, where there is but one. */
export async function auditPerson(
  trx: Kysely<Tables>,
  person: Pick<KnownPerson, 'id' | 'grants'>,
  entry: Pick<AuditEntry, 'at' | 'actor' | 'action' | 'before' | 'after'>,
): Promise<void> {
  const brands = [...new Set(person.grants.map(({ brand }) => brand))].filter((brand) => brand !== '*');
  // A single entry names its brand; somebody of several brands, or of all, is the whole installation's concern.
  const [only] = brands.length === 1 && person.grants.every(({ brand }) => brand !== '*') ? brands : [];
  await writeAudit(trx, { ...entry, subject: person.id, ...(only !== undefined && { brand: only }) });
}
