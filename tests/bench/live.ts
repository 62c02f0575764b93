import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RawSignal } from '../../src/contract/signal.ts';
import { readSignals } from '../../src/sources/replay.ts';
import { connectionSettings, openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';
import { intakeToken, makeFolder, removeFolder, startProduct } from '../support/app.ts';
import { checkRun, readRun, rulesOf, type Run } from '../support/check-run.ts';
import { ownConfig } from '../support/own-config.ts';
import { type LiveConsole, sendSignals, signIn } from '../support/person.ts';
import { postsAbout } from '../support/posts.ts';
import { quiet } from '../support/postgres.ts';

const STEP_MS = 100;
/** One new thing to talk about in so many seconds, by so many people a second. */
const BURST_SECONDS = 2;
const BURST_POSTS = 40;
const SETTLE_MS = 8_000;

const SUBJECTS = [
  ['fr', 'panne de courant au stade en pleine finale, tout le monde chante'],
  ['en', 'runaway alpaca spotted on the village high street, queue at the bakery'],
  ['fr', 'un canard géant gonflable sur la pelouse du stade'],
  ['en', 'northern lights above the harbour tonight, everybody is outside'],
  ['fr', 'la tablette de chocolat trempée dans le thé du grand concours de goûter'],
  ['en', 'the goalkeeper scored with a header in the cup final'],
] as const;

/** One request to the intake: when it was sent and answered, and the ids it was answered with. */
interface Request {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly ids: readonly string[];
}

/**
 * The whole product in a process of its own, with its embedded database: signals by HTTP at a rate, consoles on sockets.
 * Prints one JSON object: latency from the intake's answer to the frame, and whether anything was lost.
 */
export async function benchLive(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '120' },
      consoles: { type: 'string', default: '3' },
      file: { type: 'string', default: '../shared/data/signals/news-bbc-2021-2022.ndjson.gz' },
    },
  });
  const [rate, seconds, count] = [values.rate, values.seconds, values.consoles].map(Number) as [number, number, number];
  const folder = await makeFolder();
  try {
    const config = await ownConfig(folder, { evening: false });
    const options = { data: join(folder, 'var'), settings: { REBOND_CONFIG: config } };
    const product = await startProduct(options);
    const person = await signIn((await product.ready())!);
    const consoles = await Promise.all(Array.from({ length: count }, () => person.openConsole()));
    const token = await intakeToken(options);
    const signals = createSignals(await headlines(values.file, rate * seconds), rate);
    const requests = await send({ url: product.url, token, signals, rate, seconds });
    await sleep(SETTLE_MS);
    const metrics = await (await fetch(`${product.url}/metrics`)).text();
    const memory = /^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1];
    const { code } = await product.stop();
    const run = await readEmbedded(options.data, config);
    report({
      rate,
      seconds,
      consoles: count,
      exit: code,
      requests: requests.length,
      answerMs: quantiles(requests.map(({ sentAt, answeredAt }) => answeredAt - sentAt)),
      ...latencies(requests, consoles, run),
      lost: lost(requests, run),
      gaps: consoles.map((one) => gapsOf(one)),
      residentMegabytes: Math.round(Number(memory) / 1e6),
      check: checkRun(run),
    });
  } finally {
    await removeFolder(folder);
  }
}

/** Words of real headlines, to be dated anew. */
async function headlines(file: string, count: number): Promise<RawSignal[]> {
  const found: RawSignal[] = [];
  for await (const lines of readSignals(file, { clock: () => Date.now(), limit: count })) {
    for (const line of lines) if ('raw' in line) found.push(line.raw);
  }
  return found;
}

