import { FormData } from 'undici';
import { z } from 'zod';
import type { DestinationWay } from '../contract/destination.ts';
import type { OpenDestination } from '../ports/publishing.ts';
import { NO_PICTURE, picturesOf, type Channel, type Means } from './channel.ts';
import { beforeOut, isFine, Link, type NotOut, notTaken, readJson } from './read-answer.ts';

type MastodonWay = Extract<DestinationWay, { kind: 'mastodon' }>;

const Status = z.object({ id: z.string().max(100), url: Link });
const Upload = z.object({ id: z.string().max(100) });
const Account = z.object({ acct: z.string().max(300) });

/** Servers allow 16 MB as they are shipped. */
const PICTURE_BYTES = 8_000_000;
const MOST_PICTURES = 4;
const POLL_MS = 1_000;
const MOST_POLLS = 20;
/** A server keeps the key of a post for an hour; a little is left for clocks and for the way. */
const KEY_KEPT_MS = 55 * 60_000;

/**
 * Posts as an account of a Mastodon server. The publication's id is the key of the post: asked again within the hour, the
 * server answers with the post it has.
 */
export const mastodon: Channel = {
  async send(parcel, means) {
    const { way } = parcel.destination;
    const { server, visibility } = way as MastodonWay;
    const found = await picturesOf(parcel, means, PICTURE_BYTES);
    if (!found) return NO_PICTURE;
    const media: string[] = [];
    for (const picture of found.pictures.slice(0, MOST_PICTURES)) {
      const uploaded = await upload(parcel.destination, picture, means);
      if (typeof uploaded !== 'string') return uploaded;
      media.push(uploaded);
    }
    const { lang } = parcel.draft;
    const answer = await means.ask(`${server}/api/v1/statuses`, {
      method: 'POST',
      headers: {
        ...bearer(parcel.destination),
        'content-type': 'application/json',
        'idempotency-key': parcel.publication.id,
      },
      body: JSON.stringify({
        ...{ status: parcel.text, visibility },
        ...(lang !== 'und' && { language: lang }),
        ...(media.length > 0 && { media_ids: media }),
      }),
    });
    if (!isFine(answer)) return notTaken(answer, means.clock());
    const status = readJson(answer, Status);
    return status ? { kind: 'out', link: status.url } : { kind: 'doubt', reason: NONSENSE };
  },

  async test(destination, means) {
    const { server } = destination.way as MastodonWay;
    const answer = await means.ask(`${server}/api/v1/accounts/verify_credentials`, {
      method: 'GET',
      headers: bearer(destination),
    });
    if (!isFine(answer)) return { ok: false, reason: beforeOut(answer, means.clock()).reason };
    const account = readJson(answer, Account);
    if (!account) return { ok: false, reason: NONSENSE };
    return { ok: true, reason: { code: 'destination.signed-in', data: { account: `@${account.acct}` } } };
  },

  remedyOf: (_destination, begunAt, at) => (at - begunAt < KEY_KEPT_MS ? 'repeat' : 'none'),
};

const NONSENSE = { code: 'publication.nonsense', data: {} };

const bearer = ({ secret }: OpenDestination) => ({ authorization: `Bearer ${secret}` });

/** The id of a picture that is ready to be posted. */
async function upload(
  destination: OpenDestination,
  picture: { readonly bytes: Uint8Array; readonly type: string; readonly alt: string },
  means: Means,
): Promise<string | NotOut> {
  const { server } = destination.way as MastodonWay;
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(picture.bytes)], { type: picture.type }), 'picture');
  form.set('description', picture.alt);
  const answer = await means.ask(`${server}/api/v2/media`, {
    method: 'POST',
    headers: bearer(destination),
    body: form,
  });
  if (!isFine(answer)) return beforeOut(answer, means.clock());
  const id = readJson(answer, Upload)?.id;
  if (id === undefined) return { kind: 'again', reason: NONSENSE };
  return answer.status === 202 ? ready(destination, id, means) : id;
}

/** A large picture is worked on for a while: 206 until it is done. */
async function ready(destination: OpenDestination, id: string, means: Means): Promise<string | NotOut> {
  const { server } = destination.way as MastodonWay;
  for (let polls = 0; polls < MOST_POLLS; polls++) {
    await means.rest(POLL_MS);
    const answer = await means.ask(`${server}/api/v1/media/${encodeURIComponent(id)}`, {
      method: 'GET',
      headers: bearer(destination),
    });
    if (!isFine(answer)) return beforeOut(answer, means.clock());
    if (answer.status !== 206) return id;
  }
  return { kind: 'again', reason: { code: 'publication.picture-slow', data: {} } };
}
