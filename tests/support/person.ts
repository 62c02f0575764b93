import { WebSocket } from 'ws';
import type { Card } from '../../src/contract/card.ts';
import type { Change } from '../../src/contract/change.ts';
import { ServerFrame } from '../../src/contract/frame.ts';
import { until } from './app.ts';

export interface Answer {
  readonly status: number;
  /** Whatever was answered: each story says what it expects of it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Somebody signed in at a running product. */
export interface Person {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Opens a console's socket and says hello. */
  openConsole(hello?: Hello): Promise<LiveConsole>;
  readonly cookie: string;
}

export interface Hello {
  readonly cursors?: Readonly<Record<string, number>>;
  readonly epoch?: string;
}

/** A socket as a console has it: writes down every frame, checked against the contract. */
export interface LiveConsole {
  readonly frames: readonly ServerFrame[];
  /** When each of the frames came, ms since 1970. */
  readonly arrivals: readonly number[];
  /** Changes of all brands, in the order they came. */
  changes(): Change[];
  /** The cards as a console shows them: snapshot, then every change. */
  cards(brand: string): Card[];
  /** Waits until a card is so. */
  card(brand: string, what: string, holds: (card: Card) => boolean): Promise<Card>;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Follows a sign-in link, as a browser does. Throws where it does not sign in. */
export async function signIn(link: string): Promise<Person> {
  const answer = await fetch(link, { redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!);
  if (answer.status !== 303 || cookies.length === 0) throw new Error(`The sign-in link answers ${answer.status}.`);
  const { origin } = new URL(link);
  const cookie = cookies.join('; ');
  return {
    cookie,
    get: (path) => ask(origin + path, { headers: { cookie } }),
    post: (path, body) =>
      ask(origin + path, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    openConsole: (hello = {}) => openConsole(origin, cookie, hello),
  };
}

/** Sends signals to the intake; answers the ids that were accepted. Throws where one is refused. */
export async function sendSignals(url: string, token: string, signals: readonly object[]): Promise<string[]> {
  const { status, body } = await ask(`${url}/api/signals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: signals.map((signal) => JSON.stringify(signal)).join('\n'),
  });
  if (status !== 200 || body.rejected > 0) throw new Error(`The intake answers ${status}: ${JSON.stringify(body)}`);
  return body.lines.map(({ id }: { id: string }) => id);
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return { status: answer.status, body: isJson ? JSON.parse(text) : text };
}

async function openConsole(origin: string, cookie: string, hello: Hello): Promise<LiveConsole> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/live`, { headers: { cookie }, origin });
  const frames: ServerFrame[] = [];
  const arrivals: number[] = [];
  const state = new Map<string, Map<string, Card>>();
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
  socket.on('message', (data: Buffer) => {
    arrivals.push(Date.now());
    const frame = ServerFrame.parse(JSON.parse(data.toString()));
    frames.push(frame);
    if (frame.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
    else apply(state, frame);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => undefined);
  socket.send(JSON.stringify({ type: 'hello', cursors: {}, ...hello }));
  const cards = (brand: string) => [...(state.get(brand)?.values() ?? [])];
  return {
    frames,
    arrivals,
    changes: () => frames.flatMap((frame) => (frame.type === 'change' ? [frame.change] : [])),
    cards,
    card: (brand, what, holds) => until(`a card of ${brand}: ${what}`, () => cards(brand).find(holds)),
    closed,
    close: () => socket.close(),
  };
}

function apply(state: Map<string, Map<string, Card>>, frame: ServerFrame): void {
  if (frame.type === 'snapshot') {
    state.set(frame.brand, new Map(frame.cards.map((card) => [card.opportunity.id, card])));
  } else if (frame.type === 'change') {
    const { brand, body } = frame.change;
    if (body.noun !== 'card') return;
    if (!state.has(brand)) state.set(brand, new Map());
    state.get(brand)!.set(body.id, body.value);
  }
}
