const MORE_COMPONENTS = 0x20;
const WORDS = 0x01;
/** Sizes of the transformation of a component by flag: one scale, two, or a matrix. */
const SCALES = [
  [0x08, 2],
  [0x40, 4],
  [0x80, 8],
] as const;
/** Number of contours and the four edges stand before the outline itself. */
const HEADER = 10;

/** Glyphs an outline (a `glyf` entry) is composed of, and where their numbers stand; none for a simple outline. */
export function componentsOf(outline: Uint8Array): { glyph: number; at: number }[] {
  const view = viewOf(outline);
  if (outline.length === 0 || view.getInt16(0) >= 0) return [];
  const components: { glyph: number; at: number }[] = [];
  for (let at = HEADER; ; ) {
    const flags = view.getUint16(at);
    components.push({ glyph: view.getUint16(at + 2), at: at + 2 });
    at += 4 + (flags & WORDS ? 4 : 2) + (SCALES.find(([flag]) => flags & flag)?.[1] ?? 0);
    if (!(flags & MORE_COMPONENTS)) return components;
  }
}

/** The outline with the numbers of its components changed. */
export function renumbered(outline: Uint8Array, newId: ReadonlyMap<number, number>): Uint8Array {
  const copy = outline.slice();
  for (const { glyph, at } of componentsOf(outline)) viewOf(copy).setUint16(at, newId.get(glyph) ?? 0);
  return copy;
}

/** A simple outline without its instructions: drawn as it is, at every size. */
export function unhinted(outline: Uint8Array): Uint8Array {
  if (outline.length === 0) return outline;
  const view = viewOf(outline);
  const contours = view.getInt16(0);
  if (contours < 0) return outline;
  const at = HEADER + 2 * contours;
  const points = outline.subarray(at + 2 + view.getUint16(at));
  const plain = new Uint8Array(at + 2 + points.length);
  plain.set(outline.subarray(0, at));
  plain.set(points, at + 2);
  return plain;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
