import type { Kysely } from 'kysely';
import type { Clock } from '../../context.ts';
import type { AccountRefusal, Person, RefusedAccount } from '../../ports/people.ts';
import type { TwoFactorSetup } from '../../contract/account.ts';
import { writeAudit } from '../audit.ts';
import type { Auth } from '../auth.ts';
import type { Tables } from '../tables.ts';
import { refuse } from './guard.ts';

interface Options {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly auth: Auth;
}

/** What better-auth refuses with, in our words. */
const REFUSALS: Record<string, AccountRefusal> = {
  INVALID_PASSWORD: 'wrong-password',
  PASSWORD_TOO_LONG: 'wrong-password',
  PASSWORD_TOO_SHORT: 'wrong-password',
  INVALID_CODE: 'wrong-code',
  TOTP_ALREADY_ENABLED: 'two-factor-on',
  TOTP_NOT_ENABLED: 'two-factor-off',
  TWO_FACTOR_NOT_ENABLED: 'two-factor-off',
};

async function orRefuse<T>(work: Promise<T>): Promise<T | RefusedAccount> {
  try {
    return await work;
  } catch (error) {
    const { code = '' } = (error as { body?: { code?: string } }).body ?? {};
    const refused = REFUSALS[code];
    if (refused) return refuse(refused);
    throw error;
  }
}

/** A second factor by RFC 6238 through better-auth's plugin, with an entry in the audit trail for each change. */
export function createTwoFactor({ db, clock, auth }: Options) {
  const note = (person: Person, action: string) =>
    writeAudit(db, { at: clock(), actor: person.id, action, subject: person.id });

  return {
    /** Null where the person has no second factor. */
    async codesLeft(userId: string): Promise<number | null> {
      const row = await db
        .selectFrom('twoFactor')
        .select(['id', 'verified'])
        .where('userId', '=', userId)
        .executeTakeFirst();
      if (!row?.verified) return null;
      const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId } });
      return backupCodes.length;
    },

    /** Nothing is asked at sign-in until a code has been confirmed. */
    async begin(_: Person, headers: Headers, password: string): Promise<TwoFactorSetup | RefusedAccount> {
      const made = await orRefuse(auth.api.enableTwoFactor({ headers, body: { password, method: 'totp' } }));
      if ('refused' in made) return made;
      if (!('totpURI' in made)) throw new Error('better-auth answers no address for the second factor');
      const { totpURI: uri, backupCodes: recoveryCodes } = made;
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', recoveryCodes };
    },

    async confirm(person: Person, headers: Headers, code: string) {
      const done = await orRefuse(auth.api.verifyTOTP({ headers, body: { code }, returnHeaders: true }));
      if ('refused' in done) return done;
      await note(person, 'account.two-factor-on');
      return { cookies: done.headers.getSetCookie() };
    },

    async end(person: Person, headers: Headers, password: string) {
      const done = await orRefuse(auth.api.disableTwoFactor({ headers, body: { password }, returnHeaders: true }));
      if ('refused' in done) return done;
      await note(person, 'account.two-factor-off');
      return { cookies: done.headers.getSetCookie() };
    },

    async renew(person: Person, headers: Headers, password: string): Promise<string[] | RefusedAccount> {
      const done = await orRefuse(auth.api.generateBackupCodes({ headers, body: { password } }));
      if ('refused' in done) return done;
      await note(person, 'account.recovery-codes');
      return done.backupCodes;
    },
  };
}
