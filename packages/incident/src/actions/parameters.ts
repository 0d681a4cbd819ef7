import { ID_PATTERN } from '@sonae/core';
import { formatAddress, isSpecial, parseAddress } from './addresses.ts';

/*
 * What an argument may be. Each kind admits only characters that no command takes for an option, a path upwards or an instruction; what
 * a person should write otherwise is refused, not mended.
 */

/** Shortest prefix that may be blocked at once: a wider network is more than an attacker. */
export const WIDEST_BLOCK = { 4: 16, 6: 32 } as const;

const KINDS = {
  /** A host of the settings. */
  host: (text: string) => ID_PATTERN.test(text),
  address: (text: string) => {
    const address = parseAddress(text);
    return address !== undefined && !isSpecial(address) && address.prefix >= WIDEST_BLOCK[address.version];
  },
  account: (text: string) => /^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,127}$/.test(text),
  service: (text: string) => /^[A-Za-z0-9][A-Za-z0-9_.@:-]{0,127}$/.test(text),
  resource: (text: string) =>
    /^[A-Za-z0-9/][A-Za-z0-9_./:@-]{0,255}$/.test(text) && !text.split('/').includes('..'),
  url: (text: string) => /^https?:\/\/[^\s"'`<>\\]{1,2000}$/.test(text) && isPublicUrl(text),
  /** Words for a letter or a person; never an argument of a command. */
  words: (text: string) => text.trim() !== '' && text.length <= 2_000 && !hasControl(text),
} as const;

export type ParameterKind = keyof typeof KINDS;

export function isParameter(kind: ParameterKind, value: string): boolean {
  return KINDS[kind](value);
}

/** The one way to write a value; addresses have several. */
export function canonicalParameter(kind: ParameterKind, value: string): string {
  return kind === 'address' ? formatAddress(parseAddress(value)!) : value;
}

/** Whether a text for people may stand on a line of a sheet: controls, and marks that turn the writing direction, may not. */
function hasControl(text: string): boolean {
  return /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text);
}

function isPublicUrl(text: string): boolean {
  try {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  } catch {
    return false;
  }
}
