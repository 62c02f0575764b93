import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { createLiveSocket } from '../../src/console/socket.ts';
import { createLiveStore } from '../../src/console/state/store.ts';
import { createAttention } from '../../src/console/team/attention.ts';
import { CloseCode } from '../../src/contract/frame.ts';
import { eventually } from '../support/live.ts';

describe('the live line, when the session ends', () => {
  let server: Server;
  let sockets: WebSocketServer;
  /** How often it was refused after that. */
  let refused: number;
  beforeEach(async () => {
    Object.assign(globalThis, { window: new EventTarget() });
    refused = 0;
    sockets = new WebSocketServer({ noServer: true });
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.once('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (opened) => opened.close(CloseCode.signedOut));
      server.on('upgrade', (_, late) => {
        refused += 1;
        late.destroy();
      });
    });
  });
  afterEach(() => {
    for (const client of sockets.clients) client.terminate();
    server.close();
    server.closeAllConnections();
    Reflect.deleteProperty(globalThis, 'window');
  });

  it('leads to the door once, whatever breaks while it asks: who stands there may be typing', async () => {
    const answer = Promise.withResolvers<boolean>();
    let [asked, sentOut] = [0, 0];
    const line = createLiveSocket({
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      store: createLiveStore({ settle: 0, gap: 0 }, Date.now),
      clock: Date.now,
      attention: createAttention(),
      stillSignedIn: () => ((asked += 1), answer.promise),
      onSignedOut: () => void (sentOut += 1),
    });
    await eventually(() => refused >= 2, 'the line was refused twice');
    answer.resolve(false);
    await eventually(() => sentOut > 0, 'the door');
    const before = refused;
    await new Promise((resolve) => setImmediate(resolve));
    expect([asked, sentOut, refused]).toEqual([1, 1, before]);
    line.stop();
  });
});
