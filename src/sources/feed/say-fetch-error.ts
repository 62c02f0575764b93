import { ForbiddenAddressError } from '../../outbound/guarded-agent.ts';

export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError';
  constructor(limit: number) {
    super(`the document is larger than ${limit / 1_000_000} MB`);
  }
}

export class TooManyRedirectsError extends Error {
  override name = 'TooManyRedirectsError';
  constructor(limit: number) {
    super(`the address redirects more than ${limit} times`);
  }
}

const CODES: Record<string, string> = {
  ENOTFOUND: 'the host name is not known (or there is no network)',
  EAI_AGAIN: 'the host name cannot be looked up now (or there is no network)',
  ECONNREFUSED: 'nothing answers at this address',
  ECONNRESET: 'the server broke the connection off',
  EHOSTUNREACH: 'the server cannot be reached',
  ENETUNREACH: 'there is no network to the server',
  ETIMEDOUT: 'the server does not answer',
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the server is signed by nobody known',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the server is signed by nobody known',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of the server is signed by nobody known',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the server is for another name',
  UND_ERR_SOCKET: 'the server broke the connection off',
  UND_ERR_HEADERS_OVERFLOW: 'the server sends more headers than can be right',
  ERR_INVALID_URL: 'the server redirects to something that is no address',
};

/** Why a document could not be fetched, in words. */
export function sayFetchError(error: unknown, limits: { readonly totalMs: number }): string {
  const chain = causes(error);
  const own = chain.find(
    (cause) =>
      cause instanceof ForbiddenAddressError ||
      cause instanceof BodyTooLargeError ||
      cause instanceof TooManyRedirectsError,
  );
  if (own) return own.message;
  const timedOut = chain.some(({ name, code }) => name === 'TimeoutError' || /^UND_ERR_\w*TIMEOUT$/.test(code ?? ''));
  if (timedOut) return `no complete answer within ${limits.totalMs / 1000} s`;
  const known = chain.map(({ code }) => CODES[code ?? '']).find((words) => words !== undefined);
  if (known) return known;
  const compressed = chain.some(({ code }) => /^Z_|^ERR_(_)?BROTLI/.test(code ?? ''));
  return compressed
    ? 'the answer is compressed in a way that cannot be read'
    : `cannot be fetched: ${chain.at(-1)?.message ?? String(error)}`;
}

interface Cause {
  readonly name?: string;
  readonly message: string;
  readonly code?: string;
}

/** The error, what caused it, and so on; by shape, for errors come from more than one realm. */
function causes(error: unknown): Cause[] {
  const chain: Cause[] = [];
  let cause = error as (Cause & { cause?: unknown; errors?: Cause[] }) | undefined;
  while (typeof cause?.message === 'string' && chain.length < 8) {
    chain.push(cause, ...(Array.isArray(cause.errors) ? cause.errors : []));
    cause = cause.cause as typeof cause;
  }
  return chain;
}
