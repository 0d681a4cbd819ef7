import { sameBytes } from '../bytes.ts';
import { EMPTY_ROOT, HASH_LENGTH, type Hash, nodeHash } from './hashing.ts';

/*
 * Proofs in a Merkle tree, verified as RFC 9162 §2.1.3.2 and §2.1.4.2 write them, and for a subtree [start, end) as the
 * Merkle tree certificates draft does (§4). Sizes go up to 2^64, hence bigint. A proof that is too long, too short or about an
 * impossible place is no proof.
 */

/** The root that an inclusion proof leads to, or undefined where the proof cannot belong to that place. */
export function rootFromInclusion(
  index: bigint,
  size: bigint,
  leaf: Hash,
  proof: readonly Hash[],
): Hash | undefined {
  if (index < 0n || index >= size || !areHashes([leaf, ...proof])) return undefined;
  let fn = index;
  let sn = size - 1n;
  let root = leaf;
  for (const hash of proof) {
    if (sn === 0n) return undefined;
    if ((fn & 1n) === 1n || fn === sn) {
      root = nodeHash(hash, root);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else root = nodeHash(root, hash);
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n ? root : undefined;
}

/** Whether `leaf` is the entry at `index` of the tree with this size and root. */
export function verifyInclusion(
  index: bigint,
  size: bigint,
  leaf: Hash,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  const found = rootFromInclusion(index, size, leaf, proof);
  return found !== undefined && sameBytes(found, root);
}

/**
 * Whether the tree of `size2` continues the tree of `size1`. The empty tree proves nothing about a later one, so a first
 * size of 0 is refused whatever the proof.
 */
export function verifyConsistency(
  size1: bigint,
  size2: bigint,
  root1: Hash,
  root2: Hash,
  proof: readonly Hash[],
): boolean {
  if (size1 <= 0n || size1 > size2) return false;
  return verifySubtreeConsistency(0n, size1, size2, root1, root2, proof);
}

/** Whether `leaf` is the entry at `index` of the subtree over [start, end) with this root. */
export function verifySubtreeInclusion(
  index: bigint,
  start: bigint,
  end: bigint,
  leaf: Hash,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!isSubtree(start, end) || index < start) return false;
  return verifyInclusion(index - start, end - start, leaf, proof, root);
}

/** Whether the subtree over [start, end) with `root1` is part of the tree of `size` with `root2`. */
export function verifySubtreeConsistency(
  start: bigint,
  end: bigint,
  size: bigint,
  root1: Hash,
  root2: Hash,
  proof: readonly Hash[],
): boolean {
  if (end > size) return false;
  // Nothing is part of every tree.
  if (start === end && start >= 0n) return proof.length === 0 && sameBytes(root1, EMPTY_ROOT);
  if (!isSubtree(start, end)) return false;
  if (start === 0n && end === size) return proof.length === 0 && sameBytes(root1, root2);
  if (!areHashes([root1, root2, ...proof])) return false;
  let fn = start;
  let sn = end - 1n;
  let tn = size - 1n;
  // Up to the largest node that is whole in the subtree: its hash begins both ways.
  if (sn === tn) {
    while (fn !== sn) {
      fn >>= 1n;
      sn >>= 1n;
      tn >>= 1n;
    }
  } else {
    while (fn !== sn && (sn & 1n) === 1n) {
      fn >>= 1n;
      sn >>= 1n;
      tn >>= 1n;
    }
  }
  const whole = fn === sn;
  const rest = whole ? proof : proof.slice(1);
  const seed = whole ? root1 : proof[0];
  if (seed === undefined) return false;
  let first = seed;
  let second = seed;
  for (const hash of rest) {
    if (tn === 0n) return false;
    if ((sn & 1n) === 1n || sn === tn) {
      if (fn < sn) first = nodeHash(hash, first);
      second = nodeHash(hash, second);
      while ((sn & 1n) === 0n && sn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
        tn >>= 1n;
      }
    } else second = nodeHash(second, hash);
    fn >>= 1n;
    sn >>= 1n;
    tn >>= 1n;
  }
  return tn === 0n && sameBytes(first, root1) && sameBytes(second, root2);
}

/** A subtree starts at a multiple of the smallest power of two that holds it. */
export function isSubtree(start: bigint, end: bigint): boolean {
  if (start < 0n || start >= end) return false;
  const span = end - start;
  const width = span === 1n ? 1n : 1n << BigInt((span - 1n).toString(2).length);
  return start % width === 0n;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_LENGTH);
}
