import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { answerSuggestions } from './fake-suggestions.ts';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Card } from '../../src/contract/card.ts';
import type { Brand } from '../../src/contract/brand.ts';
import type { Change } from '../../src/contract/change.ts';
import type { Decision } from '../../src/contract/decision.ts';
import type { Me } from '../../src/contract/user.ts';
import { ClientFrame, CloseCode } from '../../src/contract/frame.ts';
import type { ServerFrame } from '../../src/contract/frame.ts';
import type { Evidence } from '../../src/contract/story.ts';
import { fakeCard, fakeDetail, fakeEvening, fakeMe, fakeSources } from './console-cards.ts';
import type { FakeStory } from './console-cards.ts';
import { createConsoleDrafts } from './console-drafts.ts';
import type { ConsoleDrafts } from './console-drafts.ts';
import { createFakeCalendar } from './fake-calendar.ts';
import type { FakeCalendar } from './fake-calendar.ts';
import { createFakeOutcomes } from './fake-outcomes.ts';
import type { FakeOutcomes } from './fake-outcomes.ts';
import { createFakePictures } from './fake-pictures.ts';
import type { FakePictures } from './fake-pictures.ts';
import { createFakeTeam } from './fake-team.ts';
import type { FakeTeam } from './fake-team.ts';
import { createFakeGate } from './fake-gate.ts';
import type { FakeGate } from './fake-gate.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self'";

/** A server that speaks the contract over invented cards, so that the console can be tried and looked at by itself. */
export interface FakeServer {
  readonly url: string;
  /** Adds a card, or lays another over it, as the pipeline would. */
  publish(card: Card): void;
  story(story: FakeStory): void;
  /** Cuts every line; clients come back by themselves. */
  cut(): void;
  /** While false nobody gets a line. */
  reachable: boolean;
  signedIn: boolean;
  /** Bodies of the decisions received, in order. */
  readonly decisions: unknown[];
  /** Moments told ahead, and the dates of the brands. */
  readonly calendar: FakeCalendar;
  /** Contexts opened, and freezes. */
  readonly gate: FakeGate;
  /** Comments, assignments, views, and who looks at what. */
  readonly team: FakeTeam;
  /** Says something to every console that is not numbered. */
  tell(frame: ServerFrame): void;
  /** What is told of the past. */
  readonly outcomes: FakeOutcomes;
  /** Drafts, and colleagues who move them. */
  readonly drafts: ConsoleDrafts;
  readonly pictures: FakePictures;
  /** The next decision is refused with this problem. */
  refuseNext: { status: number; type: string; detail: string } | null;
  stop(): Promise<void>;
}

interface Options {
  readonly folder: string;
  readonly port?: number;
  readonly clock: () => number;
  readonly signedIn?: boolean;
  readonly stories?: readonly FakeStory[];
  /** Who is signed in; somebody who decides but does not approve unless told. */
  readonly me?: Me;
  /** Who must approve drafts; as brands have it unless told. */
  readonly approval?: Brand['approval'];
  /** Where the brands speak; nowhere unless told. */
  readonly platforms?: Brand['platforms'];
}

interface World {
  readonly clock: () => number;
  readonly cards: Map<string, Card>;
  readonly changes: Change[];
  readonly history: Decision[];
  readonly evidence: readonly Evidence[];
  readonly lines: Set<WebSocket>;
  readonly first: ReadonlyMap<string, number>;
  readonly calendar: FakeCalendar;
  readonly me: Me;
  readonly gate: FakeGate;
  readonly team: FakeTeam;
  readonly drafts: ConsoleDrafts;
}

export async function startFakeServer(options: Options): Promise<FakeServer> {
  const evening = fakeEvening(options.clock());
  const world = createWorld(options, evening.stories, evening.evidence);
  const http = createServer((request, response) => void handle(request, response));
  const fake: FakeServer = {
    url: '',
    publish: (card) => change(world, card),
    story: (story) => change(world, fakeCard(options.clock(), story)),
    cut: () => world.lines.forEach((line) => line.terminate()),
    reachable: true,
    signedIn: options.signedIn ?? true,
    decisions: [],
    calendar: world.calendar,
    gate: world.gate,
    team: world.team,
    tell: (frame) => world.lines.forEach((line) => say(line, frame)),
    outcomes: createFakeOutcomes(options.clock),
    drafts: world.drafts,
    pictures: createFakePictures(options.clock),
    refuseNext: null,
    stop: () => stop(http, world),
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (!path.startsWith('/api/')) return sendFile(options.folder, path, response);
    return answer(fake, world, request, response, path);
  };
  listenLive(http, fake, world);
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(fake, { url: `http://127.0.0.1:${port}` });
}

