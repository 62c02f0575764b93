import type { z } from 'zod';
import type { Problem } from '../contract/problem.ts';

/** Every way the API refuses: status and title. The docs page explains each under the address given as `type`. */
export const PROBLEMS = {
  'bad-request': [400, 'The request cannot be read'],
  invalid: [400, 'Some fields are not right'],
  'signed-out': [401, 'Sign in first'],
  'bad-token': [401, 'The token is missing or not valid'],
  'foreign-origin': [403, 'The request comes from another site'],
  'no-right': [403, 'Your role does not allow this'],
  'not-found': [404, 'There is no such thing here'],
  'wrong-method': [405, 'This address does not take that method'],
  'too-slow': [408, 'The request took too long to arrive'],
  'already-decided': [409, 'Somebody was faster'],
  closed: [409, 'The opportunity is over'],
  blocked: [409, 'The safety gate is closed for this story'],
  'length-required': [411, 'Say how long the body is'],
  'too-large': [413, 'The request is too large'],
  'wrong-type': [415, 'This kind of content is not understood'],
  'upgrade-required': [426, 'This address speaks WebSocket'],
  'too-many': [429, 'Too many requests'],
  internal: [500, 'Something went wrong here'],
  'out-of-reach': [503, 'A part of the service is out of reach'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal on its way to the client. Whatever else is thrown becomes a 500 without a word on its inside. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail?: string,
    extra: { errors?: Problem['errors']; headers?: Record<string, string> } = {},
  ) {
    super(detail ?? PROBLEMS[code][1]);
    this.code = code;
    this.problem = describe(code, detail, extra.errors);
    this.headers = extra.headers ?? {};
  }
}

function describe(code: ProblemCode, detail?: string, errors?: Problem['errors']): Problem {
  const [status, title] = PROBLEMS[code];
  return { type: `/api/docs#problem/${code}`, title, status, ...(detail && { detail }), ...(errors && { errors }) };
}

/** Another brand's object and a missing one are the same to whoever may not see them: same body, every time. */
export const notFound = () =>
  new ProblemError('not-found', 'It does not exist, or it belongs to a brand you have no role for.');

export const tooMany = (seconds: number) =>
  new ProblemError('too-many', `Wait ${String(seconds)} s and try again.`, {
    headers: { 'retry-after': String(seconds) },
  });

export const outOfReach = (detail: string) =>
  new ProblemError('out-of-reach', detail, { headers: { 'retry-after': '5' } });

/** Field by field, so that a form can show each sentence where it belongs. */
export function invalid(error: z.ZodError): ProblemError {
  const errors = error.issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
  return new ProblemError('invalid', errors.map((e) => (e.path ? `${e.path}: ${e.message}` : e.message)).join('; '), {
    errors,
  });
}

const OUT_OF_REACH_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EPIPE', 'EAI_AGAIN'],
  // PostgreSQL: too many connections, shut down by administrator, crashed, starting up.
  ...['53300', '57P01', '57P02', '57P03'],
]);
const OUT_OF_REACH_WORDS = /connection terminated|timeout exceeded when trying to connect|connection timeout/i;

/** Whether an error says that the database or the log cannot be reached, rather than that the code is wrong. */
function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return OUT_OF_REACH_CODES.has(code) || OUT_OF_REACH_WORDS.test(error.message) || isOutOfReach(error.cause);
}

/** The one place where what was thrown becomes what is answered. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isOutOfReach(error))
    return outOfReach('The database is out of reach; nothing was changed. Try again in a moment.');
  // Express and its static files throw errors with a status: malformed escapes, paths outside the folder.
  const status = error instanceof Error && 'status' in error ? error.status : 500;
  if (status === 404) return notFound();
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('bad-request', 'The address or the headers are malformed.');
  }
  return new ProblemError('internal', 'It was logged under the request id in the X-Request-Id header. Try again.');
}
