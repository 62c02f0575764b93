import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server, type Socket } from 'node:net';

/** Counts, while it watches, every address that this process tries to connect to, and who comes to its own doors. */
export interface Watch {
  /** `address:port` of each attempt, in order; what a guard refuses before connecting is not among them. */
  readonly attempts: readonly string[];
  /** Connections that reached this machine at port 80 of IPv4 or IPv6, where it could be had. */
  readonly arrived: () => number;
  stop(): Promise<void>;
}

/** A server listens where a forged address would lead; where its port is taken the attempts alone are counted. */
export async function watchConnections(): Promise<Watch> {
  const attempts: string[] = [];
  let arrived = 0;
  const onSocket = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    socket.on('connectionAttempt', (ip: string, port: number) => {
      attempts.push(`${ip}:${port}`);
      // Nobody on the internet is bothered.
      if (!/^(127\.|::1$)/.test(ip)) process.nextTick(() => socket.destroy(new Error('broken off by the test')));
    });
  };
  subscribe('net.client.socket', onSocket);
  const doors = await Promise.all(['127.0.0.1', '::1'].map((host) => openDoor(host, () => (arrived += 1))));
  return {
    attempts,
    arrived: () => arrived,
    async stop() {
      unsubscribe('net.client.socket', onSocket);
      await Promise.all(doors.map((door) => new Promise((resolve) => (door ? door.close(resolve) : resolve(null)))));
    },
  };
}

function openDoor(host: string, onArrival: () => void): Promise<Server | null> {
  const door = createServer((socket) => {
    onArrival();
    socket.destroy();
  });
  return new Promise((resolve) => {
    door.once('error', () => resolve(null));
    door.listen(80, host, () => resolve(door));
  });
}
