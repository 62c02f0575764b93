import { join } from 'node:path';
import { createServer } from '../../src/api/server.ts';
import type { ServerOptions } from '../../src/api/server.ts';
import { createFakeContext } from './fake-context.ts';
import type { FakeContext } from './fake-context.ts';

export const ORIGIN = 'https://rebond.example';

/** The HTTP side over a context in memory. */
export function createTestApi(options: Partial<ServerOptions> = {}, fake: FakeContext = createFakeContext()) {
  const server = createServer(fake.context, {
    origins: [ORIGIN],
    version: '0.0.0',
    authHandler: (_request, response) => response.end('auth'),
    redeemWelcome: (token) => Promise.resolve(token === 'one-time-token' ? ['session=manager; HttpOnly'] : null),
    consoleFolder: join(import.meta.dirname, 'no-such-folder'),
    ...options,
  });
  return { ...fake, fake, server, app: server.app };
}
