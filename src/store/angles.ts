import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { ClearedAngle, OfferedAngle } from '../contract/cleared-angle.ts';
import { policyUnder } from '../core/draft/approval-policy.ts';
import { approveAngle, newAngle, obstacleToUse, withdrawAngle, type AngleMoved } from '../core/draft/cleared-angle.ts';
import type { AngleStore, RefusedAngle } from '../ports/angles.ts';
import { angleOf, writeAngle, type AngleDeed } from './angle-row.ts';
import { brandOf } from './move-draft.ts';
import type { Tables } from './tables.ts';

interface AnglesOptions {
  readonly db: Kysely<Tables>;
  /** Names of new angles; random ones unless told. */
  readonly newId?: () => string;
}

/** Of a brand, withdrawn ones aside. */
const MOST = 100;
/** Withdrawn ones that are shown. */
const MOST_SHOWN = 300;

export function createAngles({ db, newId = randomUUID }: AnglesOptions): AngleStore {
  return {
    async list(brand) {
      const rows = await db
        .selectFrom('cleared_angles')
        .select('body')
        .where('brand', '=', brand)
        .orderBy((is) => is('state', '=', 'withdrawn'))
        .orderBy('updated_at', 'desc')
        .orderBy('id')
        .limit(MOST_SHOWN)
        .execute();
      return rows.map(({ body }) => body);
    },

    async brandOf(id) {
      return (await angleOf(db, id).executeTakeFirst())?.body.brand ?? null;
    },

    propose: (brand, request, by, at) =>
      db.transaction().execute(async (trx) => {
        if (!by.mayWrite) return { refused: { kind: 'no-right' } };
        const { many } = await trx
          .selectFrom('cleared_angles')
          .select((is) => is.fn.countAll().as('many'))
          .where('brand', '=', brand)
          .where('state', '<>', 'withdrawn')
          .executeTakeFirstOrThrow();
        if (Number(many) >= MOST) return { refused: { kind: 'too-many', most: MOST } };
        const angle = newAngle(request, { id: newId(), brand, by, at });
        await writeAngle(trx, { angle, before: null, move: 'propose', actor: by.id, at });
        return { angle };
      }),

    approve: (id, by, at) =>
      db.transaction().execute((trx) =>
        moveAngle(trx, { id, move: 'approve', actor: by.id, at }, async (angle) => {
          const policy = policyUnder((await brandOf(trx, angle.brand)).approval, 'go');
          return approveAngle(angle, { person: by, roles: by.roles, mayApprove: by.mayApprove, policy, at });
        }),
      ),

    withdraw: (id, by, at) =>
      db
        .transaction()
        .execute((trx) =>
          moveAngle(trx, { id, move: 'withdraw', actor: by.id, at }, (angle) =>
            by.mayWrite ? withdrawAngle(angle, by, at) : { refused: { kind: 'no-right' } },
          ),
        ),

    offered: (opportunity, at) => offered(db, opportunity, at),
  };
}

/** Changes an angle under its lock, or says why not. */
async function moveAngle(
  trx: Transaction<Tables>,
  { id, ...deed }: Pick<AngleDeed, 'move' | 'actor' | 'at'> & { readonly id: string },
  move: (angle: ClearedAngle) => AngleMoved | Promise<AngleMoved>,
): Promise<{ angle: ClearedAngle } | RefusedAngle> {
  const row = await angleOf(trx, id).forUpdate().executeTakeFirst();
  if (!row) return { refused: { kind: 'not-found' } };
  const outcome = await move(row.body);
  if ('angle' in outcome) await writeAngle(trx, { ...deed, angle: outcome.angle, before: row.body });
  return outcome;
}

async function offered(db: Kysely<Tables>, opportunity: string, at: number): Promise<OfferedAngle[]> {
  const card = await db.selectFrom('opportunities').select('body').where('id', '=', opportunity).executeTakeFirst();
  if (!card) return [];
  const { brand, verdict, topics } = card.body;
  const rows = await db
    .selectFrom('cleared_angles')
    .select('body')
    .where('brand', '=', brand)
    .where('state', '=', 'approved')
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();
  const now = { topics: topics.map(({ topic }) => topic), verdict: verdict.level, at };
  const all = rows.map(({ body: angle }): OfferedAngle => {
    const obstacle = obstacleToUse(angle, now);
    return { angle, obstacle: obstacle && { code: `angle.${obstacle}`, data: {} } };
  });
  const isOver = (code: string | undefined) => code === 'angle.expired' || code === 'angle.used-up';
  const open = all.filter(({ obstacle }) => !isOver(obstacle?.code));
  return [...open.filter(({ obstacle }) => !obstacle), ...open.filter(({ obstacle }) => obstacle)];
}
