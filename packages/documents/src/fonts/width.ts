import type { Font } from './sfnt.ts';

/**
 * Width of a text set in a font, in px. A character the font lacks counts as one full width.
 *
 * @param size of the letters in px
 */
export function textWidth(text: string, font: Font, size: number): number {
  let units = 0;
  for (const character of text) {
    const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
    units += glyph === 0 ? font.unitsPerEm : font.advanceOf(glyph);
  }
  return (units * size) / font.unitsPerEm;
}
