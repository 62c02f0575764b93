import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../../context.ts';
import type { OwnAccounts, Person } from '../../ports/people.ts';
import { Profile } from '../../contract/user.ts';
import { writeAudit } from '../audit.ts';
import { type Auth, hashPassword, isPassword } from '../auth.ts';
import { cleanText, toJson } from '../json.ts';
import type { Tables } from '../tables.ts';
import { refuse } from './guard.ts';
import { passwordOf, writePassword } from './passwords.ts';
import { endSessions, sessionsOf } from './sessions.ts';
import { createTwoFactor } from './two-factor.ts';

interface Options {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly auth: Auth;
}

export async function profileOf(db: Kysely<Tables>, userId: string): Promise<Profile> {
  const row = await db.selectFrom('profiles').select('body').where('user_id', '=', userId).executeTakeFirst();
  return Profile.catch(Profile.parse({})).parse(row?.body ?? {});
}

export function createOwnAccounts({ db, clock, auth }: Options): OwnAccounts {
  const twoFactor = createTwoFactor({ db, clock, auth });

  async function get({ id }: Pick<Person, 'id'>) {
    const [user, profile, password, recoveryCodes] = await Promise.all([
      db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
      profileOf(db, id),
      passwordOf(db, id),
      twoFactor.codesLeft(id),
    ]);
    const { email, name, twoFactorEnabled } = user;
    return {
      ...{ id, email, name, profile, recoveryCodes },
      password: password !== null,
      twoFactor: twoFactorEnabled ?? false,
    };
  }

  return {
    get,

    async saveProfile(person, { name, ...changed }) {
      await db.transaction().execute(async (trx) => {
        const at = clock();
        await lockPerson(trx, person.id);
        const before = await profileOf(trx, person.id);
        const row = { body: toJson({ ...before, ...changed }), updated_at: new Date(at) };
        await trx
          .insertInto('profiles')
          .values({ user_id: person.id, ...row })
          .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
          .execute();
        if (name !== undefined)
          await trx
            .updateTable('user')
            .set({ name: cleanText(name), updatedAt: new Date(at) })
            .where('id', '=', person.id)
            .execute();
        const after = { ...changed, ...(name !== undefined && { name }) };
        const had = { ...before, name: person.name };
        const known = Object.fromEntries(Object.keys(after).map((key) => [key, had[key as keyof typeof had]]));
        const about = { at, actor: person.id, action: 'account.profile', subject: person.id };
        await writeAudit(trx, { ...about, before: known, after });
      });
      return get(person);
    },

    async changePassword(person, { current, password }) {
      const known = await passwordOf(db, person.id);
      if (known !== null && !(await isPassword(known, current ?? ''))) return refuse('wrong-password');
      const hashed = await hashPassword(password);
      await db.transaction().execute(async (trx) => {
        await lockPerson(trx, person.id);
        await writePassword(trx, person.id, hashed, clock());
        const ended = await endSessions(trx, person.id, { except: person.session });
        const after = { sessionsEnded: ended };
        await writeAudit(trx, { at: clock(), actor: person.id, action: 'account.password', subject: person.id, after });
      });
      return null;
    },

    sessions: (person) => sessionsOf(db, person.id, clock(), person.session),

    endSessions: (person, session) =>
      db.transaction().execute(async (trx) => {
        const which = session === undefined ? { except: person.session } : { only: session };
        const ended = await endSessions(trx, person.id, which);
        if (ended === 0) return 0;
        const after = { ended };
        await writeAudit(trx, { at: clock(), actor: person.id, action: 'session.end', subject: person.id, after });
        return ended;
      }),

    beginTwoFactor: twoFactor.begin,
    confirmTwoFactor: twoFactor.confirm,
    endTwoFactor: twoFactor.end,
    renewRecoveryCodes: twoFactor.renew,
  };
}

/** Changes of one account come one after the other, so that none overwrites what it has not seen. */
async function lockPerson(trx: Transaction<Tables>, userId: string): Promise<void> {
  await trx.selectFrom('user').select('id').where('id', '=', userId).forUpdate().executeTakeFirst();
}
