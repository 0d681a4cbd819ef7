import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fontSlice, openWholeFont } from '../assets.ts';
import { onePageHtml } from '../html/page.ts';
import { retailer } from '../testing/assessments.ts';
import { base64 } from './base64.ts';
import { charactersOf } from './characters.ts';
import { WEIGHTS } from './cuts.ts';
import { openFont } from './sfnt.ts';
import { fontFile, fontFileNames } from './slices.ts';
import { concatenated, type FontTable, subsetFont } from './subset.ts';
import { textWidth } from './width.ts';
import { woffOf } from './woff.ts';

const codePoints = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0);

test('D22 the characters of a page by weight', () => {
  const { regular, bold } = charactersOf(
    '<p title="x">a&amp;<strong>b<em>c</em></strong>d</p><h2>e</h2><text font-weight="700">f</text><text>g</text>',
  );
  expect(String.fromCodePoint(...regular)).toBe('a&dg');
  expect(String.fromCodePoint(...bold)).toBe('bcef');
});

test.each([400, 700] as const)(
  'D22 a subset draws its characters as the whole font does: %d',
  async (weight) => {
    const whole = await openWholeFont(weight);
    const text = '損害の見える化 1,234万円（架空）−é҉﨑℃';
    const part = openFont(sfntOf(subsetFont(whole, codePoints(`${text}😀${text}`))));
    expect(part.glyphCount).toBeLessThan(60);
    for (const codePoint of codePoints(text).filter((known) => whole.glyphOf(known) !== 0)) {
      const [before, after] = [whole.glyphOf(codePoint), part.glyphOf(codePoint)];
      expect(after).toBeGreaterThan(0);
      expect(part.advanceOf(after)).toBe(whole.advanceOf(before));
      expect(part.outlineOf(after).length > 0).toBe(whole.outlineOf(before).length > 0);
    }
    const han = codePoints('損')[0];
    const outline = whole.outlineOf(whole.glyphOf(han));
    expect(part.outlineOf(part.glyphOf(han)).subarray(0, outline.length)).toEqual(outline);
    expect(part.glyphOf(codePoints('無')[0])).toBe(0);
  },
);

test('D22 a WOFF holds its tables, each as it is or deflated', async () => {
  const tables = subsetFont(await openWholeFont(400), codePoints('備え'));
  const woff = await woffOf(tables);
  const view = new DataView(woff.buffer);
  expect(view.getUint32(8)).toBe(woff.length);
  tables.forEach(({ tag, bytes }, i) => {
    const at = 44 + 20 * i;
    const [offset, packed, length] = [4, 8, 12].map((field) => view.getUint32(at + field));
    const stored = woff.subarray(offset, offset + packed);
    const plain = packed < length ? new Uint8Array(inflateSync(stored)) : stored;
    // The checksum in the head is filled in when the font is written.
    if (tag !== 'head') expect(plain).toEqual(bytes);
    expect(plain.length).toBe(length);
  });
  expect(await woffOf(tables)).toEqual(woff);
});

test('D23 the fonts within the page are small', async () => {
  for (const language of ['ja', 'en'] as const) {
    const page = await onePageHtml(retailer, { language, fonts: 'embed' });
    const fonts = Array.from(page.matchAll(/base64,([^)]*)\)/g), ([, data]) => data);
    expect(fonts).toHaveLength(4);
    expect(fonts.join('').length).toBeLessThan(600_000);
    expect(page.length).toBeLessThan(300_000);
  }
});

test('D25 a server serves the files by name, and no other', async () => {
  const names = await fontFileNames();
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(1 + 2 * 126);
  const styles = await fontFile('biz-udpgothic.css');
  expect(styles?.contentType).toBe('text/css; charset=utf-8');
  const asked = new TextDecoder().decode(styles?.bytes).matchAll(/url\(([^)]+)\)/g);
  for (const [, name] of asked) expect(names).toContain(name);
  const slice = await fontFile('biz-udpgothic-latin-700-normal.woff2');
  expect(slice?.contentType).toBe('font/woff2');
  expect(slice?.bytes).toEqual(await fontSlice('biz-udpgothic-latin-700-normal.woff2'));
  expect((await fontFile('biz-udpgothic-strokes-400-normal.woff'))?.contentType).toBe('font/woff');
  for (const name of [
    '',
    '..',
    '../unicode.json',
    '../../package.json',
    'biz-udpgothic-0-400-normal.woff',
    '/etc/passwd',
  ]) {
    expect(await fontFile(name)).toBeUndefined();
  }
});

test('D22 widths are those of the font', async () => {
  const font = await openWholeFont(400);
  expect(textWidth('損害', font, 10)).toBeCloseTo(20, 0);
  expect(textWidth('111', font, 10)).toBeCloseTo(3 * textWidth('1', font, 10));
  expect(textWidth('😀', font, 10)).toBe(10);
});

test('D22 in columns of figures a 1 is as wide as the other digits', async () => {
  for (const weight of WEIGHTS) {
    const whole = await openWholeFont(weight);
    const widths = new Set([...'0123456789'].map((digit) => textWidth(digit, whole, 100)));
    expect(widths.size).toBe(2);
    const cut = openFont(sfntOf(subsetFont(whole, codePoints('1'), new Map([[0x31, 0x30]]))));
    expect(textWidth('1', cut, 100)).toBe(textWidth('0', whole, 100));
  }
  expect((await fontFile('biz-udpgothic-figures-700-normal.woff'))?.contentType).toBe('font/woff');
});

test('D22 base64 is what everyone writes', () => {
  for (const length of [0, 1, 2, 3, 32_765, 32_766, 32_767, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
});

test('D22 what is no TrueType font is refused', () => {
  expect(() => openFont(new TextEncoder().encode('wOF2 and so on'))).toThrow('not a TrueType font');
});

/** Tables as a plain font file. */
function sfntOf(tables: readonly FontTable[]): Uint8Array {
  const directory = new DataView(new ArrayBuffer(12 + 16 * tables.length));
  directory.setUint32(0, 0x00010000);
  directory.setUint16(4, tables.length);
  let offset = directory.byteLength;
  tables.forEach(({ tag, bytes }, i) => {
    for (let c = 0; c < 4; c++) directory.setUint8(12 + 16 * i + c, tag.charCodeAt(c));
    directory.setUint32(12 + 16 * i + 8, offset);
    directory.setUint32(12 + 16 * i + 12, bytes.length);
    offset += bytes.length;
  });
  return concatenated([new Uint8Array(directory.buffer), ...tables.map(({ bytes }) => bytes)]);
}
