import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { signBody } from '../../src/outbound/signature.ts';
import { createTestApi } from '../support/api.ts';
import { createFakeContext, SIGNER } from '../support/fake-context.ts';

const LINE = JSON.stringify({
  source: 'wire',
  externalId: '1',
  kind: 'news',
  publishedAt: '2026-11-22T20:00:00Z',
  title: 'A',
});
const MINUTE_MS = 60_000;

function aDoor() {
  const fake = createFakeContext();
  let taken = 0;
  let broken = false;
  const intake = {
    accept(lines: readonly unknown[]) {
      if (broken) return Promise.reject(new Error('the log is away'));
      taken += lines.length;
      const each = lines.map((_, index) => ({ line: index + 1, status: 'accepted' as const, id: `s${index}` }));
      return Promise.resolve({ accepted: lines.length, rejected: 0, lines: each });
    },
  };
  const { app } = createTestApi({}, { ...fake, context: { ...fake.context, intake } });
  const now = () => fake.context.clock();
  const send = (body: string | Buffer, headers: Record<string, string>) =>
    request(app)
      .post('/api/signals')
      .set({ 'content-type': 'application/x-ndjson', ...headers })
      .serialize((value: unknown) => value as string)
      .send(body as string);
  const signed = (body: string, at = now(), secret = SIGNER.secret) => ({
    'rebond-key': SIGNER.key,
    'rebond-signature': signBody(secret, body, at),
  });
  return { send, signed, now, taken: () => taken, breakOff: (is: boolean) => void (broken = is) };
}

describe('signals that are signed', () => {
  it('are taken without the token ever travelling', async () => {
    const door = aDoor();
    const answer = await door.send(LINE, door.signed(LINE));
    expect([answer.status, answer.body]).toMatchObject([200, { accepted: 1 }]);
  });

  it('are taken once: the same request again is answered and adds nothing', async () => {
    const door = aDoor();
    const headers = door.signed(LINE);
    await door.send(LINE, headers);
    const again = await Promise.all([door.send(LINE, headers), door.send(LINE, headers)]);
    expect(again.map(({ status, body }) => [status, body])).toEqual(
      again.map(() => [200, { accepted: 0, rejected: 0, lines: [], repeated: true }]),
    );
    expect(door.taken()).toBe(1);
  });

  it('may be sent again as they are where the first time nothing was laid in the log', async () => {
    const door = aDoor();
    const headers = door.signed(LINE);
    door.breakOff(true);
    expect((await door.send(LINE, headers)).status).toBe(503);
    door.breakOff(false);
    expect((await door.send(LINE, headers)).body).toMatchObject({ accepted: 1 });
  });

  it('are signed as they are sent, compressed or not', async () => {
    const door = aDoor();
    const bytes = gzipSync(LINE);
    const { createHmac } = await import('node:crypto');
    const t = Math.floor(door.now() / 1000);
    const v1 = createHmac('sha256', SIGNER.secret).update(`${t}.`).update(bytes).digest('hex');
    const headers = { 'rebond-key': SIGNER.key, 'rebond-signature': `t=${t},v1=${v1}`, 'content-encoding': 'gzip' };
    expect((await door.send(bytes, headers)).body).toMatchObject({ accepted: 1 });
  });

  const refused: Record<string, (door: ReturnType<typeof aDoor>) => [body: string, headers: Record<string, string>]> = {
    'an altered byte': (door) => [LINE.replace('"A"', '"B"'), door.signed(LINE)],
    'another secret': (door) => [LINE, door.signed(LINE, door.now(), 'guessed')],
    'an old signature': (door) => [LINE, door.signed(LINE, door.now() - 6 * MINUTE_MS)],
    'one from the future': (door) => [LINE, door.signed(LINE, door.now() + 6 * MINUTE_MS)],
    'a time that was moved': (door) => {
      const { 'rebond-signature': old, ...rest } = door.signed(LINE, door.now() - 6 * MINUTE_MS);
      return [LINE, { ...rest, 'rebond-signature': old.replace(/t=\d+/, `t=${Math.floor(door.now() / 1000)}`) }];
    },
    'a key that is none': (door) => [LINE, { ...door.signed(LINE), 'rebond-key': 'somebody' }],
    'no key': (door) => [LINE, { 'rebond-signature': door.signed(LINE)['rebond-signature'] }],
    'no signature': () => [LINE, { 'rebond-key': SIGNER.key }],
    'something else than a signature': () => [LINE, { 'rebond-key': SIGNER.key, 'rebond-signature': 'v1=' }],
    'the secret as a token': () => [LINE, { authorization: `Bearer ${SIGNER.secret}` }],
  };
  it.each(Object.keys(refused))('are refused with %s', async (why) => {
    const door = aDoor();
    const answer = await door.send(...refused[why]!(door));
    expect([answer.status, door.taken()]).toEqual([401, 0]);
  });

  it('are refused where they are larger than may be held before they are believed', async () => {
    const door = aDoor();
    const body = `${LINE}\n`.repeat(60_000);
    expect((await door.send(body, door.signed(body))).status).toBe(413);
  });
});
