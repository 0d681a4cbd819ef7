/**
 * Internet addresses as numbers (IPアドレス). Written by hand because the package runs in a browser too, and because a list that ends
 * up in a packet filter must be understood completely or refused: no zones, no leading zeros, no IPv4 inside IPv6.
 */
export type Address = {
  readonly version: 4 | 6;
  readonly value: bigint;
  /** Bits that count, 32 or 128 for one address. */
  readonly prefix: number;
};

const BITS = { 4: 32, 6: 128 } as const;

/** An address, with a prefix length where it is a network. Undefined where the text is none, or has bits behind its prefix. */
export function parseAddress(text: string): Address | undefined {
  const [address, length, more] = text.split('/');
  if (more !== undefined) return undefined;
  const version = address.includes(':') ? 6 : 4;
  const value = version === 6 ? parse6(address) : parse4(address);
  if (value === undefined) return undefined;
  const bits = BITS[version];
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return undefined;
  const host = (1n << BigInt(bits - prefix)) - 1n;
  return (value & host) === 0n ? { version, value, prefix } : undefined;
}

function parse4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parse6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [head, tail] = [groups[0], groups[1] ?? []];
  const written = head.length + tail.length;
  if (halves.length === 1 ? written !== 8 : written > 7) return undefined;
  const all = [...head, ...Array<string>(8 - written).fill('0'), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return all.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}

/** The one text of an address: IPv6 without zeros in front, the longest run of zero groups as `::` (RFC 5952). */
export function formatAddress({ version, value, prefix }: Address): string {
  const text = version === 4 ? format4(value) : format6(value);
  return prefix === BITS[version] ? text : `${text}/${prefix}`;
}

function format4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

function format6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn);
  let [start, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0n) end++;
    if (end - i > length) [start, length] = [i, end - i];
  }
  const text = (some: readonly bigint[]) => some.map((group) => group.toString(16)).join(':');
  return start < 0 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

/** Whether they have an address in common. */
export function overlap(a: Address, b: Address): boolean {
  if (a.version !== b.version) return false;
  const shift = BigInt(BITS[a.version] - Math.min(a.prefix, b.prefix));
  return a.value >> shift === b.value >> shift;
}

/** Addresses that are the machine itself, its neighbours on the wire, or nobody: cutting them cuts more than an attacker. */
const SPECIAL = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fe80::/10',
  'ff00::/8',
].map((text) => parseAddress(text)!);

export function isSpecial(address: Address): boolean {
  return SPECIAL.some((special) => overlap(special, address));
}

/** In the order of version, value and prefix; what another one holds already is left out (a packet filter refuses overlaps). */
export function distinct(addresses: readonly Address[]): Address[] {
  const sorted = [...addresses].sort(
    (a, b) =>
      a.version - b.version || Number(a.value > b.value) - Number(a.value < b.value) || a.prefix - b.prefix,
  );
  return sorted.filter((one, i) => !sorted.slice(0, i).some((before) => overlap(before, one)));
}
