import { expect, test } from 'vitest';
import { toHex, utf8 } from '../bytes.ts';
import { emptyFrontier, frontierRoot, grow } from './frontier.ts';
import { type Hash, leafHash, nodeHash } from './hashing.ts';
import { EMPTY_EDGE, edgeTiles, tileWriter } from './tile-writer.ts';
import { bundlePath, TILE_WIDTH, tilePath, tileWidth } from './tiles.ts';
import { consistencyProof, inclusionProof, rootOf, type TileReader } from './tree.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

/** A log of that many entries, its files, and its roots at every size by the definition. */
function logOf(count: number) {
  const files = new Map<string, Uint8Array>();
  const writer = tileWriter(EMPTY_EDGE, ({ path, bytes }) => files.set(path, bytes));
  const leaves: Hash[] = [];
  for (let i = 0; i < count; i++) {
    const entry = utf8(`entry ${i}`);
    writer.add(entry);
    leaves.push(leafHash(entry));
    if (i % 97 === 0) for (const { path, bytes } of writer.partials()) files.set(path, bytes);
  }
  for (const { path, bytes } of writer.partials()) files.set(path, bytes);
  const read: TileReader = async (level, index) => {
    const width = tileWidth(count, level, index);
    return files.get(tilePath({ level, index, width }))!;
  };
  return { files, leaves, read, writer };
}

function rootByDefinition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

test.each([1, 2, 255, 256, 257, 511, 512, 700, 1025])(
  'L4 tiles of %i entries give the root of the definition, and proofs that verify',
  async (size) => {
    const { leaves, read, writer } = logOf(size);
    const root = rootByDefinition(leaves);
    expect(toHex(await rootOf(size, read))).toBe(toHex(root));
    expect(toHex(await writer.root())).toBe(toHex(root));
    const frontier = emptyFrontier();
    for (const leaf of leaves) grow(frontier, leaf);
    expect(toHex(frontierRoot(frontier))).toBe(toHex(root));
    for (const index of new Set([0, 1, size >> 1, size - 2, size - 1].filter((i) => i >= 0 && i < size))) {
      const proof = await inclusionProof(index, size, read);
      expect(verifyInclusion(BigInt(index), BigInt(size), leaves[index], proof, root)).toBe(true);
      expect(verifyInclusion(BigInt(index + 1), BigInt(size), leaves[index], proof, root)).toBe(false);
    }
    for (const old of new Set([1, size >> 1, size - 1, size].filter((i) => i > 0))) {
      const proof = await consistencyProof(old, size, read);
      const oldRoot = rootByDefinition(leaves.slice(0, old));
      expect(verifyConsistency(BigInt(old), BigInt(size), oldRoot, root, proof)).toBe(true);
      if (old < size) expect(verifyConsistency(BigInt(old), BigInt(size), root, root, proof)).toBe(false);
    }
  },
);

test('L4 a writer that takes up the right edge goes on as if it had never stopped', async () => {
  const whole = logOf(700);
  const { files, read } = logOf(300);
  const levels = await Promise.all(
    edgeTiles(300).map(async ({ level, index, width }) =>
      width === 0 ? new Uint8Array(0) : read(level, index, width),
    ),
  );
  const first = Math.floor(300 / TILE_WIDTH) * TILE_WIDTH;
  const bundle = Array.from({ length: 300 - first }, (_, i) => utf8(`entry ${first + i}`));
  const writer = tileWriter({ size: 300, levels, bundle }, ({ path, bytes }) => files.set(path, bytes));
  for (let i = 300; i < 700; i++) writer.add(utf8(`entry ${i}`));
  for (const { path, bytes } of writer.partials()) files.set(path, bytes);
  expect(toHex(await writer.root())).toBe(toHex(await whole.writer.root()));
  for (const [path, bytes] of whole.files)
    if (!path.includes('.p/')) expect(toHex(files.get(path)!)).toBe(toHex(bytes));
});

test('L6 paths of tiles and bundles', () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 2, index: 5, width: 7 })).toBe('tile/2/005.p/7');
  expect(bundlePath(1000, 1)).toBe('tile/entries/x001/000.p/1');
});
