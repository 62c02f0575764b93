import type { Page, WebSocketRoute } from 'playwright-core';
import { ServerFrame } from '../../src/contract/frame.ts';

/** The line between a console and its server: it can be cut, and what the server says on it is written down. */
export interface Line {
  /** What the server said on each connection, in the order of the connections. */
  readonly connections: readonly (readonly ServerFrame[])[];
  /** The last number that came on any of them, with a snapshot or as a change. */
  lastSeq(): number;
  /** Takes the network away until `mend`. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** To be made before the page goes anywhere. */
export async function createLine(page: Page): Promise<Line> {
  const connections: ServerFrame[][] = [];
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket('**/api/live', (line) => {
    if (isCut) return void line.close({ code: 1001 });
    const frames: ServerFrame[] = [];
    connections.push(frames);
    open.add(line);
    line.connectToServer().onMessage((data) => {
      frames.push(ServerFrame.parse(JSON.parse(String(data))));
      line.send(data);
    });
  });
  return {
    connections,
    lastSeq: () => Math.max(0, ...connections.flat().flatMap(numbersOf)),
    async cut() {
      isCut = true;
      await page.context().setOffline(true);
      for (const line of open) await line.close({ code: 1001 });
      open.clear();
    },
    async mend() {
      isCut = false;
      await page.context().setOffline(false);
    },
  };
}

function numbersOf(frame: ServerFrame): number[] {
  if (frame.type === 'change') return [frame.change.seq];
  return frame.type === 'snapshot' || frame.type === 'caught-up' ? [frame.seq] : [];
}
