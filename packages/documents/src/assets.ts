import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Font, openFont } from './fonts/sfnt.ts';

/** Weights of the typeface the documents use. */
export type Weight = 400 | 700;

/** BIZ UDPGothic, SIL Open Font License 1.1, whole: for Typst, for measuring, and to cut pieces from. */
const WHOLE: Readonly<Record<Weight, string>> = {
  400: '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  700: '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
};

/** The same typeface in slices by ranges of characters, for a server. */
const SLICES = '@fontsource/biz-udpgothic/';

/** Each file is read once; it does not change while the program runs. */
const read = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** Where the package's own assets lie: all that Typst may see of the disk. */
export const assetFolder = (): string => fileURLToPath(own(''));

/** The Typst template of the one page. */
export const onePageTemplate = (): Promise<string> => readText(own('one-page.typ'));

/** The style sheet of the pages. */
export const pageStyleSheet = (): Promise<string> => readText(own('page.css'));

/** The whole font as a file. */
export const wholeFont = (weight: Weight): Promise<Uint8Array<ArrayBuffer>> =>
  readOnce(inPackage(WHOLE[weight]));

/** A woff2 slice. The name is one of ours, never one that came from outside. */
export const fontSlice = (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  readOnce(inPackage(`${SLICES}files/${name}`));

let ranges: Promise<Readonly<Record<string, string>>> | undefined;

/** Which characters each slice holds, by the slice's key, as CSS writes ranges. */
export function sliceRanges(): Promise<Readonly<Record<string, string>>> {
  ranges ??= readText(inPackage(`${SLICES}unicode.json`)).then((text) => JSON.parse(text));
  return ranges;
}

const opened = new Map<Weight, Promise<Font>>();

/** The whole font opened for measuring and cutting. */
export function openWholeFont(weight: Weight): Promise<Font> {
  const font = opened.get(weight) ?? wholeFont(weight).then(openFont);
  opened.set(weight, font);
  return font;
}

const own = (name: string) => new URL(`../assets/${name}`, import.meta.url).href;
const inPackage = (path: string) => import.meta.resolve(path);

function readOnce(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = read.get(url) ?? readFile(fileURLToPath(url)).then((buffer) => new Uint8Array(buffer));
  read.set(url, bytes);
  return bytes;
}

async function readText(url: string): Promise<string> {
  return new TextDecoder().decode(await readOnce(url));
}