function createWorld(options: Options, usual: readonly FakeStory[], evidence: readonly Evidence[]): World {
  const { clock, stories = usual, me = fakeMe } = options;
  const cards = new Map(stories.map((story) => [story.id, fakeCard(clock(), story)]));
  const first = new Map(me.brands.map(({ id }) => [id, 0]));
  const gate = createFakeGate({
    clock,
    me,
    card: (id) => cards.get(id),
    push: (brand, body) => push(world, brand, body),
  });
  const drafts = createConsoleDrafts({
    ...{ clock, me, approval: options.approval, platforms: options.platforms },
    card: (id) => cards.get(id),
    freezesOf: gate.freezesOf,
    push: (brand, body) => push(world, brand, body),
  });
  const team = createFakeTeam({
    ...{ clock, me },
    card: (id) => cards.get(id),
    put: (card) => change(world, card),
    push: (brand, body) => push(world, brand, body),
  });
  const world: World = {
    clock,
    cards,
    changes: [],
    history: [],
    evidence,
    lines: new Set(),
    first,
    calendar: createFakeCalendar(clock),
    me,
    gate,
    team,
    drafts,
  };
  return world;
}

function change(world: World, card: Card): void {
  const { brand, id } = card.opportunity;
  world.cards.set(id, card);
  push(world, brand, { noun: 'card', id, value: card });
}

function push(world: World, brand: string, body: Change['body']): void {
  const made: Change = { brand, seq: lastSeq(world, brand) + 1, at: new Date(world.clock()).toISOString(), body };
  world.changes.push(made);
  for (const line of world.lines) say(line, { type: 'change', change: made });
}

const momentsOf = (world: World, brand: string) =>
  [...world.calendar.cards.values()].filter((card) => card.brand === brand);

/** What the calendar was asked, and the change that came of it. */
function answerCalendar(world: World, request: IncomingMessage, response: ServerResponse, body: unknown): boolean {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const by = { id: fakeMe.id, name: fakeMe.name };
  const answered = world.calendar.answer(request.method ?? 'GET', url, body, by);
  if (!answered) return false;
  send(response, answered.status, answered.value);
  const { changed } = answered;
  if (changed) push(world, changed.brand, { noun: 'moment', id: changed.id, value: changed });
  return true;
}

const lastSeq = (world: World, brand: string) => world.changes.filter((made) => made.brand === brand).length;

function say(line: WebSocket, frame: ServerFrame): void {
  line.send(JSON.stringify(frame));
}

function listenLive(http: Server, fake: FakeServer, world: World): void {
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (!fake.reachable) return void socket.destroy();
    if (!fake.signedIn) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (line) => {
      line.on('message', (data: Buffer) => greet(world, line, data.toString()));
      line.on('close', () => (world.lines.delete(line), world.team.watching.delete(line)));
    });
  });
}

function greet(world: World, line: WebSocket, text: string): void {
  const frame = ClientFrame.safeParse(JSON.parse(text));
  if (!frame.success) return line.close(CloseCode.badFrame);
  if (frame.data.type === 'watching') world.team.watching.set(line, frame.data.opportunity);
  if (frame.data.type !== 'hello') return;
  const { cursors } = frame.data;
  const brands = world.me.brands.map(({ id }) => id);
  say(line, { type: 'hello', epoch: 'fake', at: new Date(world.clock()).toISOString(), brands });
  for (const brand of brands) {
    const seq = lastSeq(world, brand);
    const missed = world.changes.filter((made) => made.brand === brand && made.seq > (cursors[brand] ?? 0));
    const cards = [...world.cards.values()].filter((card) => card.opportunity.brand === brand);
    if (cursors[brand] === undefined)
      say(line, {
        type: 'snapshot',
        brand,
        seq,
        cards,
        moments: momentsOf(world, brand),
        freezes: world.gate.freezesOf(brand),
        drafts: world.drafts.of(brand),
      });
    else for (const made of missed) say(line, { type: 'change', change: made });
    say(line, { type: 'caught-up', brand, seq, missed: cursors[brand] === undefined ? 0 : missed.length });
  }
  world.lines.add(line);
}

