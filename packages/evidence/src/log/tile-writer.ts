import { concatBytes } from '../bytes.ts';
import { encodeBundle } from './bundle.ts';
import { EMPTY_ROOT, HASH_LENGTH, type Hash, leafHash } from './hashing.ts';
import { bundlePath, hashesOnLevel, TILE_WIDTH, tilePath, tileWidth } from './tiles.ts';
import { rangeRoot, rootOf } from './tree.ts';

/** A file of the log: its path below the log's folder and its bytes. */
export type LogFile = { readonly path: string; readonly bytes: Uint8Array };

/**
 * Turns entries into tiles. It holds the right edge of the tree only: the unfinished tile of each level and the unfinished bundle.
 */
export type TileWriter = {
  readonly size: number;
  /** Adds an entry; full tiles and bundles it completes are given to `emit`. */
  add(entry: Uint8Array): void;
  /** The unfinished tiles and bundle, as a checkpoint of this size needs them. */
  partials(): LogFile[];
  /** The root over the entries added before the call. */
  root(): Promise<Hash>;
};

/** The right edge of a tree that exists already. */
export type Edge = {
  readonly size: number;
  readonly levels: readonly Uint8Array[];
  readonly bundle: readonly Uint8Array[];
};

export const EMPTY_EDGE: Edge = { size: 0, levels: [], bundle: [] };

export function tileWriter(edge: Edge, emit: (file: LogFile) => void): TileWriter {
  let size = edge.size;
  const levels: Hash[][] = edge.levels.map(splitHashes);
  let bundle: Uint8Array[] = [...edge.bundle];

  function push(level: number, hash: Hash): void {
    levels[level] ??= [];
    const tile = levels[level];
    tile.push(hash);
    if (tile.length < TILE_WIDTH) return;
    const bytes = concatBytes(...tile);
    const index = hashesOnLevel(size, level) / TILE_WIDTH - 1;
    emit({ path: tilePath({ level, index, width: TILE_WIDTH }), bytes });
    if (level === 0) {
      emit({ path: bundlePath(index, TILE_WIDTH), bytes: encodeBundle(bundle) });
      bundle = [];
    }
    levels[level] = [];
    push(level + 1, rangeRoot(bytes, 0, TILE_WIDTH));
  }

  return {
    get size() {
      return size;
    },
    add: (entry) => {
      size++;
      bundle.push(entry);
      push(0, leafHash(entry));
    },
    partials: () => {
      const files = levels.flatMap((tile, level) => {
        if (tile.length === 0) return [];
        const index = Math.floor(hashesOnLevel(size, level) / TILE_WIDTH);
        return [{ path: tilePath({ level, index, width: tile.length }), bytes: concatBytes(...tile) }];
      });
      if (bundle.length > 0)
        files.push({
          path: bundlePath(Math.floor(size / TILE_WIDTH), bundle.length),
          bytes: encodeBundle(bundle),
        });
      return files;
    },
    root: () => {
      // A copy: entries may be added while the root is worked out.
      const tiles = levels.map((tile) => concatBytes(...tile));
      return size === 0 ? Promise.resolve(EMPTY_ROOT) : rootOf(size, async (level) => tiles[level]);
    },
  };
}

/** Which tiles hold the right edge of a tree of `size`. */
export function edgeTiles(size: number): { level: number; index: number; width: number }[] {
  const tiles = [];
  for (let level = 0; hashesOnLevel(size, level) > 0; level++) {
    const index = Math.floor(hashesOnLevel(size, level) / TILE_WIDTH);
    tiles.push({ level, index, width: tileWidth(size, level, index) });
  }
  return tiles;
}

function splitHashes(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_LENGTH }, (_, i) =>
    bytes.slice(i * HASH_LENGTH, (i + 1) * HASH_LENGTH),
  );
}
