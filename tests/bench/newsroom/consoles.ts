import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { until } from '../../support/app.ts';
import { quantiles, report, round } from './figures.ts';
import { openPremises } from './premises.ts';
import type { Premises } from './premises.ts';

/** As many as one person may have open. */
const SOCKETS_PER_PERSON = 5;
/** Handshakes under way at once while the consoles come. */
const AT_ONCE = 50;
const PATIENCE_MS = 120_000;
/** Long enough for the queue of a client that does not read to overflow, twice over. */
const DEAF_CHANGES = 2_000;

/** One console: what it has seen of each brand, and when. */
interface Desk {
  readonly socket: WebSocket;
  readonly cookie: string;
  /** The last number of each brand. */
  readonly cursors: Map<string, number>;
  epoch: string;
  gaps: number;
  greeted: boolean;
}

/** When the last of the consoles had a change, ms since 1970; and how many had it. */
type Arrivals = Map<string, { count: number; last: number }>;

/**
 * Many consoles on one process with the real store: change to last client, memory of the process per client, five hundred that
 * come back at once, and one that does not read. Everybody reads every brand; the sockets' other ends share one process.
 */
export async function benchConsoles(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      consoles: { type: 'string', default: '2000' },
      changes: { type: 'string', default: '300' },
      rate: { type: 'string', default: '5' },
      returning: { type: 'string', default: '500' },
      cards: { type: 'string', default: '50' },
    },
  });
  const [consoles, changes, rate] = [values.consoles, values.changes, values.rate].map(Number) as [
    number,
    number,
    number,
  ];
  const premises = await openPremises(Number(values.cards));
  const arrivals: Arrivals = new Map();
  let desks: Desk[] = [];
  try {
    const cookies = await premises.admit(Math.ceil(consoles / SOCKETS_PER_PERSON));
    const before = await residentBytes(premises.pid);
    const openedAt = Date.now();
    desks = await openAll(
      premises.url,
      Array.from({ length: consoles }, (_, n) => cookies[n % cookies.length]!),
      arrivals,
    );
    report({ consoles, openedInSeconds: round((Date.now() - openedAt) / 1_000) });
    await sleep(5_000);
    const perClient = ((await residentBytes(premises.pid)) - before) / consoles / 1_000;
    report({
      consoles,
      residentKilobytesPerClient: round(perClient),
      ...(await spread(premises, desks, arrivals, { changes, rate })),
    });
    const few = Number(values.returning);
    report({ returning: few, ...(await comeBack(premises, desks, arrivals, few)) });
    report(await deaf(premises, cookies[0]!, desks, arrivals));
    report({ gaps: desks.reduce((sum, { gaps }) => sum + gaps, 0) });
  } finally {
    for (const { socket } of desks) socket.terminate();
    await premises.close();
  }
}

async function openAll(
  url: string,
  cookies: readonly string[],
  arrivals: Arrivals,
  from?: readonly Desk[],
): Promise<Desk[]> {
  const desks: Desk[] = [];
  for (let n = 0; n < cookies.length; n += from ? cookies.length : AT_ONCE) {
    const some = cookies.slice(n, from ? undefined : n + AT_ONCE);
    desks.push(...(await Promise.all(some.map((cookie, i) => openDesk(url, cookie, arrivals, from?.[i])))));
  }
  return desks;
}

