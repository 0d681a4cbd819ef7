/** A table of a font file: where it lies. */
export type Table = { readonly offset: number; readonly length: number };

/** A TrueType font opened for reading. Only what this package needs of it: glyph ids, widths, outlines as bytes. */
export type Font = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly tables: ReadonlyMap<string, Table>;
  readonly glyphCount: number;
  readonly unitsPerEm: number;
  /** Glyph of a code point, 0 where the font has none. */
  readonly glyphOf: (codePoint: number) => number;
  /** Advance of a glyph in font units. */
  readonly advanceOf: (glyph: number) => number;
  /** The outline of a glyph; empty for a space. */
  readonly outlineOf: (glyph: number) => Uint8Array;
};

/** Opens a font with TrueType outlines, such as the package carries. Throws on anything else. */
export function openFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x00010000) throw new Error('not a TrueType font');
  const tables = new Map<string, Table>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    tables.set(tag, { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) });
  }
  const start = (tag: string) => {
    const table = tables.get(tag);
    if (!table) throw new Error(`font without ${tag}`);
    return table.offset;
  };
  const widths = start('hmtx');
  const lastWidth = view.getUint16(start('hhea') + 34) - 1;
  const outlines = start('glyf');
  const places = start('loca');
  const long = view.getInt16(start('head') + 50) === 1;
  const place = (glyph: number) =>
    long ? view.getUint32(places + 4 * glyph) : 2 * view.getUint16(places + 2 * glyph);
  return {
    bytes,
    view,
    tables,
    glyphCount: view.getUint16(start('maxp') + 4),
    unitsPerEm: view.getUint16(start('head') + 18),
    glyphOf: readCmap(view, start('cmap')),
    advanceOf: (glyph) => view.getUint16(widths + 4 * Math.min(glyph, lastWidth)),
    outlineOf: (glyph) => bytes.subarray(outlines + place(glyph), outlines + place(glyph + 1)),
  };
}

/** Code points to glyphs from the table of full Unicode (format 12). */
function readCmap(view: DataView, cmap: number): (codePoint: number) => number {
  const count = view.getUint16(cmap + 2);
  const subtables = Array.from({ length: count }, (_, i) => cmap + view.getUint32(cmap + 4 + 8 * i + 4));
  const table = subtables.find((offset) => view.getUint16(offset) === 12);
  if (table === undefined) throw new Error('font without a table of full Unicode');
  const groups = view.getUint32(table + 12);
  return (codePoint) => {
    let low = 0;
    let high = groups - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = table + 16 + 12 * middle;
      if (codePoint < view.getUint32(group)) high = middle - 1;
      else if (codePoint > view.getUint32(group + 4)) low = middle + 1;
      else return view.getUint32(group + 8) + codePoint - view.getUint32(group);
    }
    return 0;
  };
}
