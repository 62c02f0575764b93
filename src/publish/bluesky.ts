import { z } from 'zod';
import type { DestinationWay } from '../contract/destination.ts';
import type { Sent } from '../core/draft/publication.ts';
import type { OpenDestination, Parcel } from '../ports/publishing.ts';
import { NO_PICTURE, picturesOf, type Channel, type Means } from './channel.ts';
import { facetsOf } from './facets.ts';
import { beforeOut, isFine, type NotOut, notTaken, readJson } from './read-answer.ts';

type BlueskyWay = Extract<DestinationWay, { kind: 'bluesky' }>;

const Session = z.object({
  accessJwt: z.string().max(10_000),
  did: z.string().max(2_048),
  handle: z.string().max(253),
});
const Uploaded = z.object({ blob: z.looseObject({ $type: z.literal('blob') }) });
const Resolved = z.object({ did: z.string().max(2_048) });

const COLLECTION = 'app.bsky.feed.post';
/** Bytes of a picture that a post may hold. */
const PICTURE_BYTES = 1_000_000;
/** Their pictures are shown by their own service; a text is cut into as many as fit. */
const MOST_PICTURES = 4;

interface Signed {
  readonly service: string;
  readonly did: string;
  readonly handle: string;
  readonly authorization: string;
}

/**
 * Posts as an account of the AT Protocol. The record's key is drawn once for a publication, and a server keeps one record
 * under a key, so that a repetition cannot be a second post, and whoever is in doubt can look.
 */
export const bluesky: Channel = {
  async send(parcel, means) {
    const signed = await signIn(parcel.destination, means);
    if ('kind' in signed) return signed;
    // Whatever an attempt before this one left there, it is not written again.
    if (parcel.publication.attempts > 1) {
      const found = await find(signed, parcel.key, means);
      if (found.kind !== 'absent') return found;
    }
    const record = await recordOf(parcel, signed, means);
    if ('kind' in record) return record;
    const answer = await call(signed, 'com.atproto.repo.createRecord', means, {
      ...{ repo: signed.did, collection: COLLECTION, rkey: parcel.key },
      record: record.record,
    });
    if (isFine(answer)) return { kind: 'out', link: linkTo(signed, parcel.key) };
    const said = notTaken(answer, means.clock());
    if (said.kind !== 'refused') return said;
    // A key that is taken is refused too: then it is there.
    const found = await find(signed, parcel.key, means);
    return found.kind === 'absent' ? said : found;
  },

  async look(parcel, means) {
    const signed = await signIn(parcel.destination, means);
    if ('kind' in signed) return { kind: 'doubt', reason: signed.reason };
    return find(signed, parcel.key, means);
  },

  async test(destination, means) {
    const signed = await signIn(destination, means);
    if ('kind' in signed) return { ok: false, reason: signed.reason };
    return { ok: true, reason: { code: 'destination.signed-in', data: { account: `@${signed.handle}` } } };
  },

  remedyOf: () => 'look',
};

async function signIn({ way, secret }: OpenDestination, means: Means): Promise<Signed | NotOut> {
  const { service, handle } = way as BlueskyWay;
  const answer = await means.ask(`${service}/xrpc/com.atproto.server.createSession`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: handle, password: secret }),
  });
  if (!isFine(answer)) return beforeOut(answer, means.clock());
  const session = readJson(answer, Session);
  if (!session) return { kind: 'again', reason: { code: 'publication.nonsense', data: {} } };
  return { service, did: session.did, handle: session.handle, authorization: `Bearer ${session.accessJwt}` };
}

/** Whether the account has a record under the key. */
async function find(signed: Signed, key: string, means: Means): Promise<Sent | { readonly kind: 'absent' }> {
  const query = new URLSearchParams({ repo: signed.did, collection: COLLECTION, rkey: key });
  const answer = await means.ask(`${signed.service}/xrpc/com.atproto.repo.getRecord?${query}`, {
    method: 'GET',
    headers: { authorization: signed.authorization },
  });
  if (isFine(answer)) return { kind: 'out', link: linkTo(signed, key) };
  if (answer.kind === 'answered' && answer.status === 400) {
    const said = readJson(answer, z.object({ error: z.string() }))?.error;
    if (said === 'RecordNotFound') return { kind: 'absent' };
  }
  const said = notTaken(answer, means.clock());
  return { kind: 'doubt', reason: said.reason };
}

async function recordOf(parcel: Parcel, signed: Signed, means: Means): Promise<{ readonly record: object } | NotOut> {
  const found = await picturesOf(parcel, means, PICTURE_BYTES);
  if (!found) return NO_PICTURE as NotOut;
  const images: object[] = [];
  for (const { bytes, type, alt } of found.pictures.slice(0, MOST_PICTURES)) {
    const answer = await means.ask(`${signed.service}/xrpc/com.atproto.repo.uploadBlob`, {
      method: 'POST',
      headers: { authorization: signed.authorization, 'content-type': type },
      body: bytes,
    });
    const uploaded = isFine(answer) ? readJson(answer, Uploaded) : null;
    if (!uploaded) {
      return isFine(answer)
        ? { kind: 'again', reason: { code: 'publication.nonsense', data: {} } }
        : beforeOut(answer, means.clock());
    }
    images.push({ image: uploaded.blob, alt });
  }
  const { text, draft, begunAt } = parcel;
  const facets = await facetsOf(text, (handle) => resolve(signed, handle, means));
  return {
    record: {
      ...{ $type: COLLECTION, text, createdAt: new Date(begunAt).toISOString() },
      ...(draft.lang !== 'und' && { langs: [draft.lang] }),
      ...(facets.length > 0 && { facets }),
      ...(images.length > 0 && { embed: { $type: 'app.bsky.embed.images', images } }),
    },
  };
}

async function resolve({ service }: Signed, handle: string, { ask }: Means): Promise<string | null> {
  const answer = await ask(`${service}/xrpc/com.atproto.identity.resolveHandle?${new URLSearchParams({ handle })}`, {
    method: 'GET',
  });
  return isFine(answer) ? (readJson(answer, Resolved)?.did ?? null) : null;
}

function call({ service, authorization }: Signed, method: string, { ask }: Means, body: object) {
  return ask(`${service}/xrpc/${method}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const linkTo = ({ handle }: Signed, key: string): string => `https://bsky.app/profile/${handle}/post/${key}`;
