import type { Kysely, Transaction } from 'kysely';
import type { ClearedAngle } from '../contract/cleared-angle.ts';
import type { Draft } from '../contract/draft.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** The angle that a draft names, as it is and stays until the transaction ends; null where it names none, or none is there. */
export async function lockedAngle(trx: Transaction<Tables>, { angle, brand }: Draft): Promise<ClearedAngle | null> {
  if (angle === undefined) return null;
  const row = await angleOf(trx, angle).where('brand', '=', brand).forUpdate().executeTakeFirst();
  return row?.body ?? null;
}

export const angleOf = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('cleared_angles').select('body').where('id', '=', id);

/** What happened to an angle. */
export interface AngleDeed {
  readonly angle: ClearedAngle;
  /** Null where it is new. */
  readonly before: ClearedAngle | null;
  readonly move: 'propose' | 'approve' | 'withdraw' | 'use';
  readonly actor: string;
  readonly at: number;
}

/** Row and audit entry. */
export async function writeAngle(trx: Transaction<Tables>, deed: AngleDeed): Promise<void> {
  const { angle, before, move, actor, at } = deed;
  const { id, brand, state } = angle;
  const row = { state, body: toJson(angle), updated_at: angle.updatedAt };
  if (before) await trx.updateTable('cleared_angles').set(row).where('id', '=', id).execute();
  else
    await trx
      .insertInto('cleared_angles')
      .values({ id, brand, ...row })
      .execute();
  await writeAudit(trx, {
    ...{ at, actor, action: `angle.${move}`, subject: id, brand },
    before: before && told(before),
    after: told(angle),
  });
}

/** Its words never change: they stand in the entry of its proposal, and need not be repeated. */
function told({ text, variants, ...rest }: ClearedAngle): object {
  return rest.state === 'proposed' && rest.approvals.length === 0 ? { ...rest, text, variants } : rest;
}
