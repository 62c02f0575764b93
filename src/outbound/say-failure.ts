import type { Reason } from '../contract/common.ts';
import { ForbiddenAddressError } from './guarded-agent.ts';

/** What kept an answer from coming. */
export type FailureCode =
  | 'unknown-host'
  | 'no-lookup'
  | 'nobody'
  | 'unreachable'
  | 'no-network'
  | 'silent'
  | 'certificate-over'
  | 'certificate-unknown'
  | 'certificate-name'
  | 'no-address'
  | 'forbidden'
  | 'timeout'
  | 'broken'
  | 'stopped'
  | 'headers'
  | 'other';

/** Why nothing, or no whole answer, came back from a server: in words, and whether it may have got the request. */
export interface Failure {
  readonly kind: 'failed';
  readonly code: FailureCode;
  /** What belongs into the sentence of the code. */
  readonly data?: Reason['data'];
  /** In English, for logs and programs. */
  readonly reason: string;
  /** `no`: certainly not, so it can be sent again. `maybe`: the connection stood when it broke. */
  readonly arrived: 'no' | 'maybe';
}

/** What went wrong, by the code of the error. */
const BEFORE_SENDING: Record<string, FailureCode> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'no-lookup',
  ECONNREFUSED: 'nobody',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'no-network',
  UND_ERR_CONNECT_TIMEOUT: 'silent',
  CERT_HAS_EXPIRED: 'certificate-over',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  ERR_INVALID_URL: 'no-address',
};
const MEANWHILE: Record<string, FailureCode> = {
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  ETIMEDOUT: 'stopped',
  UND_ERR_SOCKET: 'broken',
  UND_ERR_HEADERS_OVERFLOW: 'headers',
};
const WORDS: Record<Exclude<FailureCode, 'timeout' | 'forbidden' | 'other'>, string> = {
  'unknown-host': 'the host name is not known (or there is no network)',
  'no-lookup': 'the host name cannot be looked up now (or there is no network)',
  nobody: 'nothing answers at this address',
  unreachable: 'the server cannot be reached',
  'no-network': 'there is no network to the server',
  silent: 'the server does not answer',
  'certificate-over': 'the certificate of the server has expired',
  'certificate-unknown': 'the certificate of the server is signed by nobody known',
  'certificate-name': 'the certificate of the server is for another name',
  'no-address': 'this is no address',
  broken: 'the server broke the connection off',
  stopped: 'the server stopped answering',
  headers: 'the server sends more headers than can be right',
};

/** `timeoutMs`: what it was given. */
export function sayFailure(error: unknown, timeoutMs: number): Failure {
  const chain = causes(error);
  const forbidden = chain.find((cause) => cause instanceof ForbiddenAddressError);
  if (forbidden) return { kind: 'failed', code: 'forbidden', reason: forbidden.message, arrived: 'no' };
  const codes = chain.map(({ code }) => code ?? '');
  const before = codes.flatMap((code) => BEFORE_SENDING[code] ?? [])[0];
  if (before !== undefined) return { kind: 'failed', code: before, reason: sayCode(before), arrived: 'no' };
  const timedOut =
    chain.some(({ name }) => name === 'TimeoutError') || codes.some((code) => /^UND_ERR_\w*TIMEOUT$/.test(code));
  const seconds = timeoutMs / 1000;
  if (timedOut) {
    const reason = `no complete answer within ${seconds} s`;
    return { kind: 'failed', code: 'timeout', data: { seconds }, reason, arrived: 'maybe' };
  }
  const code = codes.flatMap((known) => MEANWHILE[known] ?? [])[0];
  if (code !== undefined) return { kind: 'failed', code, reason: sayCode(code), arrived: 'maybe' };
  const why = chain.at(-1)?.message ?? String(error);
  return { kind: 'failed', code: 'other', data: { why }, reason: why, arrived: 'maybe' };
}

const sayCode = (code: FailureCode): string => (code in WORDS ? WORDS[code as keyof typeof WORDS] : code);

/** The same for people, in the language of whoever reads it: `reason.unreached.<code>`. */
export const failureReason = ({ code, data = {} }: Failure): Reason => ({ code: `unreached.${code}`, data });

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
