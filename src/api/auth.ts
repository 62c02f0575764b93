import type { IncomingMessage } from 'node:http';
import type { Context, Person } from '../context.ts';
import { PERMISSIONS } from '../contract/user.ts';
import type { Permission } from '../contract/user.ts';
import { ProblemError, notFound } from './errors.ts';
import type { Access } from './operation.ts';

/** Headers as the web platform has them. */
function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** The bearer token, or null. */
export function bearerToken(request: IncomingMessage): string | null {
  return /^Bearer ([\w~+/.=-]{1,500})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Whoever is signed in; 401 otherwise. */
export async function requirePerson(context: Context, request: IncomingMessage): Promise<Person> {
  const person = request.headers.cookie === undefined ? null : await context.accounts.fromHeaders(headersOf(request));
  if (!person) throw new ProblemError('signed-out', 'There is no session, or it has ended.');
  return person;
}

/** The intake token; 401 where it is missing or not known. */
export async function requireToken(context: Context, request: IncomingMessage): Promise<string> {
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
