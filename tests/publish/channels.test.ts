import { afterEach, describe, expect, it } from '@jest/globals';
import type { DestinationWay } from '../../src/contract/destination.ts';
import type { Draft } from '../../src/contract/draft.ts';
import type { Publication } from '../../src/contract/publication.ts';
import { newDraft } from '../../src/core/draft/new-draft.ts';
import type { Parcel } from '../../src/ports/publishing.ts';
import { facetsOf } from '../../src/publish/facets.ts';
import { createPublisher } from '../../src/publish/publish.ts';
import { startMastodon } from '../support/mastodon-double.ts';
import { startPds, type Double } from '../support/pds-double.ts';
import { startReceiver } from '../support/receiver.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const SECRET = 'a secret of the receiver';
const by = { id: 'ana', name: 'Ana' };
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);

const doubles: Double[] = [];
const kept = <D extends Double>(double: D): D => (doubles.push(double), double);
afterEach(() => Promise.all(doubles.splice(0).map((double) => double.close())));

const publisher = createPublisher({
  rules: { allowPrivate: true },
  pictures: (_brand, media) => Promise.resolve(media === 'gone' ? null : { bytes: PNG, type: 'image/png' }),
  clock: () => AT,
  timeoutMs: 5_000,
  rest: () => Promise.resolve(),
});

function parcel(way: DestinationWay, secret: string, changed: Partial<Draft> = {}, attempts = 1): Parcel {
  const draft = {
    ...newDraft({ text: 'Lights out?', lang: 'en' }, { id: 'd', brand: 'b', opportunity: 'o', by, at: AT }),
    ...changed,
  };
  const publication: Publication = {
    ...{ id: 'publication-1', platform: 'internal', via: way.kind, destination: { id: 'to', label: 'To' } },
    ...{ version: 1, state: 'sending', by, dueAt: new Date(AT).toISOString(), attempts },
    updatedAt: new Date(AT).toISOString(),
  };
  const destination = { id: 'to', way, secret };
  return { publication, draft, text: draft.text, key: '3mabcdefghij2', destination, act: 'send', begunAt: AT };
}

const picture = { media: [{ media: 'm', alt: 'The dark stadium' }] };

describe('a webhook', () => {
  const way = (url: string): DestinationWay => ({ kind: 'webhook', url, dropsRepeats: false });

  it('brings the post signed, under an id that stays, with its pictures and their words; the answer may name a link', async () => {
    const receiver = kept(await startReceiver(SECRET, () => AT));
    const sent = await publisher.send(parcel(way(receiver.url), SECRET, picture));
    expect(sent).toEqual({ kind: 'out', link: 'https://brand.test/posts/publication-1' });
    expect(receiver.asked[0]?.headers['rebond-delivery']).toBe('publication-1');
    const pictures = [{ type: 'image/png', alt: 'The dark stadium', base64: Buffer.from(PNG).toString('base64') }];
    expect(receiver.bodies[0]).toMatchObject({ text: 'Lights out?', platform: 'internal', version: 1, pictures });
  });

  it('is out, not out, or in doubt by what the answer proves', async () => {
    const receiver = kept(await startReceiver(SECRET, () => AT));
    const kinds: Record<string, string> = {};
    for (const mishap of [302, 400, 401, 409, 429, 500, 502, 503, 504, 'cut-before', 'cut-after'] as const) {
      receiver.befall(() => mishap);
      kinds[String(mishap)] = (await publisher.send(parcel(way(receiver.url), SECRET))).kind;
    }
    expect(kinds).toEqual({
      ...{ 302: 'refused', 400: 'refused', 401: 'refused', 409: 'doubt', 429: 'again', 503: 'again' },
      ...{ 500: 'doubt', 502: 'doubt', 504: 'doubt', 'cut-before': 'doubt', 'cut-after': 'doubt' },
    });
  });

  it('that nobody answers at is certainly not out; neither is one with a picture that is gone', async () => {
    const receiver = await startReceiver(SECRET, () => AT);
    await receiver.close();
    const silent = await publisher.send(parcel(way(receiver.url), SECRET));
    expect(silent).toMatchObject({ kind: 'again', reason: { code: 'unreached.nobody' } });
    const gone = { media: [{ media: 'gone', alt: 'gone' }] };
    expect(await publisher.send(parcel(way(receiver.url), SECRET, gone))).toMatchObject({ kind: 'refused' });
  });

  it('to an address inside the organisation is refused unless the installation allows it', async () => {
    const receiver = kept(await startReceiver(SECRET, () => AT));
    const pictures = () => Promise.resolve(null);
    const strict = createPublisher({ rules: { allowPrivate: false }, pictures, clock: () => AT });
    const inside = { id: 'to', way: way(receiver.url), secret: SECRET };
    expect([(await strict.send(parcel(inside.way, SECRET))).kind, receiver.asked.length]).toEqual(['again', 0]);
    expect((await strict.test(inside)).ok).toBe(false);
    expect((await publisher.test(inside)).ok).toBe(true);
    expect(JSON.stringify(await publisher.test({ ...inside, secret: 'wrong' }))).not.toContain('wrong');
  });
});

