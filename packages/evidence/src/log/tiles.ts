/*
 * Where things stand in a tiled log (C2SP tlog-tiles): 256 hashes to a tile, a tile's root is one hash of the level above.
 */

export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;

/** One tile: `width` hashes of `level`, the first at `index * 256`; a width below 256 is a partial tile. */
export type Tile = {
  readonly level: number;
  readonly index: number;
  readonly width: number;
};

/** `tile/0/x001/234.p/7`, below the log's folder or address. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${indexPath(index)}${partial(width)}`;
}

/** `tile/entries/x001/234.p/7`: the entries under a tile of level 0. */
export function bundlePath(index: number, width: number): string {
  return `tile/entries/${indexPath(index)}${partial(width)}`;
}

/** 1234067 → `x001/x234/067`, so that a folder never has the name of a file. */
function indexPath(index: number): string {
  let text = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    text = `x${String(rest % 1000).padStart(3, '0')}/${text}`;
  return text;
}

function partial(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}

/** How many hashes a tree of `size` has on a level of tiles. */
export function hashesOnLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** The width of a tile in a tree of `size`, 0 where it does not exist yet. */
export function tileWidth(size: number, level: number, index: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesOnLevel(size, level) - index * TILE_WIDTH));
}
