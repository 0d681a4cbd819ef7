import type { Font } from '../fonts/sfnt.ts';

/** Stands for a character the typeface does not have, as printers have done since metal type (ゲタ). */
export const MISSING = '〓';

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
/** Joiners, variation selectors and direction marks: they are not drawn, so no glyph is missing where they stand. */
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
/** Latin letters, figures and signs without a place to break, longer than any column is wide. */
const LONG_RUN = /[!-,.0-~]{24,}/g;
/** Where a line may end though nothing is seen. */
const BREAK = '\u200b';

/**
 * The text as the fonts can set it. PDF/A forbids a reference to a glyph that is not there, so every character
 * that lacks one becomes {@link MISSING}; the HTML page still has it. A run too long for any column may break anywhere.
 *
 * @param fonts all of them must have a character for it to stay
 * @example printable('𠮷野家😀', fonts) // '〓野家〓'
 */
export function printable(text: string, fonts: readonly Font[]): string {
  const known = (character: string) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return fonts.every((font) => font.glyphOf(codePoint) !== 0);
  };
  let result = '';
  for (const { segment } of graphemes.segment(text)) {
    const drawn = [...segment].filter((character) => !INVISIBLE.test(character));
    result += drawn.every(known) ? drawn.join('') : MISSING;
  }
  return result.replace(LONG_RUN, (run) => [...run].join(BREAK));
}

/** Every text of a value of plain data, made printable. */
export function printableData<Data>(data: Data, fonts: readonly Font[]): Data {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return printable(value, fonts);
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part)]));
  };
  return visit(data) as Data;
}

/**
 * A text of at most so many characters, as readers count them. Only what is far beyond any real name is cut.
 *
 * @example shorten('株式会社', 3) // '株式…'
 */
export function shorten(text: string, most: number): string {
  const segments = Array.from(graphemes.segment(text), ({ segment }) => segment);
  return segments.length <= most ? text : `${segments.slice(0, most - 1).join('')}…`;
}