describe('Bluesky', () => {
  const PASSWORD = 'abcd-efgh-ijkl-mnop';
  const way = (service: string): DestinationWay => ({ kind: 'bluesky', service, handle: 'brand.test' });

  it('gets a record with languages, rich text by bytes, and pictures with their words', async () => {
    const pds = kept(await startPds());
    const text = 'É là 🍫 @friend.test #cacao https://brand.test/a.';
    const sent = await publisher.send(parcel(way(pds.url), PASSWORD, { text, lang: 'fr', ...picture }));
    expect(sent).toEqual({ kind: 'out', link: 'https://bsky.app/profile/brand.test/post/3mabcdefghij2' });
    const record = pds.records.get('3mabcdefghij2')!;
    expect(record).toMatchObject({
      $type: 'app.bsky.feed.post',
      text,
      langs: ['fr'],
      createdAt: '2026-11-22T20:00:00.000Z',
    });
    expect(record['embed']).toMatchObject({ images: [{ alt: 'The dark stadium', image: { $type: 'blob' } }] });
    const bytes = Buffer.from(text);
    const parts = (record['facets'] as { index: { byteStart: number; byteEnd: number } }[]).map(({ index }) =>
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
    );
    expect(parts).toEqual(['@friend.test', '#cacao', 'https://brand.test/a']);
  });

  it('keeps one record under a key: a repetition finds it, a look finds it, and nothing is written twice', async () => {
    const pds = kept(await startPds());
    const first = parcel(way(pds.url), PASSWORD);
    pds.befall((_method, path) => (path.includes('createRecord') ? 'cut-after' : null));
    expect((await publisher.send(first)).kind).toBe('doubt');
    pds.befall(null);
    expect((await publisher.look({ ...first, act: 'look' })).kind).toBe('out');
    expect((await publisher.send(parcel(way(pds.url), PASSWORD, {}, 2))).kind).toBe('out');
    expect((await publisher.send(first)).kind).toBe('out');
    expect(pds.written()).toBe(1);
  });

  it('that does not take the app password is told so, and the password is in no word', async () => {
    const pds = kept(await startPds());
    const sent = await publisher.send(parcel(way(pds.url), 'wrong-password'));
    expect(sent).toEqual({ kind: 'refused', reason: { code: 'publication.unsigned', data: { status: 401 } } });
    const tested = await publisher.test({ id: 'to', way: way(pds.url), secret: PASSWORD });
    expect(tested).toEqual({ ok: true, reason: { code: 'destination.signed-in', data: { account: '@brand.test' } } });
    expect((await publisher.look({ ...parcel(way(pds.url), PASSWORD), act: 'look' })).kind).toBe('absent');
  });

  it('reads links, mentions and tags as people mean them', async () => {
    const found = async (text: string) => {
      const facets = await facetsOf(text, (handle) =>
        Promise.resolve(handle === 'nobody.test' ? null : `did:${handle}`),
      );
      const bytes = Buffer.from(text);
      return facets.map(({ index }) => bytes.subarray(index.byteStart, index.byteEnd).toString());
    };
    expect(await found('(https://a.test/x_(y)) et https://a.test/é?q=1, fin')).toEqual([
      'https://a.test/x_(y)',
      'https://a.test/é?q=1',
    ]);
    expect(await found('mail@brand.test @nobody.test @Some.Test!')).toEqual(['@Some.Test']);
    expect(await found('#1 #été! # #a#b 3#4')).toEqual(['#été', '#a']);
    expect(await found('👩‍👩‍👧 https://a.test/#tag')).toEqual(['https://a.test/#tag']);
  });
});

describe('Mastodon', () => {
  const TOKEN = 'mastodon-access-token';
  const way = (server: string): DestinationWay => ({ kind: 'mastodon', server, visibility: 'unlisted' });

  it('gets the status with language, visibility and pictures that it was waited for', async () => {
    const server = kept(await startMastodon());
    const sent = await publisher.send(parcel(way(server.url), TOKEN, picture));
    expect(sent).toEqual({ kind: 'out', link: 'https://social.test/@brand/1' });
    expect(server.statuses[0]).toMatchObject({
      ...{ status: 'Lights out?', visibility: 'unlisted', language: 'en', media_ids: ['1'] },
    });
    expect(server.media[0]?.body).toContain('The dark stadium');
    expect(server.asked.filter(({ path }) => path.startsWith('/api/v1/media/'))).toHaveLength(2);
  });

  it('answers a repetition under the same key with the status it has', async () => {
    const server = kept(await startMastodon());
    server.befall((_method, path) => (path === '/api/v1/statuses' ? 'cut-after' : null));
    expect((await publisher.send(parcel(way(server.url), TOKEN))).kind).toBe('doubt');
    server.befall(null);
    expect((await publisher.send(parcel(way(server.url), TOKEN))).kind).toBe('out');
    expect(server.statuses).toHaveLength(1);
  });

  it('is repeated only while the server keeps the key', () => {
    const destination = { id: 'to', way: way('https://social.test'), secret: TOKEN };
    const remedy = (minutes: number) => publisher.remedyOf(destination, AT, AT + minutes * 60_000);
    expect([remedy(10), remedy(54), remedy(56)]).toEqual(['repeat', 'repeat', 'none']);
  });

  it('refuses for good, or for now', async () => {
    const server = kept(await startMastodon());
    expect((await publisher.send(parcel(way(server.url), TOKEN, { text: 'a'.repeat(501) }))).kind).toBe('refused');
    expect((await publisher.send(parcel(way(server.url), 'wrong'))).kind).toBe('refused');
    server.befall(() => 429);
    expect((await publisher.send(parcel(way(server.url), TOKEN))).kind).toBe('again');
    expect((await publisher.test({ id: 'to', way: way(server.url), secret: TOKEN })).ok).toBe(false);
  });
});
