import { createServer } from 'node:http';
import type { RequestListener, Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  readonly http: HttpServer;
  /** Resolves once listening. Fails with a plain sentence where the port cannot be had. */
  start(at: { host: string; port: number }): Promise<AddressInfo>;
  /** Takes no more requests and lets those under way finish, for as long as `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** The HTTP server itself, not listening yet. */
export function createListener(app: RequestListener): Listener {
  const http = createServer(
    // Slow sockets are closed within 12 s while they send headers; bodies have their own patience, see `body.ts`.
    {
      headersTimeout: 10_000,
      requestTimeout: 300_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: 30_000,
      // Other offers to change the protocol, such as h2c, are ignored and the request answered as it is.
      shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket',
    },
    app,
  );
  return {
    http,
    start: ({ host, port }) =>
      new Promise((resolve, reject) => {
        const fail = (error: Error) => {
          reject(plainListenError(error, host, port));
        };
        http.once('error', fail);
        http.listen(port, host, () => {
          http.off('error', fail);
          resolve(http.address() as AddressInfo);
        });
      }),
    stop: async (graceMs = 5_000) => {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeIdleConnections();
      const impatient = setTimeout(() => {
        http.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(impatient);
    },
  };
}

function plainListenError(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : '';
  const where = `port ${String(port)} of ${host}`;
  if (code === 'EADDRINUSE') {
    return new Error(`Another program uses ${where}: stop it, or choose another port.`, { cause: error });
  }
  if (code === 'EACCES')
    return new Error(`No permission to listen on ${where}: choose a port above 1023.`, { cause: error });
  return new Error(`Cannot listen on ${where}: ${error.message}`, { cause: error });
}
