import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import type { RawSignal } from '../../src/contract/signal.ts';
import { readSignals } from '../../src/sources/replay.ts';
import { intakeToken, makeFolder, removeFolder, startProduct } from '../support/app.ts';
import { ownConfig } from '../support/own-config.ts';
import { type Person, sendSignals, signIn } from '../support/person.ts';
import { postsAbout, type Burst } from '../support/posts.ts';

const STEP_MS = 100;
/** A new thing is talked about in each of these stretches: stories open, live and end. */
const STORY_SECONDS = 60;
const STORY_SHARE = 0.1;
const MEGABYTE = 1e6;

const SUBJECTS = [
  ['fr', 'panne de courant au stade en pleine finale, tout le monde chante'],
  ['en', 'runaway alpaca spotted on the village high street, queue at the bakery'],
  ['fr', 'la tablette de chocolat trempée dans le thé du grand concours de goûter'],
  ['en', 'northern lights above the harbour tonight, everybody is outside'],
] as const;

/** What the process and its folder hold at one moment. */
interface Sample {
  readonly minute: number;
  readonly sent: number;
  readonly changes: number;
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
  readonly handles: number;
  readonly threads: number;
  readonly folderMegabytes: number;
  /** Of the slowest answer of the intake since the sample before, in ms. */
  readonly slowestAnswerMs: number;
}

/**
 * The whole product in a process of its own, with its embedded database, for hours: signals by HTTP at a steady rate and one
 * console that reads. Prints a line a minute, then the slopes after the warm-up.
 */
export async function benchSoak(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rate: { type: 'string', default: '300' },
      minutes: { type: 'string', default: '120' },
      warmup: { type: 'string', default: '20' },
      file: { type: 'string', default: '../shared/data/signals/posts-hackernews-2021.ndjson.gz' },
    },
  });
  const [rate, minutes, warmup] = [values.rate, values.minutes, values.warmup].map(Number) as [number, number, number];
  const folder = await makeFolder();
  try {
    const settings = { REBOND_CONFIG: await ownConfig(folder, { evening: false }) };
    const options = { data: join(folder, 'var'), settings };
    const product = await startProduct(options);
    const reader = await openReader(product.url, await signIn((await product.ready())!));
    const token = await intakeToken(options);
    const signals = createSignals(await titles(values.file, 50_000));
    const samples: Sample[] = [];
    const start = Date.now();
    let [sent, slowest] = [0, 0];
    while (samples.length < minutes) {
      const seconds = (Date.now() - start) / 1_000;
      const due = Math.floor(seconds * rate) - sent;
      if (due > 0) {
        const askedAt = Date.now();
        await sendSignals(product.url, token, signals(Math.min(due, 500), askedAt, seconds));
        slowest = Math.max(slowest, Date.now() - askedAt);
        sent += Math.min(due, 500);
      }
      if (seconds >= (samples.length + 1) * 60) {
        const held = await measure(product.url, product.pid, options.data);
        samples.push({
          minute: samples.length + 1,
          sent,
          changes: reader.changes(),
          slowestAnswerMs: slowest,
          ...held,
        });
        report(samples.at(-1)!);
        slowest = 0;
      }
      await sleep(STEP_MS);
    }
    reader.close();
    const { code } = await product.stop();
    report({ rate, minutes, warmup, exit: code, complaints: complaintsIn(product.said()), ...slopes(samples, warmup) });
  } finally {
    await removeFolder(folder);
  }
}

