import { afterEach, describe, expect, it } from '@jest/globals';
import { createSources } from '../../src/sources/create-sources.ts';
import { nextPollDelay } from '../../src/sources/feed/next-poll.ts';
import { collector, createFakeTime, memoryCursors, serve, until } from './support.ts';

const MINUTE = 60_000;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly items?: readonly string[];
}
const item = (id: string, title = `Headline ${id}`) =>
  `<item><guid>${id}</guid><title>${title}</title><pubDate>Sun, 22 Nov 2026 19:0${id.charCodeAt(0) % 10}:00 GMT</pubDate></item>`;

/** A feed whose server gives one answer after the other, and the last one for ever. */
async function setUp(answers: Answer[], cursors = memoryCursors()) {
  let asked = 0;
  const server = await serve((_, response) => {
    const { status = 200, headers = {}, items = [] } = answers[Math.min(asked++, answers.length - 1)]!;
    response.writeHead(status, headers).end(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  });
  const time = createFakeTime();
  const { push, pushed } = collector();
  const config = {
    id: 'paper',
    label: 'Paper',
    enabled: true,
    type: 'feed',
    url: server.url,
    kind: 'news',
    trust: 0.7,
    everyMinutes: 5,
  } as const;
  const { sources, close } = createSources([config, { ...config, id: 'off', enabled: false }], {
    time,
    cursors,
    random: () => 0,
    userAgent: 'Rebond/test',
    demonstrationFile: null,
    rules: { allowPrivate: true },
  });
  const stop = new AbortController();
  closing.push(
    async () => stop.abort(),
    close,
    () => server.close(),
  );
  const [source, off] = sources;
  return {
    source: source!,
    off: off!,
    time,
    pushed,
    cursors,
    asked: () => asked,
    start: () => void source!.start(push, stop.signal),
  };
}
type SetUp = Awaited<ReturnType<typeof setUp>>;

const inMinutes = (feed: SetUp) => (Date.parse(feed.source.status().nextAttemptAt!) - feed.time.now()) / MINUTE;
/** Waits for the so-manieth poll to be over. */
async function polled(feed: SetUp, count: number) {
  await until(() => feed.asked() === count && inMinutes(feed) > 0 && feed.time.waiting().length > 0);
}
async function nextPoll(feed: SetUp, count: number) {
  await feed.time.advance(inMinutes(feed) * MINUTE);
  await polled(feed, count);
}
const titles = (feed: SetUp) => feed.pushed.map(({ raw }) => raw.title);

describe('a feed', () => {
  it('hands over what is new or edited, once', async () => {
    const feed = await setUp([
      { items: [item('b'), item('a')] },
      { items: [item('c'), item('b'), item('a')] },
      { items: [item('c'), item('b', 'Corrected'), item('a')] },
    ]);
    feed.start();
    await polled(feed, 1);
    expect(titles(feed)).toEqual(['Headline a', 'Headline b']);
    await nextPoll(feed, 2);
    await nextPoll(feed, 3);
    await nextPoll(feed, 4);
    expect(titles(feed).slice(2)).toEqual(['Headline c', 'Corrected']);
    expect(feed.pushed.at(-1)!.raw.externalId).toBe('b');
    expect(feed.source.status()).toMatchObject({ state: 'live', signals: 4, lastError: null });
    expect(feed.off.status().state).toBe('off');
  });

  it('remembers over a restart what it handed over', async () => {
    const answers = [{ items: [item('a')], headers: { etag: '"1"' } }];
    const first = await setUp(answers);
    first.start();
    await polled(first, 1);
    const second = await setUp([{ items: [item('b'), item('a')] }], first.cursors);
    second.start();
    await polled(second, 1);
    expect(titles(second)).toEqual(['Headline b']);
    expect(first.cursors.values.get('paper')).toMatchObject({ seen: expect.any(Array) });
  });

  it('comes less often to a server in trouble, and says so until it answers again', async () => {
    const feed = await setUp([
      { status: 500 },
      { status: 500 },
      { status: 429, headers: { 'retry-after': '7200' } },
      { items: [item('a')] },
    ]);
    feed.start();
    await polled(feed, 1);
    expect(feed.source.status()).toMatchObject({
      state: 'failing',
      lastError: 'the server has an error (500)',
      signals: 0,
    });
    expect(inMinutes(feed)).toBe(10);
    await nextPoll(feed, 2);
    expect(inMinutes(feed)).toBe(20);
    await nextPoll(feed, 3);
    expect(inMinutes(feed)).toBe(120);
    await nextPoll(feed, 4);
    expect(feed.source.status()).toMatchObject({ state: 'live', lastError: null, signals: 1 });
    expect(inMinutes(feed)).toBe(5);
  });

  it('is left alone for good when it has been taken down', async () => {
    const feed = await setUp([{ status: 410 }]);
    feed.start();
    await until(() => feed.source.status().state === 'off');
    expect(feed.source.status()).toMatchObject({ lastError: expect.stringContaining('410'), nextAttemptAt: null });
  });

  it('is asked at once when a person wants to know, but not without pause', async () => {
    const feed = await setUp([{ items: [item('a')] }]);
    feed.start();
    await polled(feed, 1);
    await feed.source.poll!();
    expect(feed.asked()).toBe(1);
    await feed.time.advance(MINUTE);
    await feed.source.poll!();
    expect(feed.asked()).toBe(2);
  });

  it('fails in words where it is no feed', async () => {
    const feed = await setUp([{ headers: { 'content-type': 'text/xml; charset=klingon' } }]);
    feed.start();
    await polled(feed, 1);
    expect(feed.source.status()).toMatchObject({
      state: 'failing',
      lastError: 'the document is in an unknown encoding (klingon)',
    });
  });
});

describe('the next poll', () => {
  const history = { everyMinutes: 5, failures: 0, retryAfterMs: null, maxAgeMs: null, ttlMinutes: null };
  const minutes = (more: Partial<typeof history> | object, random = 0) =>
    nextPollDelay({ ...history, ...more }, () => random) / MINUTE;

  it('heeds the configuration, the server, the feed and past failures, and is a little uneven', () => {
    expect(minutes({})).toBe(5);
    expect(minutes({}, 1)).toBe(6);
    expect(minutes({ maxAgeMs: 15 * MINUTE })).toBe(15);
    expect(minutes({ ttlMinutes: 30 })).toBe(30);
    expect(minutes({ ttlMinutes: 1_440 })).toBe(60);
    expect(minutes({ everyMinutes: 240 })).toBe(240);
    expect(minutes({ failures: 3 })).toBe(40);
    expect(minutes({ failures: 50 })).toBe(60);
    expect(minutes({ retryAfterMs: 90 * MINUTE, failures: 1 })).toBe(90);
    expect(minutes({ retryAfterMs: 1e12, failures: 1 })).toBe(1_440);
  });
});
