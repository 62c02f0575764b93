import { once } from 'node:events';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFetcher } from '../../../src/sources/feed/fetch-document.ts';
import type { FetchLimits } from '../../../src/sources/feed/fetch-document.ts';
import { createGuardedLookup, ForbiddenAddressError } from '../../../src/outbound/guarded-agent.ts';
import type { AddressRules } from '../../../src/outbound/guarded-agent.ts';
import { createHostGate } from '../../../src/sources/feed/host-gate.ts';
import { createTime } from '../../../src/sources/time.ts';
import { serve } from '../support.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function setUp(
  listener: RequestListener,
  rules: AddressRules = { allowPrivate: true },
  limits?: Partial<FetchLimits>,
) {
  const server = await serve(listener);
  const fetcher = createFetcher({
    userAgent: 'Rebond/test (+https://rebond.example)',
    gate: createHostGate(
      createTime(() => NOW),
      0,
    ),
    rules,
    clock: () => NOW,
    limits: { bytes: 5_000_000, totalMs: 5_000, redirects: 5, ...limits },
  });
  closing.push(
    () => fetcher.close(),
    () => server.close(),
  );
  const get = (path = '/', validators = {}) =>
    fetcher.fetch(new URL(path, server.url).href, validators, new AbortController().signal);
  return { get, url: server.url, fetcher };
}

