import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql, type SqlBool } from 'kysely';
import type { Clock } from '../context.ts';
import type { Person, TokenStore } from '../ports/people.ts';
import type { TokenEntry } from '../contract/token.ts';
import { writeAudit } from './audit.ts';
import { createSeen } from './people/sessions.ts';
import { refuse } from './people/guard.ts';
import type { Tables } from './tables.ts';

/** Secrets shown once and kept as their hash. */
export interface Tokens extends TokenStore {
  isIntake(token: string): Promise<boolean>;
  /** The secret that requests are signed by in the name of an intake token; null where its id is of none that is good. */
  signer(id: string): Promise<string | null>;
  /** The program behind a token that reads a brand; null where there is none, or it has run out. */
  reader(token: string): Promise<Person | null>;
  /** For one sign-in of a person within 15 minutes; the trail names who hands it out. */
  createWelcome(userId: string, by?: string): Promise<string>;
  /** The person it was made for, once; null where it is unknown, used or too old. */
  redeemWelcome(token: string): Promise<string | null>;
}

/**
 * A token is good as long as whoever made it might make it today: somebody who was deactivated, or administers its brand no
 * more, may have kept it. One that a command made belongs to no person. Asked anew each time, so it counts at once.
 */
const MAKER_STANDS = sql<SqlBool>`NOT EXISTS (
  SELECT FROM "user" maker WHERE maker.id = tokens.by_person AND (
    EXISTS (SELECT FROM deactivations d WHERE d.user_id = maker.id)
    OR NOT EXISTS (SELECT FROM role_grants g
      WHERE g.user_id = maker.id AND g.role = 'admin' AND g.brand IN ('*', tokens.brand))))`;

const WELCOME_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const LONGEST = 200;

/** `secret`: that of the installation. */
export function createTokens(options: {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly secret: string;
}): Tokens {
  const { db, clock } = options;
  const signingSecret = createSigning(options.secret);
  const seen = createSeen(clock, (id, at) =>
    db.updateTable('tokens').set({ used_at: at }).where('id', '=', id).execute(),
  );

  /** The row of a token that is good now, with a note that it was used. */
  async function find(by: { readonly hash: string } | { readonly id: string }, kind: 'intake' | 'read') {
    const row = await db
      .selectFrom('tokens')
      .select(['id', 'label', 'brand'])
      .where((eb) => ('hash' in by ? eb('hash', '=', by.hash) : eb('id', '=', by.id)))
      .where('kind', '=', kind)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date(clock()))]))
      .where(MAKER_STANDS)
      .executeTakeFirst();
    if (row) seen(row.id);
    return row ?? null;
  }

  return {
    list: async ({ reach }) =>
      (await readTokens(db)).filter(({ brand }) => reach === '*' || (brand !== null && reach.has(brand))),

    async create(by, { label, scope, brand, days }) {
      if (by.reach !== '*' && (brand === null || !by.reach.has(brand))) return refuse('out-of-reach-role');
      const { token, id } = newToken(scope);
      const at = clock();
      return db.transaction().execute(async (trx) => {
        const known =
          brand === null || (await trx.selectFrom('brands').select('id').where('id', '=', brand).executeTakeFirst());
        if (!known) return refuse('out-of-reach-role');
        await trx
          .insertInto('tokens')
          .values({
            ...{ hash: hashOf(token), id, kind: scope, label, brand, by_person: by.id, user_id: null, used_at: null },
            created_at: new Date(at),
            expires_at: days === null ? null : new Date(at + days * DAY_MS),
          })
          .execute();
        const after = { label, scope, days };
        const about = { action: 'token.create', subject: id, ...(brand !== null && { brand }) };
        await writeAudit(trx, { ...about, at, actor: by.id, after });
        const [entry] = await readTokens(trx, id);
        return { token, signing: scope === 'intake' ? { key: id, secret: signingSecret(id) } : null, entry: entry! };
      });
    },

    revoke: (by, id) =>
      db.transaction().execute(async (trx) => {
        const [entry] = await readTokens(trx, id);
        if (!entry || (by.reach !== '*' && (entry.brand === null || !by.reach.has(entry.brand)))) return false;
        const { numDeletedRows } = await trx.deleteFrom('tokens').where('id', '=', id).executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        const { label, scope, brand } = entry;
        const about = { action: 'token.revoke', subject: id, ...(brand !== null && { brand }) };
        await writeAudit(trx, { ...about, at: clock(), actor: by.id, before: { label, scope } });
        return true;
      }),

    isIntake: async (token) => (await find({ hash: hashOf(token) }, 'intake')) !== null,

    async signer(id) {
      const row = UUID.test(id) ? await find({ id }, 'intake') : null;
      return row && signingSecret(row.id);
    },

    async reader(token) {
      const row = await find({ hash: hashOf(token) }, 'read');
      if (row?.brand == null) return null;
      return { id: `token:${row.id}`, email: '', name: row.label, grants: [{ brand: row.brand, role: 'viewer' }] };
    },

    ...createWelcome(options),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Made from the installation's secret and never kept: a copy of the database signs nothing. */
function createSigning(installationSecret: string): (id: string) => string {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'rebond signed intake', 32));
  return (id) => `rebond_sign_${createHmac('sha256', key).update(id).digest('base64url')}`;
}

type Welcome = Pick<Tokens, 'createWelcome' | 'redeemWelcome'>;

function createWelcome({ db, clock }: { readonly db: Kysely<Tables>; readonly clock: Clock }): Welcome {
  return {
    async createWelcome(userId, by = 'rebond') {
      const now = clock();
      const { token, id } = newToken('welcome');
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('tokens').where('kind', '=', 'welcome').where('expires_at', '<', new Date(now)).execute();
        await trx
          .insertInto('tokens')
          .values({
            ...{ hash: hashOf(token), id, kind: 'welcome', label: 'sign-in link', user_id: userId, used_at: null },
            ...{ brand: null, by_person: null, created_at: new Date(now), expires_at: new Date(now + WELCOME_MS) },
          })
          .execute();
        await writeAudit(trx, { at: now, actor: by, action: 'person.sign-in-link', subject: userId });
      });
      return token;
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

/** All but the sign-in links, or one, the oldest first. */
async function readTokens(db: Kysely<Tables>, id?: string): Promise<TokenEntry[]> {
  const rows = await db
    .selectFrom('tokens')
    .leftJoin('user', 'user.id', 'tokens.by_person')
    .select(['tokens.id', 'kind', 'label', 'brand', 'by_person', 'user.name', 'created_at', 'expires_at', 'used_at'])
    .select(MAKER_STANDS.as('stands'))
    .where('kind', 'in', ['intake', 'read'])
    .$if(id !== undefined, (query) => query.where('tokens.id', '=', id!))
    .orderBy('created_at')
    .limit(1_000)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, label: row.label, brand: row.brand, by: row.name ?? row.by_person },
    scope: row.kind === 'read' ? 'read' : 'intake',
    void: !row.stands,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.used_at?.toISOString() ?? null,
  }));
}

const newToken = (kind: 'intake' | 'read' | 'welcome') => ({
  id: randomUUID(),
  token: `rebond_${kind}_${randomBytes(32).toString('base64url')}`,
});

/** The tokens are random and long: a plain hash is enough, and lets one be found by it. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
