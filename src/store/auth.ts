import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Device } from '../ports/people.ts';
import { PASSWORD_LENGTH } from '../contract/people.ts';

export interface AuthOptions {
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Address under which people reach the installation; cookies are `Secure` where it is https. */
  readonly publicUrl: string;
  /** Signs the cookies; at least 32 characters. */
  readonly secret: string;
  /** Origins besides that of `publicUrl` whose pages may sign people in. */
  readonly trustedOrigins: readonly string[];
  /** Whether a person may sign in at all; everybody unless told. */
  readonly maySignIn?: (userId: string) => Promise<boolean>;
  /** Sign-ins that one address may try without a pause of a minute; 10 unless told. */
  readonly signInTries?: number;
}

/** Carries the client's address from our handler; whatever a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-rebond-client-address';

const DAY_S = 86_400;

/** OWASP's minimum for Argon2id (the library's default kind): 19 MiB, two passes, one thread. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

export const isPassword = (known: string, password: string): Promise<boolean> => verify(known, password);

/** better-auth on our pool: sessions in the database, passwords with Argon2id, nobody signs up by themselves. */
export function createAuth(options: AuthOptions) {
  const { log } = options;
  return betterAuth({
    appName: 'Rebond',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    trustedOrigins: [...options.trustedOrigins],
    database: options.pool,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      password: { hash: hashPassword, verify: ({ hash: known, password }) => isPassword(known, password) },
    },
    session: { expiresIn: 14 * DAY_S, updateAge: DAY_S },
    databaseHooks: {
      session: { create: { before: async ({ userId }) => (await options.maySignIn?.(userId)) ?? true } },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      // Counts until a pause of `window` seconds, so a console that is open all day needs a short one.
      window: 10,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: options.signInTries ?? 10 },
        '/two-factor/verify-totp': { window: 60, max: options.signInTries ?? 10 },
        '/two-factor/verify-backup-code': { window: 60, max: options.signInTries ?? 10 },
      },
    },
    advanced: {
      cookiePrefix: 'rebond',
      useSecureCookies: new URL(options.publicUrl).protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // Said outright, because the library relaxes both by itself in a test environment.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    logger: {
      level: 'warn',
      log: (level, message, ...details) =>
        log[level === 'error' ? 'error' : level === 'warn' ? 'debug' : 'trace']({ details }, message),
    },
    // Left to itself, the library writes refusals to the console.
    onAPIError: {
      onError: (error) => {
        const status = (error as { statusCode?: number }).statusCode ?? 500;
        log[status < 500 ? 'debug' : 'error']({ err: error }, 'a request about accounts failed');
      },
    },
    plugins: [sessionOpener(), twoFactor({ issuer: 'Rebond' })],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** Signs a person in; answers the `Set-Cookie` headers. `device`: as the session will be listed. */
export async function openSession(auth: Auth, userId: string, device?: Device): Promise<string[]> {
  const headers = new Headers(device && { 'user-agent': device.agent, [ADDRESS_HEADER]: device.address });
  const opened = await auth.api.openSession({ body: { userId }, headers, returnHeaders: true });
  return opened.headers.getSetCookie();
}

/** Lets our own code sign a person in; it has no address, so no request can ask for it. */
function sessionOpener() {
  return {
    id: 'session-opener',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.string() }) },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw ctx.error('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ userId: user.id });
        },
      ),
    },
  };
}