/** The signals of one moment: bursts first, the rest of the rate are headlines. */
function createSignals(words: readonly RawSignal[], rate: number): (n: number, now: number) => RawSignal[] {
  let used = 0;
  return (n, now) => {
    const burst = Math.floor((used / rate / BURST_SECONDS) % 1e6);
    const [lang, subject] = SUBJECTS[burst % SUBJECTS.length]!;
    const posts = Math.min(n, Math.max(1, Math.round((n * BURST_POSTS) / rate)));
    const name = `b${burst}-${used}`;
    const text = `${subject}, place ${String.fromCharCode(97 + (burst % 26))}${burst}`;
    const bursting = postsAbout({ name, at: now, every: 1, lang, subject: text, count: posts });
    const rest = Array.from({ length: n - posts }, (_, i): RawSignal => {
      const raw = words[(used + i) % words.length]!;
      const externalId = `${raw.externalId}#${used + i}`;
      return { ...raw, externalId, publishedAt: new Date(now).toISOString(), observedAt: undefined };
    });
    used += n;
    return [...bursting, ...rest];
  };
}

interface Sending {
  readonly url: string;
  readonly token: string;
  readonly signals: (n: number, now: number) => RawSignal[];
  readonly rate: number;
  readonly seconds: number;
}

/** One request after the other, each with all that is due: so that it is known which request a change comes from. */
async function send({ url, token, signals, rate, seconds }: Sending): Promise<Request[]> {
  const requests: Request[] = [];
  const start = Date.now();
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((Date.now() - start) / 1_000) * rate)) - sent;
    if (due > 0) {
      const batch = signals(due, Date.now());
      const sentAt = Date.now();
      const ids = await sendSignals(url, token, batch);
      requests.push({ sentAt, answeredAt: Date.now(), ids });
      sent += due;
    }
    await sleep(STEP_MS - ((Date.now() - start) % STEP_MS));
  }
  return requests;
}

async function readEmbedded(data: string, config: string): Promise<Run> {
  const server = await startEmbedded({ folder: join(data, 'postgres'), log: quiet });
  const database = openDatabase({ url: server.url, log: quiet });
  const connection = connectionSettings({ url: server.url, log: quiet });
  const log = createPostgresLog({ pool: database.pool, connection, log: quiet });
  try {
    const topics = allTopics({ signals: 1, mentions: 4 });
    return await readRun(database, log, topics, await rulesOf(config));
  } finally {
    await log.close();
    await database.close();
    await server.stop();
  }
}

/**
 * A change names in `causedAt` when the signal that led to it was received, and the log keeps that time beside each
 * signal: it is counted from the answer of the request that brought that signal. Changes that a tick led to are left out.
 */
function latencies(requests: readonly Request[], consoles: readonly LiveConsole[], run: Run) {
  const requestOf = new Map(requests.flatMap((request) => request.ids.map((id) => [id, request] as const)));
  const byReceipt = new Map(run.signals.map(({ key, timestamp }) => [timestamp, requestOf.get(key!)]));
  const [fromAnswer, fromReceipt]: [number[], number[]] = [[], []];
  for (const { frames, arrivals } of consoles) {
    frames.forEach((frame, n) => {
      if (frame.type !== 'change' || frame.change.body.noun !== 'card') return;
      const receivedAt = Date.parse(frame.change.body.value.opportunity.causedAt ?? '');
      const request = byReceipt.get(receivedAt);
      if (!request) return;
      fromAnswer.push(arrivals[n]! - request.answeredAt);
      fromReceipt.push(arrivals[n]! - receivedAt);
    });
  }
  return {
    frames: consoles.reduce((sum, one) => sum + one.changes().length, 0),
    framesOfSignals: fromAnswer.length,
    answerToFrameMs: quantiles(fromAnswer),
    receiptToFrameMs: quantiles(fromReceipt),
  };
}

/** Accepted signals that do not lie in the log. */
function lost(requests: readonly Request[], run: Run): number {
  const kept = new Set(run.signals.map(({ key }) => key));
  return requests.flatMap(({ ids }) => ids).filter((id) => !kept.has(id)).length;
}

/** Numbers that did not follow the one before, per brand. */
function gapsOf(one: LiveConsole): number {
  const last = new Map<string, number>();
  for (const frame of one.frames) if (frame.type === 'snapshot') last.set(frame.brand, frame.seq);
  return one.changes().filter(({ brand, seq }) => {
    const gap = seq !== (last.get(brand) ?? 0) + 1;
    last.set(brand, seq);
    return gap;
  }).length;
}

function quantiles(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? null };
}

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line, null, 2)}\n`);
}
