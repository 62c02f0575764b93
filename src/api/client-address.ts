import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Where requests come from, as far as proxies that are known say so. */
export interface ClientAddress {
  /** Whether an address is one of the proxies whose X-Forwarded-For is believed. */
  readonly isProxy: (address: string) => boolean;
  /** The last address on the way here that is no known proxy. What stands before it anybody may have written. */
  readonly of: (request: IncomingMessage) => string;
}

const LONGEST = 100;
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** `proxies`: addresses and networks such as `10.0.0.0/8`; without any, the connection alone counts. */
export function createClientAddress(proxies: readonly string[]): ClientAddress {
  const known = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) known.addAddress(address, family);
    else known.addSubnet(address, Number(bits), family);
  }

  function isProxy(address: string): boolean {
    const bare = address.replace(MAPPED, '');
    const version = isIP(bare);
    return version !== 0 && known.check(bare, version === 6 ? 'ipv6' : 'ipv4');
  }

  return {
    isProxy,
    of(request) {
      const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
      let address = request.socket.remoteAddress ?? '';
      while (isProxy(address)) {
        const before = forwarded.pop()?.trim();
        if (!before) break;
        address = before;
      }
      return address.slice(0, LONGEST);
    },
  };
}
