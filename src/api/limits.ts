import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Person } from '../context.ts';
import { bearerToken } from './auth.ts';
import { tooMany } from './errors.ts';

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
}

export const LIMITS: Limits = { perAddress: 3_000, perPerson: 600, perToken: 30_000, wrongTokens: 60 };

const WINDOW_MS = 60_000;

type Key = (request: Request, response: Response) => string;

const address: Key = (request) => ipKeyGenerator(request.ip ?? '');
const person: Key = (_request, response) => (response.locals.person as Person).id;

/** Tokens are kept as hashes, like everywhere else. */
const token: Key = (request) =>
  createHash('sha256')
    .update(bearerToken(request) ?? '')
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
}

/** Counted in this process: with several processes behind one address each allows as much. */
export function createLimiters(limits: Limits): Limiters {
  return {
    perAddress: limiter(limits.perAddress, address),
    perPerson: limiter(limits.perPerson, person),
    perToken: limiter(limits.perToken, token),
    wrongTokens: limiter(limits.wrongTokens, address, { countOnly: (response) => response.statusCode === 401 }),
  };
}
