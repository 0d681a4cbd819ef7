import { openWholeFont, type Weight } from '../assets.ts';
import { base64 } from './base64.ts';
import { charactersOf } from './characters.ts';
import { cutFont, FIGURES, rangeOf, STROKES, WEIGHTS } from './cuts.ts';
import { subsetFont } from './subset.ts';
import { woffOf } from './woff.ts';

/**
 * Declarations of the fonts a page needs, with exactly the characters it has, within the page. Slices made for the web
 * would be six times as large: a page touches 40 of them for the sake of a few characters each.
 */
export async function embeddedFonts(markup: string): Promise<string> {
  const { regular, bold } = charactersOf(markup);
  const faces = WEIGHTS.flatMap((weight) => [
    pageFace(weight, weight === 700 ? bold : regular),
    cutFont(FIGURES, weight).then((woff) =>
      face(FIGURES.family, weight, woff, `;unicode-range:${rangeOf(FIGURES)}`),
    ),
  ]);
  return (await Promise.all(faces)).join('\n');
}

async function pageFace(weight: Weight, characters: ReadonlySet<number>): Promise<string> {
  const woff = await woffOf(subsetFont(await openWholeFont(weight), characters));
  return face(STROKES.family, weight, woff);
}

function face(family: string, weight: Weight, woff: Uint8Array, range = ''): string {
  return (
    `@font-face{font-family:"${family}";font-weight:${weight};font-display:block;` +
    `src:url(data:font/woff;base64,${base64(woff)}) format("woff")${range}}`
  );
}
