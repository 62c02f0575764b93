import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { NoRoomError } from '../../src/context.ts';
import type { IntakeResult } from '../../src/contract/intake.ts';
import { createTestApi } from '../support/api.ts';
import { createFakeContext, TOKEN } from '../support/fake-context.ts';

const signal = (externalId: string, more: object = {}) => ({
  source: 'bench',
  kind: 'post',
  externalId,
  publishedAt: '2026-11-22T20:00:00Z',
  text: 'lights out',
  ...more,
});
const line = (externalId: string, more: object = {}) => JSON.stringify(signal(externalId, more));

const NDJSON = 'application/x-ndjson';
const GOOD = line('good');

function post(app: Parameters<typeof request>[0], body: string | Buffer, headers: Record<string, string> = {}) {
  const asking = request(app).post('/api/signals').set('Authorization', `Bearer ${TOKEN}`);
  const all = { 'Content-Type': NDJSON, ...headers };
  void asking.set(all);
  // As bytes, whatever the type says: some of these bodies are not text.
  return asking.serialize((sent: unknown) => sent as string).send(Buffer.from(body) as unknown as string);
}

const statuses = (result: IntakeResult) => result.lines.map(({ line: number, status }) => [number, status]);

const LINES: [what: string, line: string | Buffer, status: 'accepted' | 'rejected', reason?: RegExp][] = [
  ['a broken line', '{"source": "s", ', 'rejected', /not JSON/],
  ['a wrong type', line('x', { text: 7 }), 'rejected'],
  ['a number in place of an object', '42', 'rejected'],
  ['an unknown kind', line('x', { kind: 'tweet' }), 'rejected'],
  ['a prototype key', `{"__proto__": {"polluted": true}, ${line('x').slice(1)}`, 'accepted'],
  ['a constructor key', line('x', { constructor: { prototype: { polluted: true } } }), 'accepted'],
  ['the year 1970', line('x', { publishedAt: '1970-01-01T00:00:00Z' }), 'accepted'],
  ['the year 9999', line('x', { publishedAt: '9999-12-31T23:59:59Z' }), 'accepted'],
  ['a year beyond all', line('x', { publishedAt: '+275760-09-13T00:00:00Z' }), 'rejected'],
  ['1 MB of text', line('x', { text: 'a'.repeat(1024 * 1024) }), 'rejected', /longer than 256 KB/],
  ['NUL as a byte', `{"source":"\0"}`, 'rejected', /NUL/],
  ['NUL as an escape', line('x', { text: 'a\0b' }), 'rejected', /NUL/],
  ['NUL as an escape in a key', line('x', { 'a\0b': 1 }), 'rejected', /NUL/],
  ['the text \\u0000, escaped', line('x', { text: '\\u0000' }), 'accepted'],
  ['lone surrogates', `${GOOD.slice(0, -1)},"title":"\\ud83d and \\udca9"}`, 'accepted'],
  [
    'surrogates as bytes',
    Buffer.concat([Buffer.from('{"source":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    'rejected',
    /UTF-8/,
  ],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'rejected', /UTF-8/],
  ['unknown fields', line('x', { mood: 'good', nested: { deep: [1] } }), 'accepted'],
  ['100,000 brackets', '['.repeat(100_000), 'rejected'],
  ['100,000 brackets in a field', `${GOOD.slice(0, -1)},"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'accepted'],
];

describe('the intake', () => {
  it('answers for each line once all is durable', async () => {
    const { app, received } = createTestApi();
    const answer = await post(app, `${line('a')}\n\n  \n${line('b')}\r\n{"broken\n${line('c')}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 3, rejected: 1 });
    // Lines are counted as the sender counts them: blank ones too.
    expect(statuses(answer.body as IntakeResult)).toEqual([
      ...[
        [1, 'accepted'],
        [4, 'accepted'],
      ],
      ...[
        [5, 'rejected'],
        [6, 'accepted'],
      ],
    ]);
    expect(received).toHaveLength(3);
  });

  it('keeps the numbers over many batches', async () => {
    const { app } = createTestApi();
    const lines = Array.from({ length: 1_234 }, (_, index) => (index === 1_001 ? 'x' : line(String(index))));
    const { body } = await post(app, lines.join('\n'));
    const { lines: results } = body as IntakeResult;
    expect(results.map((result) => result.line)).toEqual(lines.map((_, index) => index + 1));
    expect(results.filter((result) => result.status === 'rejected').map((result) => result.line)).toEqual([1_002]);
  });

  it.each(LINES.map(([what, bad, status, reason = null]) => [what, bad, status, reason] as const))(
    'takes %s without harm to the lines around it',
    async (_what, bad, status, reason) => {
      const { app } = createTestApi();
      const answer = await post(
        app,
        Buffer.concat([Buffer.from(`${GOOD}\n`), Buffer.from(bad), Buffer.from(`\n${GOOD}`)]),
      );
      expect(answer.status).toBe(200);
      const { lines } = answer.body as IntakeResult;
      expect(lines.map((result) => result.status)).toEqual(['accepted', status, 'accepted']);
      if (reason) expect(JSON.stringify(lines[1])).toMatch(reason);
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('takes an object, and an array item by item', async () => {
    const { app } = createTestApi();
    const json = { 'Content-Type': 'application/json; charset=utf-8' };
    expect((await post(app, line('a'), json)).body).toMatchObject({ accepted: 1, rejected: 0 });
    const mixed = JSON.stringify([
      signal('a'),
      7,
      signal('b', { text: 'x\0' }),
      signal('c', { text: 'y'.repeat(300_000) }),
    ]);
    expect((await post(app, mixed, json)).body).toMatchObject({ accepted: 1, rejected: 3 });
  });

  it('takes gzip', async () => {
    const { app } = createTestApi();
    const zipped = gzipSync(`${line('a')}\n${line('b')}\n`);
    expect((await post(app, zipped, { 'Content-Encoding': 'gzip' })).body).toMatchObject({ accepted: 2 });
  });

  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['an empty body', '', {}, 400],
    ['an empty array', '[]', { 'Content-Type': 'application/json' }, 400],
    ['only blank lines', '\n \n\n', {}, 400],
    ['JSON that breaks off', '[{"source": ', { 'Content-Type': 'application/json' }, 400],
    ['gzip that breaks off', gzipSync(`${GOOD}\n`.repeat(2_000)).subarray(0, 200), { 'Content-Encoding': 'gzip' }, 400],
    ['gzip that is none', GOOD, { 'Content-Encoding': 'gzip' }, 400],
    ['a gzip bomb', gzipSync(Buffer.alloc(60 * 1024 * 1024, ' ')), { 'Content-Encoding': 'gzip' }, 413],
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, '\n'), {}, 413],
    ['20,001 lines', `${GOOD}\n`.repeat(20_001), {}, 413],
    ['another type', GOOD, { 'Content-Type': 'text/plain' }, 415],
    ['another encoding', GOOD, { 'Content-Encoding': 'br' }, 415],
  ])('refuses %s in words', async (_what, body, headers, status) => {
    const { app } = createTestApi();
    const answer = await post(app, body, headers);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect((answer.body as { detail: string }).detail).toMatch(/\.$/);
  });

  it('asks to come back while the log is out of reach', async () => {
    const { app, fake } = createTestApi();
    fake.intakeDown = true;
    const answer = await post(app, GOOD);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    fake.intakeDown = false;
    expect((await post(app, GOOD)).status).toBe(200);
  });

  it('asks to come back while the disk is nearly full, and says so', async () => {
    const fake = createFakeContext();
    const intake = { accept: () => Promise.reject(new NoRoomError('Only 7 MB are free')) };
    const { app } = createTestApi({}, { ...fake, context: { ...fake.context, intake } });
    const answer = await post(app, GOOD);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect((answer.body as { detail: string }).detail).toContain('The disk is nearly full');
  });

  it('holds a token back that sends too often, and no other', async () => {
    const { app } = createTestApi({ limits: { perToken: 2 } });
    await post(app, GOOD);
    await post(app, GOOD);
    const third = await post(app, GOOD);
    expect([third.status, Number(third.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await request(app).get('/healthz')).status).toBe(200);
  });

  it('holds an address back that guesses tokens', async () => {
    const { app } = createTestApi({ limits: { wrongTokens: 3 } });
    const guess = (token: string) => request(app).post('/api/signals').set('Authorization', `Bearer ${token}`);
    for (const token of ['a', 'b', 'c']) expect((await guess(token)).status).toBe(401);
    expect((await guess('d')).status).toBe(429);
  });

  it('outlives a sender that goes away in the middle', async () => {
    const { server, received } = createTestApi();
    const { port } = await server.start({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST /api/signals HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\n`);
        socket.write(`Content-Type: ${NDJSON}\r\nContent-Length: 100000\r\n\r\n${GOOD}\n`, () => socket.destroy());
      });
      socket.once('close', resolve);
    });
    const here = server.http.address() as AddressInfo;
    const answer = await post(`http://127.0.0.1:${String(here.port)}` as never, GOOD);
    expect(answer.status).toBe(200);
    expect(received.length).toBeGreaterThanOrEqual(1);
    await server.stop();
  });
});
