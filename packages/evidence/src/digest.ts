import { hash } from 'node:crypto';
import { utf8 } from './bytes.ts';

/** SHA-256 of bytes or of a text in UTF-8. */
export function sha256(data: Uint8Array | string): Uint8Array {
  return hash('sha256', typeof data === 'string' ? utf8(data) : data, 'buffer');
}

/** SHA-256 in lower-case hexadecimal, the name of a file in the vault. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', typeof data === 'string' ? utf8(data) : data, 'hex');
}