async function answer(
  fake: FakeServer,
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (fake.signedIn && (await fake.pictures.answer(request, response, path))) return;
  const body = await readBody(request);
  if (path === '/api/auth/sign-in/email') return signIn(fake, response, body);
  if (path === '/api/auth/sign-out') fake.signedIn = false;
  if (!fake.signedIn) return refuse(response, 401, 'signed-out', 'Sign in first.');
  const [, , noun, id, verb] = path.split('/');
  const teamed = world.team.answer(request.method ?? 'GET', path, body);
  if (teamed === 'lost') return void response.destroy();
  if (teamed) return send(response, teamed.status, teamed.value);
  if (path === '/api/auth/get-session') return send(response, 200, null);
  if (noun === 'me') return send(response, 200, world.me);
  if (noun === 'sources' && verb === 'test')
    return send(
      response,
      200,
      fakeSources(world.clock()).find((s) => s.id === id),
    );
  if (noun === 'sources') return send(response, 200, fakeSources(world.clock()));
  if (answerCalendar(world, request, response, body)) return;
  const past = fake.outcomes.answer(path, new URL(request.url ?? '/', 'http://localhost').searchParams);
  if (past) return send(response, past.status, past.value);
  const gated = world.gate.answer(path, body);
  if (gated) return send(response, gated.status, gated.value);
  const drafted = world.drafts.answer(request.method ?? 'GET', path, body);
  if (drafted) return send(response, drafted.status, drafted.value);
  const card = world.cards.get(id ?? '');
  if (noun !== 'opportunities' || !card) return refuse(response, 404, 'not-found', 'There is no such thing.');
  const suggested = answerSuggestions(verb, body);
  if (suggested) return send(response, 200, suggested);
  const history = world.history.filter((made) => made.opportunity === id);
  if (verb !== 'decisions') return send(response, 200, fakeDetail(world.clock(), card, world.evidence, history));
  return decide(fake, world, response, card, body);
}

function signIn(fake: FakeServer, response: ServerResponse, body: unknown): void {
  const right = (body as { password?: string }).password === 'correct horse';
  if (!right) return send(response, 401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' });
  fake.signedIn = true;
  send(response, 200, { user: { id: fakeMe.id } });
}

function decide(fake: FakeServer, world: World, response: ServerResponse, card: Card, body: unknown): void {
  const refusal = fake.refuseNext;
  fake.refuseNext = null;
  if (refusal) return refuse(response, refusal.status, refusal.type, refusal.detail);
  fake.decisions.push(body);
  const { minutes, ...rest } = body as { minutes?: number; action: Decision['action'] };
  const decision: Decision = {
    ...rest,
    ...(minutes === undefined ? {} : { until: new Date(world.clock() + minutes * 60_000).toISOString() }),
    id: `decision-${world.history.length + 1}`,
    brand: card.opportunity.brand,
    opportunity: card.opportunity.id,
    by: { id: fakeMe.id, name: fakeMe.name },
    at: new Date(world.clock()).toISOString(),
  };
  world.history.push(decision);
  const decided = { ...card, decision, hold: null };
  send(response, 200, { card: decided, decision });
  change(world, decided);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as unknown);
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, type: string, detail: string): void {
  send(response, status, { type: `https://rebond.example/problems/${type}`, title: type, status, detail });
}

function sendFile(folder: string, path: string, response: ServerResponse): void {
  const wanted = join(folder, normalize(path));
  const file = extname(path) !== '' && existsSync(wanted) ? wanted : join(folder, 'index.html');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  });
  createReadStream(file).pipe(response);
}

async function stop(http: Server, world: World): Promise<void> {
  for (const line of world.lines) line.terminate();
  http.closeAllConnections();
  await new Promise<void>((resolve) => http.close(() => resolve()));
}
