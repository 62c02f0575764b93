import { BlockList, isIP } from 'node:net';

/** Networks that no feed of the public internet lives in: own machine, private, link-local, shared, test, multicast, reserved. */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only global unicast is public, and in it neither tunnels (Teredo, 6to4) nor examples. */
const PUBLIC_6 = '2000::/3';
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16'];

function blockList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, prefix] = network.split('/') as [string, string];
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

const notPublic4 = blockList(NOT_PUBLIC_4, 'ipv4');
const public6 = blockList([PUBLIC_6], 'ipv6');
const notPublic6 = blockList(NOT_PUBLIC_6, 'ipv6');

/**
 * Whether an IP address, as written by the system resolver, lies in the public internet. IPv4 inside IPv6 (mapped,
 * NAT64, 6to4) is outside global unicast or named above, so it is refused whatever it carries.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  switch (isIP(bare)) {
    case 4:
      return !notPublic4.check(bare, 'ipv4');
    case 6:
      return public6.check(bare, 'ipv6') && !notPublic6.check(bare, 'ipv6');
    default:
      return false;
  }
}