/** Headlines and titles, each once: later lines of a recording are new counts of what was there. */
async function titles(file: string, count: number): Promise<RawSignal[]> {
  const found: RawSignal[] = [];
  for await (const lines of readSignals(file, { clock: () => Date.now(), limit: count * 4 })) {
    for (const line of lines) if ('raw' in line && (line.raw.text || line.raw.title)) found.push(line.raw);
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

/** Posts of the nth story: what is said is one of a few subjects, at a place that only this story has. */
export function storyPosts(story: number, burst: Omit<Burst, 'lang' | 'subject'>): RawSignal[] {
  const [lang, subject] = SUBJECTS[story % SUBJECTS.length]!;
  return postsAbout({ ...burst, lang, subject: `${subject}, place ${String.fromCharCode(97 + (story % 26))}${story}` });
}

function createSignals(words: readonly RawSignal[]) {
  let used = 0;
  return (n: number, now: number, seconds: number): RawSignal[] => {
    const story = Math.floor(seconds / STORY_SECONDS);
    const posts = Math.round(n * STORY_SHARE);
    const told = storyPosts(story, { name: `s${story}-${used}`, at: now, every: 1, count: posts });
    const rest = Array.from({ length: n - posts }, (_, i): RawSignal => {
      const raw = words[(used + i) % words.length]!;
      const externalId = `${raw.externalId}#${used + i}`;
      return { ...raw, externalId, publishedAt: new Date(now).toISOString(), observedAt: undefined };
    });
    used += n;
    return [...told, ...rest];
  };
}

/** A console that reads and keeps nothing but a count; it comes back as a page does, a second after its line broke. */
async function openReader(url: string, { cookie }: Person): Promise<{ changes(): number; close(): void }> {
  let [changes, over] = [0, false];
  let socket = connect();
  function connect(): WebSocket {
    const one = new WebSocket(`${url.replace(/^http/, 'ws')}/api/live`, { headers: { cookie }, origin: url });
    one.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"type":"ping"')) one.send(JSON.stringify({ type: 'pong' }));
      else if (text.includes('"type":"change"')) changes++;
    });
    one.on('open', () => one.send(JSON.stringify({ type: 'hello', cursors: {} })));
    one.on('error', () => undefined);
    one.on('close', () => {
      if (!over) setTimeout(() => (socket = connect()), 1_000);
    });
    return one;
  }
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    changes: () => changes,
    close() {
      over = true;
      socket.close();
    },
  };
}

async function measure(url: string, pid: number, data: string) {
  const [status, handles, metrics, folder] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readdir(`/proc/${pid}/fd`),
    fetch(`${url}/metrics`).then((answer) => answer.text()),
    bytesIn(data),
  ]);
  const [, resident] = /^VmRSS:\s+(\d+)/m.exec(status)!;
  const [, threads] = /^Threads:\s+(\d+)/m.exec(status)!;
  const heap = /^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1];
  return {
    residentMegabytes: Math.round((Number(resident) * 1_024) / MEGABYTE),
    heapMegabytes: Math.round(Number(heap) / MEGABYTE),
    handles: handles.length,
    threads: Number(threads),
    folderMegabytes: Math.round(folder / MEGABYTE),
  };
}

/** Files come and go while they are counted. */
async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
  }
  return bytes;
}

/** Least squares over the samples after the warm-up, an hour each. */
function slopes(samples: readonly Sample[], warmup: number) {
  const after = samples.filter(({ minute }) => minute > warmup);
  const perHour = (of: (sample: Sample) => number): number => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [x, y] = [after.map(({ minute }) => minute / 60), after.map(of)];
    const [mx, my] = [mean(x), mean(y)];
    const [above, below] = [mean(x.map((v, i) => (v - mx) * (y[i]! - my))), mean(x.map((v) => (v - mx) ** 2))];
    return Math.round((above / below) * 10) / 10;
  };
  return {
    residentMegabytesPerHour: perHour(({ residentMegabytes }) => residentMegabytes),
    heapMegabytesPerHour: perHour(({ heapMegabytes }) => heapMegabytes),
    handlesPerHour: perHour(({ handles }) => handles),
    folderMegabytesPerHour: perHour(({ folderMegabytes }) => folderMegabytes),
  };
}

/** Lines of the log that are worse than information. */
const complaintsIn = (said: string): string[] =>
  said
    .split('\n')
    .filter((line) => /"level":(40|50|60)/.test(line))
    .slice(0, 20);

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
