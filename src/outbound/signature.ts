import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header that carries the signature, and the one that names the delivery: the same in every attempt. */
export const SIGNATURE_HEADER = 'rebond-signature';
export const DELIVERY_HEADER = 'rebond-delivery';

/** How old a signature may be before a receiver should no longer believe it: seconds. */
const OLDEST_S = 300;

/**
 * The value of `rebond-signature`: `t=<seconds since 1970>,v1=<hex>`, where v1 is HMAC-SHA256 over `<t>.<body>`. A body is
 * signed anew for each attempt, or a receiver that checks the time would refuse a late one. `at`: ms.
 */
export function signBody(secret: string, body: string, at: number): string {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${digest(secret, `${seconds}.${body}`)}`;
}

/** What a receiver does: whether the header is right for this body, and not older (or newer) than five minutes. `at`: ms. */
export function isSignedBy(secret: string, body: string | Uint8Array, header: string, at: number): boolean {
  const { seconds, v1 } = read(header);
  if (seconds === undefined || v1 === undefined || !isFresh(header, at)) return false;
  return timingSafeEqual(Buffer.from(v1), Buffer.from(digest(secret, `${seconds}.`, body)));
}

/** Whether the header is a signature at all, of a time near enough: what can be said without the body. `at`: ms. */
export function isFresh(header: string, at: number): boolean {
  const { seconds } = read(header);
  return seconds !== undefined && Math.abs(at / 1000 - Number(seconds)) <= OLDEST_S;
}

const read = (header: string): { readonly seconds?: string; readonly v1?: string } =>
  /^t=(?<seconds>\d{1,12}),v1=(?<v1>[0-9a-f]{64})$/.exec(header)?.groups ?? {};

function digest(secret: string, ...parts: readonly (string | Uint8Array)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}
