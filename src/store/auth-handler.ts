import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from 'better-auth/node';
import { ADDRESS_HEADER, type Auth } from './auth.ts';
import type { Tries } from './people/tries.ts';

export interface AuthHandlerOptions {
  /** Told of whoever signed in. */
  readonly onSignIn: (userId: string) => Promise<void>;
  /** Wrong passwords by account. */
  readonly tries: Tries;
}

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What of better-auth is open to the outside; everything else it brings answers 404. */
const OPEN = new Set([
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/auth/get-session',
  'POST /api/auth/two-factor/verify-totp',
  'POST /api/auth/two-factor/verify-backup-code',
]);

const OPENS_SESSION = /\/(sign-in\/email|two-factor\/verify-[\w-]+)$/;

/** Who has just signed in; null where the second factor is still to come. */
async function personIn(response: Response): Promise<string | null> {
  const body = (await response.clone().json()) as { readonly user?: { readonly id?: unknown } } | null;
  return typeof body?.user?.id === 'string' ? body.user.id : null;
}

/** Whose password a sign-in gives, as far as it says so. */
async function accountIn(request: Request): Promise<string | null> {
  const body = (await request
    .clone()
    .json()
    .catch(() => null)) as { readonly email?: unknown } | null;
  return typeof body?.email === 'string' ? body.email.trim().toLowerCase().slice(0, 320) : null;
}

const refusal = (title: string, status: number, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

/** Lets a sign-in by password go on unless too many for this account went wrong, and counts how it went. */
async function tryPassword(tries: Tries, request: Request, handle: () => Promise<Response>): Promise<Response> {
  const account = await accountIn(request);
  if (account === null) return handle();
  const wait = tries.wait(account);
  if (wait > 0) {
    return refusal('Too many wrong passwords for this account', 429, { 'retry-after': String(wait) });
  }
  const response = await handle();
  if (response.status === 401) tries.wrong(account);
  else if (response.ok) tries.right(account);
  return response;
}

/**
 * Handler for `/api/auth/*`. Mount it before any body parser. The address that the rate limiter counts by is `request.ip`
 * where the server sets it (Express, with its `trust proxy`), else that of the connection.
 */
export function createAuthHandler(auth: Auth, { onSignIn, tries }: AuthHandlerOptions): NodeHandler {
  const handle = toNodeHandler(async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (OPEN.has(`${request.method} ${pathname}`)) {
      const handle = (): Promise<Response> => auth.handler(request);
      const response = await (pathname.endsWith('/sign-in/email') ? tryPassword(tries, request, handle) : handle());
      const person = response.ok && OPENS_SESSION.test(pathname) ? await personIn(response) : null;
      if (person !== null) await onSignIn(person);
      return response;
    }
    return refusal('Not found', 404);
  });
  return (request, response) => {
    const { ip } = request as IncomingMessage & { ip?: string };
    request.headers[ADDRESS_HEADER] = ip ?? request.socket.remoteAddress ?? '';
    return handle(request, response);
  };
}
