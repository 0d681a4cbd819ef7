import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testVocabulary } from '../testing/vocabulary.ts';
import { cells, foreignBook, partsOf, readBook, sample } from '../testing/workbook.ts';
import { writeCompanyWorkbook } from './write-company-workbook.ts';
import { withFixedTimes, zipEntries, zipStored } from './zip.ts';

/** Minutes it would take if the defence were missing; a busy machine may need some seconds. */
const LONG = 60_000;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const SHEET = 'xl/worksheets/sheet1.xml';

/** The parts of a good workbook, unpacked, with the first sheet (会社) changed. */
function parts(change: (sheet: string) => string): Map<string, Uint8Array> {
  const files = partsOf(foreignBook({}));
  return files.set(SHEET, bytesOf(change(new TextDecoder().decode(files.get(SHEET)))));
}

/** A zip with one deflated file whose headers claim another size. */
function lyingZip(name: string, data: Uint8Array, claimed: number): Uint8Array {
  const packed = deflateRawSync(data);
  const stored = zipStored(new Map([[name, new Uint8Array(packed)]]));
  const view = new DataView(stored.buffer);
  const [entry] = zipEntries(stored) ?? [];
  view.setUint16(entry.central + 10, 8, true);
  view.setUint16(entry.local + 8, 8, true);
  view.setUint32(entry.central + 24, claimed, true);
  view.setUint32(entry.local + 22, claimed, true);
  view.setUint32(entry.central + 16, crc32(data), true);
  return stored;
}

describe('R26 files that are no workbook', () => {
  const compound = (text: string) => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(new Uint8Array(Buffer.from(text, 'utf16le')), 1024);
    return bytes;
  };
  test.each<[string, () => Uint8Array, string]>([
    ['nothing', () => new Uint8Array(), 'not-a-workbook'],
    ['text', () => bytesOf('ID,名称\n1,a\n'), 'not-a-workbook'],
    ['old .xls', () => compound('Workbook'), 'not-a-workbook'],
    ['encrypted by Excel', () => compound('EncryptedPackage'), 'encrypted'],
    ['another zip', () => zipStored(new Map([['a.txt', bytesOf('a')]])), 'not-a-workbook'],
    ['cut off', () => foreignBook({}).slice(0, 3000), 'not-a-workbook'],
    ['broken inside', () => zipStored(new Map([['xl/workbook.xml', bytesOf('<x')]])), 'not-a-workbook'],
    ['too large', () => new Uint8Array(20_000_001), 'too-large'],
    [
      'too many files',
      () => zipStored(new Map(Array.from({ length: 1001 }, (_, i) => [`${i}`, bytesOf('')]))),
      'too-large',
    ],
    ['bomb', () => lyingZip('xl/workbook.xml', new Uint8Array(101_000_000), 101_000_000), 'too-large'],
    [
      'bomb that claims ten bytes',
      () => lyingZip('xl/workbook.xml', new Uint8Array(101_000_000), 10),
      'too-large',
    ],
  ])('R26 %s', async (_, bytes, code) => {
    const { company, issues } = await readBook(bytes());
    expect(company).toBeUndefined();
    expect(issues.map((issue) => issue.code)).toEqual([`register.${code}`]);
  });

  test('R26 encrypted entries of a zip', async () => {
    const bytes = foreignBook({}).slice();
    const [entry] = zipEntries(bytes) ?? [];
    new DataView(bytes.buffer).setUint16(entry.central + 8, 1, true);
    expect(cells((await readBook(bytes)).issues)).toEqual(['company.xlsx encrypted']);
  });

  test('R26 cells are counted before anything is built from them', async () => {
    const files = parts((sheet) =>
      sheet.replace('</sheetData>', `<row r="9">${'<c/>'.repeat(500_000)}</row></sheetData>`),
    );
    expect(cells((await readBook(zipStored(files))).issues)).toEqual(['company.xlsx too-many-cells']);
  });
});

describe('R26 workbooks that claim more than they hold', () => {
  const inSheet = (what: string) => parts((sheet) => sheet.replace('<sheetData>', what));
  test.each([
    ['four thousand million columns', '<cols><col min="1" max="4000000000" width="9"/></cols><sheetData>'],
    [
      'many definitions of all columns',
      `<cols>${'<col min="1" max="16384" width="9"/>'.repeat(3000)}</cols><sheetData>`,
    ],
    ['a hidden row far away', '<sheetData><row r="4000000000" hidden="1"/>'],
    ['a sheet of all cells', '<dimension ref="A1:XFD1048576"/><sheetData>'],
    [
      'array formulas over everything',
      `<sheetData><row r="99">${'<c r="Z99"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>'.repeat(2000)}</row>`,
    ],
  ])('R26 %s', { timeout: LONG }, async (_, what) => {
    const { issues } = await readBook(zipStored(inSheet(what)));
    expect(issues.some(({ code }) => code === 'register.not-a-workbook')).toBe(false);
  });

  test('R26 tags that never end do not cost the square of their number', { timeout: LONG }, async () => {
    const files = parts((sheet) => `${sheet}${'<f '.repeat(300_000)}${'<col '.repeat(300_000)}`);
    expect(await readBook(zipStored(files))).toBeDefined();
  });

  test('R26 a sheet in UTF-16, where no tag would be found, is refused', async () => {
    const files = parts((sheet) => sheet);
    files.set(SHEET, new Uint8Array(Buffer.from('\ufeff<worksheet/>', 'utf16le')));
    expect(cells((await readBook(zipStored(files))).issues)).toEqual(['company.xlsx not-a-workbook']);
  });

  test('R27 shared formulas are read by their results, not expanded', { timeout: LONG }, async () => {
    const formula = `A1+${'1+'.repeat(4000)}1`;
    const shared = `<row r="9"><c r="A9"><f t="shared" ref="A9:A9" si="0">${formula}</f><v>1</v></c></row>`;
    const more = Array.from(
      { length: 20_000 },
      (_, i) => `<row r="${i + 10}"><c r="A${i + 10}"><f t="shared" si="0"/><v>1</v></c></row>`,
    );
    const files = parts((sheet) => sheet.replace('</sheetData>', `${shared}${more.join('')}</sheetData>`));
    expect(await readBook(zipStored(files))).toBeDefined();
  });
});

test('R3 whatever bytes come, a reading comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect((await readBook(bytes)).company).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test('R3 a good workbook with bytes changed is read, refused or warned about, never thrown at', {
  timeout: 60_000,
}, async () => {
  const good = await writeCompanyWorkbook(sample, testVocabulary, { spareRows: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 8,
      }),
      async (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const { company, issues } = await readBook(bytes);
        expect(company === undefined).toBe(issues.some(({ severity }) => severity === 'error'));
      },
    ),
    { numRuns: 150 },
  );
});

test('R29 times in an archive are fixed without touching its contents', () => {
  const bytes = foreignBook({});
  const fixed = withFixedTimes(bytes);
  expect(zipEntries(fixed)?.map(({ name, packed }) => [name, packed.length])).toEqual(
    zipEntries(bytes)?.map(({ name, packed }) => [name, packed.length]),
  );
  const [entry] = zipEntries(fixed) ?? [];
  expect(new DataView(fixed.buffer).getUint32(entry.local + 10, true)).toBe(0x00210000);
});
