import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** What a console keeps to come back with. */
export interface Place {
  readonly cursors: Readonly<Record<string, number>>;
  readonly epoch: string;
}

/** A console that looks at the heads of frames alone, so that hundreds fit into one process. */
export interface LightConsole {
  place(): Place;
  /** Changes whose number did not follow the one before. */
  gaps(): number;
  changes(): number;
  /** Snapshots that came instead of what was missed. */
  snapshots(): number;
  /** Resolves once it was told that it has caught up in every brand. */
  readonly upToDate: Promise<void>;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
  /** The connection below. */
  readonly tcp: Socket;
  /** Stops taking anything from the connection. */
  pause(): void;
  resume(): void;
  /** Goes without a word. */
  terminate(): void;
}

export interface LightOptions {
  /** Of the product, as its pages say it. */
  readonly url: string;
  readonly cookie: string;
  /** A port on this machine to go through instead of the product's own. */
  readonly through?: number;
  /** Where an earlier one stopped. */
  readonly from?: Place;
}

const HEAD_BYTES = 300;

export function openLightConsole({ url, cookie, through, from }: LightOptions): LightConsole {
  const tcp = connect(through ?? Number(new URL(url).port), '127.0.0.1');
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/live`, {
    headers: { cookie },
    origin: url,
    createConnection: () => tcp,
  });
  const cursors = new Map(Object.entries(from?.cursors ?? {}));
  let [epoch, gaps, changes, snapshots] = [from?.epoch ?? '', 0, 0, 0];
  const behind = new Set<string>();
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));

  function take(data: Buffer, caughtUp: () => void): void {
    const head = data.subarray(0, HEAD_BYTES).toString();
    const [, brand = '', number = ''] = /"brand":"([^"]+)","seq":(\d+)/.exec(head) ?? [];
    if (head.startsWith('{"type":"change"')) {
      if (Number(number) !== (cursors.get(brand) ?? 0) + 1) gaps += 1;
      changes += 1;
      cursors.set(brand, Number(number));
    } else if (head.startsWith('{"type":"snapshot"')) {
      snapshots += 1;
      cursors.set(brand, Number(number));
    } else if (head.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
    else if (head.startsWith('{"type":"hello"')) {
      const hello = JSON.parse(data.toString()) as { epoch: string; brands: string[] };
      epoch = hello.epoch;
      for (const one of hello.brands) behind.add(one);
    } else if (head.startsWith('{"type":"caught-up"') && behind.delete(brand) && behind.size === 0) caughtUp();
  }

  const upToDate = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => take(data, resolve));
    socket.on('error', reject);
    socket.once('close', (code) => reject(new Error(`closed with ${code} before it was up to date`)));
  });
  upToDate.catch(() => undefined);
  socket.once('open', () => {
    socket.send(JSON.stringify({ type: 'hello', cursors: from?.cursors ?? {}, ...(from && { epoch: from.epoch }) }));
  });
  return {
    ...{ upToDate, closed, tcp },
    place: () => ({ cursors: Object.fromEntries(cursors), epoch }),
    gaps: () => gaps,
    changes: () => changes,
    snapshots: () => snapshots,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    terminate: () => socket.terminate(),
  };
}
