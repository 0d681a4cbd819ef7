import { lookup } from 'node:dns/promises';
import { BlockList, isIPv4 } from 'node:net';

/** Addresses that are nobody's on the open net (IANA special-purpose registries): loopback, private, link-local, shared, multicast, reserved. */
const INSIDE = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INSIDE.addSubnet(address, bits, 'ipv4');
/** Of version 6 the open net is 2000::/3; what lies in it and leads inside, or is for examples, is taken out. */
const OPEN = new BlockList();
OPEN.addSubnet('2000::', 3, 'ipv6');
const NOT_OPEN = new BlockList();
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_OPEN.addSubnet(address, bits, 'ipv6');

/** Whether an address is on the open net. */
export const isPublic = (address: string): boolean =>
  isIPv4(address)
    ? !INSIDE.check(address, 'ipv4')
    : OPEN.check(address, 'ipv6') && !NOT_OPEN.check(address, 'ipv6');

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const resolveHost: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * The address to connect to: an endpoint comes from outside, so it may be a trap that leads to this machine or the company's own net.
 * Only `https` at its usual port, and only where every address of the name is on the open net. Whoever connects, connects to what
 * this gives and asks for the name no second time.
 *
 * @throws where it may not be reached
 */
export async function publicAddress(endpoint: string, resolve = resolveHost): Promise<string> {
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '')
    throw new Error('no plain https address');
  const addresses = await resolve(hostname.replace(/^\[|\]$/g, ''));
  if (addresses.length === 0 || !addresses.every(isPublic)) throw new Error('not on the open net');
  return addresses[0];
}
