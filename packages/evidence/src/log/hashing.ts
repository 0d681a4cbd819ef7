import { hash } from 'node:crypto';
import { sha256 } from '../digest.ts';

/** Hashes of a Merkle tree (RFC 6962 §2.1): the first byte keeps leaves and nodes apart. */
export type Hash = Uint8Array;

export const HASH_LENGTH = 32;
const LEAF = 0x00;
const NODE = 0x01;

/** The root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

export function leafHash(entry: Uint8Array): Hash {
  const bytes = new Uint8Array(1 + entry.length);
  bytes[0] = LEAF;
  bytes.set(entry, 1);
  return hash('sha256', bytes, 'buffer');
}

export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(1 + 2 * HASH_LENGTH);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_LENGTH);
  return hash('sha256', bytes, 'buffer');
}
