import { fontSlice, sliceRanges, type Weight } from '../assets.ts';
import { type Cut, cutFont, FIGURES, rangeOf, STROKES, WEIGHTS } from './cuts.ts';

/** A file a page in `link` mode asks for under `/fonts/`. */
export type FontFile = { readonly bytes: Uint8Array; readonly contentType: string };

/** Name of the style sheet that declares all slices. */
export const FONT_STYLES = 'biz-udpgothic.css';

const CUTS = [STROKES, FIGURES];

/** All names that {@link fontFile} knows. */
export async function fontFileNames(): Promise<string[]> {
  const keys = Object.keys(await sliceRanges());
  const fonts = WEIGHTS.flatMap((weight) => [
    ...keys.map((key) => sliceName(key, weight)),
    ...CUTS.map((cut) => cutName(cut, weight)),
  ]);
  return [FONT_STYLES, ...fonts];
}

/**
 * A font file by the last part of its address, or undefined where there is none of that name. A server answers
 * `/fonts/<name>` with it. The bytes change only with a version of this package.
 */
export async function fontFile(name: string): Promise<FontFile | undefined> {
  if (name === FONT_STYLES) {
    const bytes = new TextEncoder().encode(await fontStyleSheet());
    return { bytes, contentType: 'text/css; charset=utf-8' };
  }
  for (const weight of WEIGHTS) {
    const cut = CUTS.find((candidate) => cutName(candidate, weight) === name);
    if (cut) return { bytes: await cutFont(cut, weight), contentType: 'font/woff' };
  }
  // Only a name of the list reaches the disk.
  const known = (await fontFileNames()).find((candidate) => candidate === name);
  return known === undefined ? undefined : { bytes: await fontSlice(known), contentType: 'font/woff2' };
}

/** The declarations of all slices; a browser fetches only those whose characters a page has. */
async function fontStyleSheet(): Promise<string> {
  const ranges = Object.entries(await sliceRanges());
  return WEIGHTS.flatMap((weight) => [
    ...ranges.map(([key, range]) => face(STROKES.family, weight, sliceName(key, weight), 'woff2', range)),
    // Of two declarations for a character the later one counts.
    ...CUTS.map((cut) => face(cut.family, weight, cutName(cut, weight), 'woff', rangeOf(cut))),
  ]).join('\n');
}

function face(family: string, weight: Weight, name: string, format: string, range: string): string {
  return (
    `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;` +
    `src:url(${name}) format("${format}");unicode-range:${range}}`
  );
}

/** `[12]` → biz-udpgothic-12-400-normal.woff2 */
function sliceName(key: string, weight: Weight): string {
  return `biz-udpgothic-${key.replace(/[[\]]/g, '')}-${weight}-normal.woff2`;
}

const cutName = (cut: Cut, weight: Weight) => `biz-udpgothic-${cut.id}-${weight}-normal.woff`;
