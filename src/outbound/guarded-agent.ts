import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './public-address.ts';

export interface AddressRules {
  /** Own machine and private networks are allowed, on any port: for tests, and feeds inside an organisation. */
  readonly allowPrivate: boolean;
  /** Resolves host names; the system's resolver where absent. */
  readonly lookup?: (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void;
}

/** The address is none that a feed may be read from. Says the same whatever the address was. */
export class ForbiddenAddressError extends Error {
  override name = 'ForbiddenAddressError';
  constructor() {
    super('the address does not lead to a public web server (port 80 or 443)');
  }
}

const PORTS = new Set(['', '80', '443']);

/** Whether the address may be asked at all; where it leads is decided when connecting. */
export function assertAllowedUrl(url: URL, rules: AddressRules): void {
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  if (!web || (!rules.allowPrivate && !PORTS.has(url.port))) throw new ForbiddenAddressError();
}

/**
 * Connects to public addresses only. The answer of the resolver is checked and then used: there is no second look-up
 * that could say something else.
 */
export function createGuardedAgent(rules: AddressRules, timeoutMs: number): Agent {
  const connect = buildConnector({ timeout: timeoutMs, lookup: createGuardedLookup(rules) });
  return new Agent({
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 4_000,
    maxHeaderSize: 32_768,
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (!rules.allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
        return callback(new ForbiddenAddressError(), null);
      }
      connect(options, callback);
    },
  });
}

/** Resolves to public addresses only. */
export function createGuardedLookup(rules: AddressRules): LookupFunction {
  const resolve: NonNullable<AddressRules['lookup']> =
    rules.lookup ?? ((host, done) => systemLookup(host, { all: true }, done));
  return function guardedLookup(host, options, callback) {
    resolve(host, (error, addresses) => {
      const allowed = error ? [] : addresses.filter(({ address }) => rules.allowPrivate || isPublicAddress(address));
      const [first] = allowed;
      if (error || !first) return callback(error ?? new ForbiddenAddressError(), [], 0);
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
