import { EMPTY_ROOT, HASH_LENGTH, type Hash, nodeHash } from './hashing.ts';
import { TILE_HEIGHT, TILE_WIDTH, tileWidth } from './tiles.ts';

/*
 * Roots and proofs of a Merkle tree out of its tiles. A node of height h (0 is a leaf) at place n covers the leaves
 * [n·2^h, (n+1)·2^h). Every node that is whole is found in one tile: in the one of the level below or at its own height.
 */

/** The hashes of a tile, in the width asked for. The answer may be wider, never narrower. */
export type TileReader = (level: number, index: number, width: number) => Promise<Uint8Array>;

/** The root over `size` leaves. */
export async function rootOf(size: number, read: TileReader): Promise<Hash> {
  return size === 0 ? EMPTY_ROOT : subtreeRoot(0, size, size, read);
}

/** The audit path of a leaf, from its sibling up (RFC 6962 §2.1.1). */
export async function inclusionProof(index: number, size: number, read: TileReader): Promise<Hash[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} in a tree of ${size}`);
  const path: Promise<Hash>[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      path.unshift(subtreeRoot(middle, end, size, read));
      end = middle;
    } else {
      path.unshift(subtreeRoot(start, middle, size, read));
      start = middle;
    }
  }
  return Promise.all(path);
}

/** That the tree of `size2` continues the one of `size1` (RFC 6962 §2.1.2); empty where one of them is empty or both are equal. */
export async function consistencyProof(size1: number, size2: number, read: TileReader): Promise<Hash[]> {
  if (!(size1 >= 0 && size1 <= size2)) throw new RangeError(`from ${size1} to ${size2}`);
  if (size1 === 0 || size1 === size2) return [];
  const path: Promise<Hash>[] = [];
  let [start, end] = [0, size2];
  let whole = true;
  while (size1 !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (size1 <= middle) {
      path.unshift(subtreeRoot(middle, end, size2, read));
      end = middle;
    } else {
      path.unshift(subtreeRoot(start, middle, size2, read));
      start = middle;
      whole = false;
    }
  }
  if (!whole) path.unshift(subtreeRoot(start, end, size2, read));
  return Promise.all(path);
}

/** The root over the leaves [start, end), where start is a place such a subtree can begin at. */
async function subtreeRoot(start: number, end: number, size: number, read: TileReader): Promise<Hash> {
  const span = end - start;
  const power = span === 1 ? 1 : 2 * largestPowerBelow(span);
  if (power === span) return wholeNode(Math.round(Math.log2(span)), start / span, size, read);
  const middle = start + largestPowerBelow(span);
  const [left, right] = await Promise.all([
    subtreeRoot(start, middle, size, read),
    subtreeRoot(middle, end, size, read),
  ]);
  return nodeHash(left, right);
}

async function wholeNode(height: number, place: number, size: number, read: TileReader): Promise<Hash> {
  const level = Math.floor(height / TILE_HEIGHT);
  const leaves = 2 ** (height % TILE_HEIGHT);
  const first = place * leaves;
  const index = Math.floor(first / TILE_WIDTH);
  const bytes = await read(level, index, tileWidth(size, level, index));
  return rangeRoot(bytes, first % TILE_WIDTH, leaves);
}

/** The root over a power of two of hashes within a tile. */
export function rangeRoot(tile: Uint8Array, first: number, count: number): Hash {
  if (count === 1) return tile.subarray(first * HASH_LENGTH, (first + 1) * HASH_LENGTH);
  const half = count / 2;
  return nodeHash(rangeRoot(tile, first, half), rangeRoot(tile, first + half, half));
}

/** The largest power of two below n, for n > 1. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
