import { EMPTY_ROOT, type Hash, nodeHash } from './hashing.ts';

/**
 * The right edge of a growing tree: the roots of its whole subtrees, the largest first. Adding a leaf and asking for the
 * root cost about log2(size) hashes, whatever the size.
 */
export type Frontier = { size: number; roots: Hash[] };

export function emptyFrontier(): Frontier {
  return { size: 0, roots: [] };
}

/** Adds the hash of a leaf. */
export function grow(frontier: Frontier, leaf: Hash): void {
  let hash = leaf;
  for (let size = frontier.size; size % 2 === 1; size = Math.floor(size / 2))
    hash = nodeHash(frontier.roots.pop()!, hash);
  frontier.roots.push(hash);
  frontier.size++;
}

export function frontierRoot({ roots }: Frontier): Hash {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right));
}
