import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import sharp from 'sharp';
import { createPictureReader } from '../../src/media/read-picture.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { OWN, cookieOf, createFakeContext } from '../support/fake-context.ts';

describe('pictures by API', () => {
  let api: ReturnType<typeof createTestApi>;
  beforeEach(() => {
    api = createTestApi({}, createFakeContext({ pictures: createPictureReader() }));
  });

  const send = (bytes: Buffer, type = 'image/png', who = 'manager') =>
    request(api.app)
      .post(`/api/brands/${OWN}/media`)
      .set('Origin', ORIGIN)
      .set('Cookie', cookieOf(who))
      .set('Content-Type', type)
      .send(bytes);
  const get = (id: string, who = 'manager') => request(api.app).get(`/api/media/${id}`).set('Cookie', cookieOf(who));
  const png = () =>
    sharp({ create: { width: 9, height: 6, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();

  it('are taken as they are sent, and given back as nothing but pictures', async () => {
    const { status, body } = await send(await png(), 'application/octet-stream');
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ type: 'image/png', width: 9, height: 6, brand: OWN }),
    ]);
    const answer = await get(body.id as string);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^inline; filename="picture-[\w-]+\.png"$/),
      'cache-control': 'private, no-cache',
    });
    expect((await sharp(answer.body as Buffer).metadata()).width).toBe(9);
    const again = await get(body.id as string).set('If-None-Match', answer.headers['etag'] as string);
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await get(body.id as string, 'other-manager')).status).toBe(404);
  });

  it('are refused in words where they are none, or too large, or not sent as such', async () => {
    const page = await send(Buffer.from('<script>alert(1)</script>'));
    expect([page.status, page.body.type, page.body.detail]).toEqual([
      422,
      expect.stringMatching(/not-a-picture$/),
      'This is no picture that can be posted: send a JPEG, PNG, WebP, GIF or AVIF file.',
    ]);
    expect((await send(Buffer.alloc(17 * 1024 * 1024))).status).toBe(413);
    expect((await send(await png(), 'text/html')).status).toBe(415);
    expect((await send(await png(), 'image/png', 'viewer')).status).toBe(403);
  });

  it('shows what a page behind a link says, or why it cannot', async () => {
    const look = (url: string) =>
      request(api.app).post('/api/link-preview').set('Origin', ORIGIN).set('Cookie', cookieOf('manager')).send({ url });
    expect((await look('https://news.example/a')).body).toMatchObject({ host: 'news.example', title: 'A page' });
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'news.example']) {
      expect((await look(url)).status).toBe(400);
    }
    api = createTestApi(
      {},
      createFakeContext({ linkPreviews: { preview: () => Promise.resolve({ failed: 'gone' }) } }),
    );
    expect((await look('https://news.example/a')).body).toMatchObject({ status: 422, detail: 'No preview: gone.' });
  });
});
