import type { z } from 'zod';
import type { Freeze } from '../contract/freeze.ts';
import type { Problem } from '../contract/problem.ts';

/** Every way the API refuses: status and title. The docs page explains each under the address given as `type`. */
export const PROBLEMS = {
  'bad-request': [400, 'The request cannot be read'],
  invalid: [400, 'Some fields are not right'],
  'wrong-password': [400, 'The password is not right'],
  'wrong-code': [400, 'The code is not right'],
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
  'context-unread': [409, 'Open the context first'],
  'not-accepted': [409, 'Nobody has accepted this opportunity'],
  held: [409, 'The story has turned'],
  'wrong-state': [409, 'The draft has moved on'],
  'other-version': [409, 'The text has changed'],
  'other-revision': [409, 'Somebody else has saved meanwhile'],
  'other-live': [409, 'Another version runs by now'],
  'examples-fail': [409, 'Examples break'],
  'territory-faults': [422, 'The territory cannot run as it is'],
  'bad-yaml': [422, 'The YAML has errors'],
  'already-out': [409, 'It is out there already'],
  'going-out': [409, 'It is on its way'],
  'too-long': [409, 'It is too long for the platform'],
  'no-destination': [409, 'There is no such way out'],
  'alt-missing': [409, 'A picture has no words'],
  'no-picture': [409, 'A picture is not there'],
  'own-text': [409, 'Somebody else has to approve it'],
  'approved-under': [409, 'It was approved under a milder verdict'],
  'angle-over': [409, 'Its approval in advance is over'],
  'too-many-drafts': [409, 'There are enough drafts'],
  'too-many-channels': [409, 'There are enough channels'],
  'brand-taken': [409, 'There is such a brand already'],
  'no-mail': [409, 'No mail can be sent from here'],
  frozen: [409, 'Everything is frozen'],
  'not-frozen': [409, 'Nothing is frozen'],
  'last-administrator': [409, 'Somebody must stay who administers everything'],
  yourself: [409, 'This would shut you out'],
  'already-known': [409, 'This person is here already'],
  'password-missing': [409, 'A password is needed first'],
  'two-factor-on': [409, 'Two-factor sign-in is on already'],
  'two-factor-off': [409, 'Two-factor sign-in is off'],
  'sign-in-first': [409, 'Sign in first, then open the link again'],
  spent: [410, 'This link is spent'],
  'length-required': [411, 'Say how long the body is'],
  'too-large': [413, 'The request is too large'],
  'wrong-type': [415, 'This kind of content is not understood'],
  'not-a-picture': [422, 'This is no picture'],
  'no-preview': [422, 'There is no preview'],
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

/** Who froze what, why and since when. `meanwhile`: what is stopped, and what still works. */
export const sayFreeze = ({ scope, by, at, reason }: Freeze, meanwhile = NO_ACCEPTING) =>
  `${by.name} has frozen ${scope === '*' ? 'everything' : 'this brand'} since ${at}: ${reason.replace(/[.\s]+$/, '')}. ` +
  meanwhile;

const NO_ACCEPTING = 'Nothing is accepted until an editor lifts it; snoozing and dismissing still work.';

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
  ...['53300', '57P01', '57P02', '57P03', '57P05'],
]);
const OUT_OF_REACH_WORDS = /connection terminated|timeout exceeded when trying to connect|connection timeout/i;
/**
 * PostgreSQL gave up, and undid what it had begun: it took too long (57014, 55P03), two stood in each other's way (40P01, 40001),
 * or disk, memory or another means ran out (53xxx, 58030).
 */
const GAVE_UP_CODES = new Set([
  '57014',
  '55P03',
  '40P01',
  '40001',
  '25P03',
  '53000',
  '53100',
  '53200',
  '53400',
  '58030',
]);
const GAVE_UP_WORDS = /^query read timeout/i;

/** PostgreSQL: a text was asked for or handed over that no text of it can hold. */
const NO_TEXT_CODES = new Set(['22021']);
const NO_TEXT_WORDS = /^invalid byte sequence for encoding/;

/** Whether an error, or what caused it, has one of the codes or the words. */
function hasOneOf(error: unknown, codes: ReadonlySet<string>, words: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return codes.has(code) || words.test(error.message) || hasOneOf(error.cause, codes, words);
}

/** The one place where what was thrown becomes what is answered. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  // Neither says that the code is wrong: it is for now.
  if (hasOneOf(error, OUT_OF_REACH_CODES, OUT_OF_REACH_WORDS))
    return outOfReach('The database is out of reach; nothing was changed. Try again in a moment.');
  if (hasOneOf(error, GAVE_UP_CODES, GAVE_UP_WORDS))
    return outOfReach('The database could not do it now; nothing was changed. Try again in a moment.');
  if (hasOneOf(error, NO_TEXT_CODES, NO_TEXT_WORDS))
    return new ProblemError('invalid', 'A text has the character U+0000 in it, which nothing here can have.');
  // Express and its static files throw errors with a status: malformed escapes, paths outside the folder.
  const status = error instanceof Error && 'status' in error ? error.status : 500;
  if (status === 404) return notFound();
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('bad-request', 'The address or the headers are malformed.');
  }
  return new ProblemError('internal', 'It was logged under the request id in the X-Request-Id header. Try again.');
}
