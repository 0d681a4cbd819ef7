import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * Encryption of a file in chunks (AES-256-GCM): a chunk is authentic by itself, its number is in the nonce, and the last one
 * says that it is the last, so chunks can be neither changed, swapped, repeated nor cut off. The key belongs to one file only, hence nonces
 * may count from zero.
 */

export const CHUNK_BYTES = 1 << 20;
export const TAG_BYTES = 16;
export const FILE_KEY_BYTES = 32;

/** Encrypts one chunk into `into`, which has room for the tag; returns the bytes written. */
export function sealChunk(
  key: Uint8Array,
  number: number,
  last: boolean,
  plain: Uint8Array,
  into: Uint8Array,
): number {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last));
  into.set(cipher.update(plain), 0);
  cipher.final();
  into.set(cipher.getAuthTag(), plain.length);
  return plain.length + TAG_BYTES;
}

/** Decrypts one chunk, or undefined where it is not what was sealed at this place. */
export function openChunk(
  key: Uint8Array,
  number: number,
  last: boolean,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  const cipher = createDecipheriv('aes-256-gcm', key, nonce(number, last));
  cipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = cipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    cipher.final();
  } catch {
    return undefined;
  }
  return plain;
}

/** Eleven bytes of counting, one byte for the end. */
function nonce(number: number, last: boolean): Uint8Array {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setBigUint64(3, BigInt(number));
  bytes[11] = last ? 1 : 0;
  return bytes;
}
