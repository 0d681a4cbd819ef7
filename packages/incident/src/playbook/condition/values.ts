import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Types of variables the standard names (10.18). */
export const VARIABLE_TYPES = [
  'bool',
  'dictionary',
  'float',
  'hexstring',
  'integer',
  'ipv4-addr',
  'ipv6-addr',
  'long',
  'mac-addr',
  'hash',
  'md5-hash',
  'sha256-hash',
  'string',
  'uri',
  'uuid',
] as const;

export type VariableType = (typeof VARIABLE_TYPES)[number];

export function isVariableType(type: string): type is VariableType {
  return (VARIABLE_TYPES as readonly string[]).includes(type);
}

/** A value that can be compared: a number in order, or a text. */
export type Value = string | number | bigint | boolean;

/** Types whose values have an order. */
const ORDERED: readonly VariableType[] = [
  'float',
  'integer',
  'long',
  'string',
  'mac-addr',
  'ipv4-addr',
  'ipv6-addr',
];

export const isOrdered = (type: VariableType) => ORDERED.includes(type);
export const isAddress = (type: VariableType) => type === 'ipv4-addr' || type === 'ipv6-addr';
export const isWords = (type: VariableType) => type === 'string' || type === 'uri';

/** The value a text has as a type; undefined where it has none. Lengths of hashes are a matter of {@link fitsType}. */
export function typedValue(type: VariableType, text: string): Value | undefined {
  switch (type) {
    case 'bool':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
    case 'integer':
    case 'long':
      return /^[+-]?\d{1,40}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
    case 'float':
      return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))
        ? Number(text)
        : undefined;
    case 'hexstring':
    case 'hash':
    case 'md5-hash':
    case 'sha256-hash':
      return /^[0-9a-fA-F]+$/.test(text) ? text.toLowerCase() : undefined;
    case 'mac-addr':
      return /^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}$/.test(text)
        ? BigInt(`0x${text.replaceAll(/[:-]/g, '')}`)
        : undefined;
    case 'ipv4-addr':
    case 'ipv6-addr':
      return addressOf(type, text);
    case 'uuid':
      return /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text)
        ? text.toLowerCase()
        : undefined;
    case 'uri':
      return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(text) ? text : undefined;
    case 'dictionary':
      return isDictionary(text) ? text : undefined;
    case 'string':
      return text;
  }
}

/** Whether a text may stand as the value of a variable of this type. A network stands where an address may. */
export function fitsType(type: VariableType, text: string): boolean {
  if (isAddress(type) && networkOf(type, text)) return true;
  if (typedValue(type, text) === undefined) return false;
  if (type === 'md5-hash') return text.length === 32;
  if (type === 'sha256-hash') return text.length === 64;
  return true;
}

export type Network = { readonly first: bigint; readonly last: bigint };

/** The addresses of `10.0.0.0/8`, or of one address. */
export function networkOf(type: VariableType, text: string): Network | undefined {
  const [head, length, more] = text.split('/');
  const address = addressOf(type, head);
  const width = type === 'ipv4-addr' ? 32 : 128;
  if (address === undefined || more !== undefined) return undefined;
  if (length === undefined) return { first: address, last: address };
  if (!/^\d{1,3}$/.test(length) || Number(length) > width) return undefined;
  const host = BigInt(width - Number(length));
  const first = (address >> host) << host;
  return { first, last: first + (1n << host) - 1n };
}

function addressOf(type: VariableType, text: string): bigint | undefined {
  if (type === 'ipv4-addr') {
    const parts = text.split('.');
    if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255))
      return undefined;
    return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  const { ipv6 } = fullFormats;
  if (!(ipv6 instanceof RegExp) || !ipv6.test(text) || text.includes('%')) return undefined;
  // The last 32 bits may be written as an IPv4 address.
  const plain = text.replace(/\d+\.\d+\.\d+\.\d+$/, (dotted) => {
    const bits = addressOf('ipv4-addr', dotted) ?? 0n;
    return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  });
  const [head, tail] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = tail === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...(tail ?? [])].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

function isDictionary(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** -1, 0 or 1. Both values are of one type. */
export function order(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a text is an e-mail address and nothing else. */
export function isEmail(text: string): boolean {
  const { email } = fullFormats;
  return email instanceof RegExp && email.test(text);
}
