/** Code points to glyphs as a table of a font, in the form for all of Unicode (format 12). */
export function cmapTable(pairs: readonly (readonly [codePoint: number, glyph: number])[]): Uint8Array {
  const groups: { first: number; last: number; glyph: number }[] = [];
  for (const [codePoint, glyph] of pairs) {
    const group = groups.at(-1);
    const next = group && codePoint === group.last + 1 && glyph === group.glyph + codePoint - group.first;
    if (group && next) group.last = codePoint;
    else groups.push({ first: codePoint, last: codePoint, glyph });
  }
  const view = new DataView(new ArrayBuffer(12 + 16 + 12 * groups.length));
  view.setUint16(2, 1); // one table,
  view.setUint16(4, 3); // for Windows,
  view.setUint16(6, 10); // all of Unicode,
  view.setUint32(8, 12); // right behind this heading
  view.setUint16(12, 12);
  view.setUint32(16, 16 + 12 * groups.length);
  view.setUint32(24, groups.length);
  groups.forEach(({ first, last, glyph }, i) => {
    const at = 28 + 12 * i;
    view.setUint32(at, first);
    view.setUint32(at + 4, last);
    view.setUint32(at + 8, glyph);
  });
  return new Uint8Array(view.buffer);
}
