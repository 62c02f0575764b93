import { z } from 'zod';
import type { DestinationTest, DestinationWay } from '../contract/destination.ts';
import { failureReason } from '../outbound/say-failure.ts';
import { DELIVERY_HEADER, SIGNATURE_HEADER, signBody } from '../outbound/signature.ts';
import type { OpenDestination, Parcel } from '../ports/publishing.ts';
import { NO_PICTURE, picturesOf, type Channel, type Means } from './channel.ts';
import { isFine, Link, notTaken, readJson } from './read-answer.ts';

type WebhookWay = Extract<DestinationWay, { kind: 'webhook' }>;

/** What a receiver answers, if it likes. */
const Taken = z.object({ link: Link });

/** Bytes of a picture: it goes along in the body. */
const PICTURE_BYTES = 8_000_000;
/** For how long receivers are told to keep the ids they have had, milliseconds. */
const IDS_KEPT_MS = 24 * 3_600_000;

/** Posts to a receiver of the brand: signed, and told apart by the publication's id. */
export const webhook: Channel = {
  async send(parcel, means) {
    const found = await picturesOf(parcel, means, PICTURE_BYTES);
    if (!found) return NO_PICTURE;
    const body = JSON.stringify(bodyOf(parcel, found.pictures));
    const answer = await deliver(parcel.destination, parcel.publication.id, body, means);
    if (isFine(answer)) return { kind: 'out', link: readJson(answer, Taken)?.link };
    return notTaken(answer, means.clock());
  },

  async test(destination, means): Promise<DestinationTest> {
    const body = JSON.stringify({ test: true });
    const answer = await deliver(destination, 'test', body, means);
    if (answer.kind === 'failed') {
      return { ok: false, reason: failureReason(answer) };
    }
    const code = isFine(answer) ? 'destination.took' : 'publication.answered';
    return { ok: isFine(answer), reason: { code, data: { status: answer.status } } };
  },

  // Only a receiver that drops what it has had makes a repetition harmless, and only while it remembers.
  remedyOf: ({ way }, begunAt, at) =>
    (way as WebhookWay).dropsRepeats && at - begunAt < IDS_KEPT_MS ? 'repeat' : 'none',
};

function deliver({ way, secret }: OpenDestination, delivery: string, body: string, { ask, clock }: Means) {
  return ask((way as WebhookWay).url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [DELIVERY_HEADER]: delivery,
      [SIGNATURE_HEADER]: signBody(secret, body, clock()),
    },
    body,
  });
}

/** The same in every attempt: a receiver may compare. */
function bodyOf(
  { publication, draft, text }: Parcel,
  pictures: readonly { bytes: Uint8Array; type: string; alt: string }[],
) {
  return {
    delivery: publication.id,
    brand: draft.brand,
    opportunity: draft.opportunity,
    draft: draft.id,
    version: publication.version,
    platform: publication.platform,
    text,
    lang: draft.lang,
    pictures: pictures.map(({ bytes, type, alt }) => ({ type, alt, base64: Buffer.from(bytes).toString('base64') })),
  };
}
