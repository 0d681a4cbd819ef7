import { openWholeFont, type Weight } from '../assets.ts';
import { subsetFont, THIN_STROKES } from './subset.ts';
import { woffOf } from './woff.ts';

export const WEIGHTS: readonly Weight[] = [400, 700];

/** A piece of the typeface that is cut here because no package has it. */
export type Cut = { readonly id: string; readonly family: string; readonly characters: readonly number[] };

/** Minus and dashes, which the slices made for the web lose at some sizes. */
export const STROKES: Cut = { id: 'strokes', family: 'BIZ UDPGothic', characters: THIN_STROKES };

const ONE = 0x31;
const ZERO = 0x30;
/**
 * A 1 as wide as the other digits, for columns of figures. The typeface has one width for 0 and 2 to 9, a smaller one for 1,
 * and no feature to change it.
 */
export const FIGURES: Cut = { id: 'figures', family: 'BIZ UDPGothic Figures', characters: [ONE] };

/** The piece as WOFF. */
export async function cutFont({ characters }: Cut, weight: Weight): Promise<Uint8Array> {
  const font = await openWholeFont(weight);
  const widths = new Map(characters.includes(ONE) ? [[ONE, ZERO]] : []);
  return woffOf(subsetFont(font, characters, widths));
}

/** How CSS writes the characters of a piece. */
export function rangeOf({ characters }: Cut): string {
  return characters.map((codePoint) => `U+${codePoint.toString(16)}`).join(',');
}
