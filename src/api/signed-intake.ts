import type { IncomingMessage } from 'node:http';
import type { Clock, Context } from '../context.ts';
import type { IntakeResult } from '../contract/intake.ts';
import { isFresh, isSignedBy, SIGNATURE_HEADER } from '../outbound/signature.ts';
import { collect, readRaw } from './body.ts';
import { ProblemError } from './errors.ts';
import { receiveSignals } from './intake.ts';

/** Names the token whose signing secret was used. */
const KEY_HEADER = 'rebond-key';

/** The whole has to be here before the first line may be believed, so it is smaller than what a bearer token may send. */
const BODY_BYTES = 5 * 1024 * 1024;
/** A signature is believed for five minutes before and after its time, so after this long none comes again. */
const REMEMBERED_MS = 600_000;
const MOST_REMEMBERED = 100_000;

/** The key of a request that is signed instead of carrying its token; null where it is not signed. */
export function signingKey({ headers }: IncomingMessage): string | null {
  const key = headers[KEY_HEADER];
  return typeof headers[SIGNATURE_HEADER] === 'string' && typeof key === 'string' ? key.slice(0, 100) : null;
}

const badSignature = (detail: string) => new ProblemError('bad-token', detail);

/** The secret that the request says it is signed by. 401 where there is none, or the signature's time is over. */
export async function requireSigner(context: Context, request: IncomingMessage, key: string): Promise<string> {
  const header = String(request.headers[SIGNATURE_HEADER]);
  if (!isFresh(header, context.clock())) {
    throw badSignature('The signature is none (t=…,v1=…), or its time is more than five minutes from ours.');
  }
  const secret = await context.accounts.intakeSigner(key);
  if (secret === null) throw badSignature('Send the id of an intake token as Rebond-Key.');
  return secret;
}

/**
 * Takes signals whose body is signed: the secret never travels. The bytes are those sent, before any decompression. The same
 * signature again is the same request again, so it is answered and not taken; unless the first went wrong.
 */
export function createSignedIntake(): (context: Context, request: IncomingMessage) => Promise<IntakeResult> {
  const seen = new Map<string, { readonly at: number; readonly done: Promise<unknown> }>();

  /** In the order they came, so the oldest are first. */
  function forgetOld(clock: Clock): void {
    for (const [signature, { at }] of seen) {
      if (seen.size < MOST_REMEMBERED && clock() - at < REMEMBERED_MS) return;
      seen.delete(signature);
    }
  }

  return async function receiveSigned(context, request) {
    const { clock } = context;
    const secret = await requireSigner(context, request, signingKey(request) ?? '');
    const raw = await collect(readRaw(request, { mostBytes: BODY_BYTES, clock }));
    const header = String(request.headers[SIGNATURE_HEADER]);
    if (!isSignedBy(secret, raw, header, clock())) throw badSignature('The signature is not right for this body.');
    const signature = `${String(signingKey(request))} ${header}`;
    forgetOld(clock);
    const before = seen.get(signature);
    if (before !== undefined && (await before.done.then(Boolean, () => false))) return REPEATED;
    const done = receiveSignals(context, request, raw);
    seen.set(signature, { at: clock(), done });
    done.catch(() => seen.delete(signature));
    return done;
  };
}

const REPEATED: IntakeResult = { accepted: 0, rejected: 0, lines: [], repeated: true };
