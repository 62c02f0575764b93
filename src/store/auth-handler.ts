import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from 'better-auth/node';
import { ADDRESS_HEADER, type Auth } from './auth.ts';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What of better-auth is open to the outside; everything else it brings answers 404. */
const OPEN = new Set([
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/auth/get-session',
  'POST /api/auth/change-password',
  'POST /api/auth/revoke-other-sessions',
]);

/**
 * Handler for `/api/auth/*`. Mount it before any body parser. The address that the rate limiter counts by is `request.ip`
 * where the server sets it (Express, with its `trust proxy`), else that of the connection.
 */
export function createAuthHandler(auth: Auth): NodeHandler {
  const handle = toNodeHandler(async (request: Request) => {
    if (OPEN.has(`${request.method} ${new URL(request.url).pathname}`)) return auth.handler(request);
    return new Response(JSON.stringify({ type: 'about:blank', title: 'Not found', status: 404 }), {
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    });
  });
  return (request, response) => {
    const { ip } = request as IncomingMessage & { ip?: string };
    request.headers[ADDRESS_HEADER] = ip ?? request.socket.remoteAddress ?? '';
    return handle(request, response);
  };
}
