import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Person } from '../ports/people.ts';
import { bearerToken } from './auth.ts';
import { tooMany } from './errors.ts';
import { signingKey } from './signed-intake.ts';

/** Requests a minute. */
export interface Limits {
  /** One address, over everything but the console's files and the intake. */
  readonly perAddress: number;
  /** One person who is signed in. */
  readonly perPerson: number;
  /** One intake token. */
  readonly perToken: number;
  /** Wrong intake tokens from one address. */
  readonly wrongTokens: number;
  /** Wrong passwords, codes or links of one person, or from one address where nobody is signed in. */
  readonly wrongSecrets: number;
}

export const LIMITS: Limits = {
  perAddress: 3_000,
  perPerson: 600,
  perToken: 30_000,
  wrongTokens: 60,
  wrongSecrets: 10,
};

const WINDOW_MS = 60_000;

/** A wrong password or code, a link that is spent. */
const WRONG = new Set([400, 410]);

type Key = (request: Request, response: Response) => string;

const address: Key = (request) => ipKeyGenerator(request.ip ?? '');
const person: Key = (_request, response) => (response.locals.person as Person).id;
const personOrAddress: Key = (request, response) =>
  (response.locals.person as Person | undefined)?.id ?? address(request, response);

/** Tokens are kept as hashes, like everywhere else. */
const token: Key = (request) =>
  createHash('sha256')
    .update(signingKey(request) ?? bearerToken(request) ?? '')
    .digest('base64url');

function limiter(limit: number, keyGenerator: Key, options: { countOnly?: (response: Response) => boolean } = {}) {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks of the proxy settings print to the console; ours are made when the settings are read.
    validate: false,
    skipSuccessfulRequests: options.countOnly !== undefined,
    requestWasSuccessful: (_request, response) => !(options.countOnly?.(response) ?? true),
    handler: (_request, response, next) => {
      next(tooMany(Number(response.getHeader('retry-after') ?? WINDOW_MS / 1000)));
    },
  });
}

export interface Limiters {
  readonly perAddress: RequestHandler;
  readonly perPerson: RequestHandler;
  readonly perToken: RequestHandler;
  readonly wrongTokens: RequestHandler;
  readonly wrongSecrets: RequestHandler;
}

/** Counted in this process: with several processes behind one address each allows as much. */
export function createLimiters(limits: Limits): Limiters {
  return {
    perAddress: limiter(limits.perAddress, address),
    perPerson: limiter(limits.perPerson, person),
    perToken: limiter(limits.perToken, token),
    wrongTokens: limiter(limits.wrongTokens, address, { countOnly: (response) => response.statusCode === 401 }),
    wrongSecrets: limiter(limits.wrongSecrets, personOrAddress, {
      countOnly: ({ statusCode }) => WRONG.has(statusCode),
    }),
  };
}