describe('fetching a document', () => {
  it('introduces itself, sends back what it knows, and understands 304', async () => {
    const asked: IncomingHttpHeaders[] = [];
    const { get, url } = await setUp((request, response) => {
      asked.push(request.headers);
      if (request.headers['if-none-match'] === '"v1"')
        return void response.writeHead(304, { 'cache-control': 'max-age=120' }).end();
      response
        .writeHead(200, { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 19:00:00 GMT', 'content-type': 'text/xml' })
        .end('<rss/>');
    });
    const first = await get();
    expect(first).toMatchObject({ kind: 'fresh', url: `${url}/`, contentType: 'text/xml', maxAgeMs: null });
    const validators = first.kind === 'fresh' ? first.validators : {};
    expect(await get('/', validators)).toEqual({ kind: 'unchanged', maxAgeMs: 120_000 });
    expect(asked[0]).toMatchObject({ 'user-agent': 'Rebond/test (+https://rebond.example)' });
    expect(asked[0]).not.toHaveProperty('if-none-match');
    expect(asked[1]).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': 'Sun, 22 Nov 2026 19:00:00 GMT' });
  });

  it('says in words how the server refused, and when to come back', async () => {
    const { get } = await setUp((request, response) => {
      const status = Number(request.url!.slice(1));
      response.writeHead(
        status,
        status === 429
          ? { 'retry-after': '120' }
          : status === 503
            ? { 'retry-after': 'Sun, 22 Nov 2026 20:10:00 GMT' }
            : {},
      );
      response.end('words');
    });
    expect(await get('/429')).toEqual({
      kind: 'failed',
      reason: 'the server asks to come back later (429)',
      retryAfterMs: 120_000,
    });
    expect(await get('/503')).toMatchObject({ kind: 'failed', retryAfterMs: 600_000 });
    expect(await get('/500')).toEqual({ kind: 'failed', reason: 'the server has an error (500)', retryAfterMs: null });
    expect(await get('/404')).toMatchObject({ reason: 'there is nothing at this address (404)' });
    expect(await get('/410')).toMatchObject({ kind: 'gone' });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('reads %s, and stops at a bomb of it', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(100_000_000, 32));
    const { get } = await setUp((request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(request.url === '/bomb' ? bomb : compress('<rss/>'));
    });
    const good = await get();
    expect(good.kind === 'fresh' && Buffer.from(good.body).toString()).toBe('<rss/>');
    const before = process.memoryUsage().rss;
    expect(await get('/bomb')).toMatchObject({ kind: 'failed', reason: 'the document is larger than 5 MB' });
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it('stops at a body without end', async () => {
    const { get } = await setUp((_, response) => {
      const pour = () => {
        while (response.write(Buffer.alloc(65_536, 32)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await get()).toMatchObject({ kind: 'failed', reason: 'the document is larger than 5 MB' });
  });

  it('gives up on a server that drips, hangs or breaks off', async () => {
    const drip: RequestListener = (request, response) => {
      if (request.url === '/hang') return;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<');
      if (request.url === '/break') return void setImmediate(() => response.destroy());
      const timer = setInterval(() => response.write('<'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const { get } = await setUp(drip, { allowPrivate: true }, { totalMs: 300 });
    expect(await get('/drip')).toMatchObject({ reason: 'no complete answer within 0.3 s' });
    expect(await get('/hang')).toMatchObject({ reason: 'no complete answer within 0.3 s' });
    expect(await get('/break')).toMatchObject({ reason: 'the server broke the connection off' });
  });

  it('follows a few redirects, not a circle', async () => {
    const { get, url } = await setUp((request, response) => {
      const hop = Number(request.url!.slice(1));
      if (hop === 0) return void response.end('<rss/>');
      response.writeHead(302, { location: hop > 90 ? '/99' : `/${hop - 1}` }).end();
    });
    expect(await get('/5')).toMatchObject({ kind: 'fresh', url: `${url}/0` });
    expect(await get('/6')).toMatchObject({ reason: 'the address redirects more than 5 times' });
    expect(await get('/99')).toMatchObject({ reason: 'the address redirects more than 5 times' });
  });

  it('says in words that there is no server, or no such host', async () => {
    const { fetcher } = await setUp(() => {}, {
      allowPrivate: true,
      lookup: (_, done) => done(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), []),
    });
    const get = (url: string) => fetcher.fetch(url, {}, new AbortController().signal);
    const gone = await serve(() => {});
    await gone.close();
    expect(await get(gone.url)).toMatchObject({ reason: 'nothing answers at this address' });
    expect(await get('http://no-such-host.example/')).toMatchObject({
      reason: 'the host name is not known (or there is no network)',
    });
  });
});

describe('addresses that no feed may lead to', () => {
  /** Counts connections to this machine: there must be none. */
  async function trap() {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => void server.close());
    return { port: (server.address() as AddressInfo).port, connections: () => connections };
  }
  const forbidden = {
    kind: 'failed',
    reason: 'the address does not lead to a public web server (port 80 or 443)',
    retryAfterMs: null,
  };

  it.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fd00::1]',
    '[fe80::1]',
    '[ff02::1]',
    '[::127.0.0.1]',
    '１２７.0.0.1',
    'localhost',
    'localhost.',
    'ip6-localhost',
  ])('%s', async (host) => {
    const { fetcher } = await setUp(() => {}, {
      allowPrivate: false,
      lookup: (_, done) =>
        done(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '::1', family: 6 },
        ]),
    });
    expect(await fetcher.fetch(`http://${host}/`, {}, new AbortController().signal)).toEqual(forbidden);
  });

  it('are refused by port and scheme, too', async () => {
    const { port, connections } = await trap();
    const { fetcher } = await setUp(() => {}, { allowPrivate: false });
    const get = (url: string) => fetcher.fetch(url, {}, new AbortController().signal);
    for (const url of [
      `http://127.0.0.1:${port}/`,
      'http://rebond.example:8080/',
      'ftp://rebond.example/',
      'file:///etc/passwd',
      'data:text/xml,<rss/>',
    ]) {
      expect(await get(url)).toEqual(forbidden);
    }
    expect(connections()).toBe(0);
  });

  it('are refused when a name leads there at the second look-up, or beside a good one', async () => {
    const answers = [['198.51.101.1'], ['127.0.0.1'], ['198.51.101.2', '10.0.0.1', '::1', '2606:4700::1']];
    const lookup = createGuardedLookup({
      allowPrivate: false,
      lookup: (_, done) =>
        done(
          null,
          answers.shift()!.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    });
    const resolve = () =>
      new Promise((result) => lookup('rebinding.example', { all: true }, (error, found) => result(error ?? found)));
    expect(await resolve()).toEqual([{ address: '198.51.101.1', family: 4 }]);
    expect(await resolve()).toBeInstanceOf(ForbiddenAddressError);
    expect(await resolve()).toEqual([
      { address: '198.51.101.2', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  it('are refused as the target of a redirect', async () => {
    const { port, connections } = await trap();
    let rules: AddressRules = { allowPrivate: true };
    const { get } = await setUp((_, response) => {
      rules = Object.assign(rules, { allowPrivate: false });
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
    }, rules);
    expect(await get()).toEqual(forbidden);
    expect(connections()).toBe(0);
  });
});
