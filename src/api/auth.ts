import type { IncomingMessage } from 'node:http';
import type { Context } from '../context.ts';
import type { Device, Person } from '../ports/people.ts';
import { PERMISSIONS } from '../contract/user.ts';
import type { Permission } from '../contract/user.ts';
import { ProblemError, notFound } from './errors.ts';
import type { Access } from './operation.ts';
import { requireSigner, signingKey } from './signed-intake.ts';

/** Headers as the web platform has them. */
export function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** Browser and address; Express knows the address behind a proxy. */
export function deviceOf(request: IncomingMessage & { readonly ip?: string }): Device {
  return {
    agent: (request.headers['user-agent'] ?? '').slice(0, 500),
    address: request.ip ?? request.socket.remoteAddress ?? '',
  };
}

/** The bearer token, or null. */
export function bearerToken(request: IncomingMessage): string | null {
  return /^Bearer ([\w~+/.=-]{1,500})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Whoever is signed in, or the program behind a token that reads; 401 otherwise. */
export async function requirePerson(context: Context, request: IncomingMessage): Promise<Person> {
  const person = await whoAsks(context, request);
  if (!person) throw new ProblemError('signed-out', 'There is no session, or it has ended.');
  // Whatever a reader's role may come to allow, its token changes nothing.
  if (isProgram(person) && request.method !== 'GET' && request.method !== 'HEAD') {
    throw new ProblemError('no-right', 'A token only reads: sign in to change something.');
  }
  return person;
}

/** Whoever asks; null where nobody says who. */
export async function whoAsks(context: Context, request: IncomingMessage): Promise<Person | null> {
  const { cookie, authorization } = request.headers;
  return cookie === undefined && authorization === undefined ? null : context.accounts.fromHeaders(headersOf(request));
}

/** Whether a token asks, not a person. */
export const isProgram = ({ id }: Person): boolean => id.startsWith('token:');

/** The intake token, or the id of the one that signed; 401 where it is missing or not known. */
export async function requireToken(context: Context, request: IncomingMessage): Promise<string> {
  const key = signingKey(request);
  if (key !== null) {
    await requireSigner(context, request, key);
    return key;
  }
  const token = bearerToken(request);
  if (token !== null && (await context.accounts.intakeToken(token))) return token;
  throw new ProblemError('bad-token', 'Send an intake token as Authorization: Bearer …', {
    headers: { 'www-authenticate': 'Bearer realm="rebond"' },
  });
}

const holdsAnywhere = (person: Person, permissions: readonly Permission[]) =>
  person.grants.some((grant) => permissions.some((permission) => PERMISSIONS[grant.role].includes(permission)));

/** Lets a person through, or refuses. What they may not even read does not exist for them. */
export async function requirePermission(
  context: Context,
  person: Person,
  access: Access,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  if (access.kind === 'anywhere' && !holdsAnywhere(person, access.permissions)) throw noRight(access.permissions);
  if (access.kind !== 'brand') return;
  const brand = await access.brandOf(context, params);
  if (brand === null || !context.accounts.may(person, brand, 'read')) throw notFound();
  if (!context.accounts.may(person, brand, access.permission)) throw noRight([access.permission]);
}

const noRight = (needed: readonly Permission[]) =>
  new ProblemError('no-right', `This needs the right to ${needed.join(' or ')}. Ask an administrator for it.`);
