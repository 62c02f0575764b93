import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../context.ts';
import type { Tables } from './tables.ts';

interface IntakeTokenInfo {
  readonly id: string;
  readonly label: string;
  readonly createdAt: string;
}

/** Secrets shown once and kept as their hash. */
export interface Tokens {
  createIntake(label: string): Promise<{ id: string; token: string }>;
  isIntake(token: string): Promise<boolean>;
  listIntake(): Promise<IntakeTokenInfo[]>;
  /** False where there is no such token. */
  revokeIntake(id: string): Promise<boolean>;
  /** For one sign-in of a person within 15 minutes. */
  createWelcome(userId: string): Promise<string>;
  /** The person it was made for, once; null where it is unknown, used or too old. */
  redeemWelcome(token: string): Promise<string | null>;
}

const WELCOME_MS = 15 * 60_000;
const LONGEST = 200;

export function createTokens(options: { readonly db: Kysely<Tables>; readonly clock: Clock }): Tokens {
  const { db, clock } = options;

  async function create(kind: 'intake' | 'welcome', label: string, userId: string | null, expiresAt: Date | null) {
    const id = randomUUID();
    const token = `rebond_${kind}_${randomBytes(32).toString('base64url')}`;
    await db
      .insertInto('tokens')
      .values({
        hash: hashOf(token),
        id,
        kind,
        label,
        user_id: userId,
        created_at: new Date(clock()),
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
    return { id, token };
  }

  return {
    createIntake: (label) => create('intake', label, null, null),

    async isIntake(token) {
      if (token.length > LONGEST) return false;
      const row = await db
        .selectFrom('tokens')
        .select('id')
        .where('hash', '=', hashOf(token))
        .where('kind', '=', 'intake')
        .executeTakeFirst();
      return row !== undefined;
    },

    async listIntake() {
      const rows = await db
        .selectFrom('tokens')
        .select(['id', 'label', 'created_at'])
        .where('kind', '=', 'intake')
        .orderBy('created_at')
        .execute();
      return rows.map(({ id, label, created_at }) => ({ id, label, createdAt: created_at.toISOString() }));
    },

    async revokeIntake(id) {
      const { numDeletedRows } = await db
        .deleteFrom('tokens')
        .where('id', '=', id)
        .where('kind', '=', 'intake')
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async createWelcome(userId) {
      const now = clock();
      await db.deleteFrom('tokens').where('kind', '=', 'welcome').where('expires_at', '<', new Date(now)).execute();
      return (await create('welcome', 'sign-in link', userId, new Date(now + WELCOME_MS))).token;
    },

    async redeemWelcome(token) {
      if (token.length > LONGEST) return null;
      const now = new Date(clock());
      const row = await db
        .updateTable('tokens')
        .set({ used_at: now })
        .where('hash', '=', hashOf(token))
        .where('kind', '=', 'welcome')
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('user_id')
        .executeTakeFirst();
      return row?.user_id ?? null;
    },
  };
}

/** The tokens are random and long: a plain hash is enough, and lets one be found by it. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