/** Opens a console, or one that comes back with what it had seen; resolves once it is up to date. */
async function openDesk(url: string, cookie: string, arrivals: Arrivals, earlier?: Desk): Promise<Desk> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/live`, { headers: { cookie }, origin: url });
  const desk: Desk = {
    ...{ socket, cookie, cursors: new Map(earlier?.cursors), epoch: earlier?.epoch ?? '', gaps: 0, greeted: false },
  };
  const behind = new Set<string>();
  const caughtUp = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      // The head of a frame is enough: two thousand readers share one process.
      const head = data.subarray(0, 300).toString();
      const [, brand = '', number = ''] = /"brand":"([^"]+)","seq":(\d+)/.exec(head) ?? [];
      if (head.startsWith('{"type":"change"')) note(desk, arrivals, brand, Number(number));
      else if (head.startsWith('{"type":"snapshot"')) desk.cursors.set(brand, Number(number));
      else if (head.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
      else if (head.startsWith('{"type":"hello"')) {
        const hello = JSON.parse(data.toString()) as { epoch: string; brands: string[] };
        desk.epoch = hello.epoch;
        for (const one of hello.brands) behind.add(one);
      } else if (head.startsWith('{"type":"caught-up"') && behind.delete(brand) && behind.size === 0) resolve();
    });
    socket.on('open', () => {
      const hello = earlier ? { cursors: Object.fromEntries(earlier.cursors), epoch: earlier.epoch } : { cursors: {} };
      socket.send(JSON.stringify({ type: 'hello', ...hello }));
    });
  });
  await caughtUp;
  desk.greeted = true;
  socket.removeAllListeners('error').on('error', () => undefined);
  return desk;
}

function note(desk: Desk, arrivals: Arrivals, brand: string, seq: number): void {
  if (seq !== (desk.cursors.get(brand) ?? 0) + 1) desk.gaps += 1;
  desk.cursors.set(brand, seq);
  const key = `${brand} ${seq}`;
  const seen = arrivals.get(key);
  if (seen) {
    seen.count += 1;
    seen.last = Date.now();
  } else arrivals.set(key, { count: 1, last: Date.now() });
}

/** The number that the next change of each brand will have is the one after the last: only this bench writes. */
const lastOf = (desk: Desk, brand: string): number => desk.cursors.get(brand) ?? 0;

interface Load {
  readonly changes: number;
  readonly rate: number;
}

async function spread(premises: Premises, desks: readonly Desk[], arrivals: Arrivals, { changes, rate }: Load) {
  const numbers = new Map(desks[0]!.cursors);
  const committed = new Map<string, number>();
  const began = Date.now();
  for (let n = 0; n < changes; n++) {
    await sleep(began + (n * 1_000) / rate - Date.now());
    const key = await change(premises, numbers, n);
    committed.set(key, Date.now());
  }
  await until(
    'every console has every change',
    () => [...committed.keys()].every((key) => (arrivals.get(key)?.count ?? 0) >= desks.length),
    PATIENCE_MS,
  );
  const toLast = [...committed].map(([key, at]) => Math.max(0, arrivals.get(key)!.last - at));
  return { changes, rate, committedToLastClientMs: quantiles(toLast) };
}

async function change({ opportunities, write }: Premises, numbers: Map<string, number>, n: number): Promise<string> {
  const opportunity = opportunities[n % opportunities.length]!;
  const number = (numbers.get(opportunity.brand) ?? 0) + 1;
  numbers.set(opportunity.brand, number);
  await write({ ...opportunity, title: `Change ${n}.`, updatedAt: new Date().toISOString() });
  return `${opportunity.brand} ${number}`;
}

/** Some lose their line at one moment, changes go on, and all come back at one moment. */
async function comeBack(premises: Premises, desks: Desk[], arrivals: Arrivals, count: number) {
  const gone = desks.slice(0, count);
  const numbers = new Map(desks.at(-1)!.cursors);
  for (const { socket } of gone) socket.terminate();
  for (let n = 0; n < 40; n++) await change(premises, numbers, n);
  // The server has seen them go before as many new ones come: a person has five places.
  await sleep(2_000);
  const startedAt = Date.now();
  const back = await openAll(
    premises.url,
    gone.map(({ cookie }) => cookie),
    arrivals,
    gone,
  );
  const settled = back.every((desk) => [...numbers].every(([brand, number]) => lastOf(desk, brand) >= number));
  desks.splice(0, count, ...back);
  return {
    settledInSeconds: round((Date.now() - startedAt) / 1_000),
    settled,
    gaps: back.reduce((sum, { gaps }) => sum + gaps, 0),
  };
}

/** One console stops reading while changes come as fast as they can be committed. */
async function deaf(premises: Premises, cookie: string, desks: Desk[], arrivals: Arrivals) {
  const mine = desks.findIndex((desk) => desk.cookie === cookie);
  desks.splice(mine, 1)[0]!.socket.terminate();
  // The rest go home: what the process holds then is for this one.
  for (const { socket } of desks.splice(1)) socket.terminate();
  await sleep(5_000);
  const one = await openDesk(premises.url, cookie, arrivals);
  const code = new Promise<number>((resolve) => void one.socket.once('close', resolve));
  const before = await residentBytes(premises.pid);
  one.socket.pause();
  const numbers = new Map(one.cursors);
  let most = 0;
  for (let n = 0; n < DEAF_CHANGES; n++) {
    await change(premises, numbers, n);
    if (n % 20 === 0) most = Math.max(most, (await residentBytes(premises.pid)) - before);
  }
  one.socket.resume();
  return { deaf: { changes: DEAF_CHANGES, closedWith: await code, residentMegabytesAbove: round(most / 1e6) } };
}

async function residentBytes(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kilobytes) * 1_024;
}
