import { describe, expect, test } from 'vitest';
import { testVocabulary } from '../testing/vocabulary.ts';
import { COMPANY_ROWS, cells, foreignBook, partsOf, readBook, sample } from '../testing/workbook.ts';
import { writeCompanyWorkbook } from './write-company-workbook.ts';
import { rootOf } from './xml.ts';
import { zipEntries, zipStored } from './zip.ts';

type Parts = Map<string, Uint8Array>;

const good = await writeCompanyWorkbook(sample, testVocabulary, { spareRows: 1 });
const text = (parts: Parts, name: string) => new TextDecoder().decode(parts.get(name));
const bytesOf = (content: string) => new TextEncoder().encode(content);

/** The part that holds a sheet: the sheets stand in the order of the workbook. */
const partOf = (name: string) => {
  const names = [...text(partsOf(good), 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  return `xl/worksheets/sheet${names.findIndex(([, own]) => own === name) + 1}.xml`;
};
const ASSETS = partOf('情報資産');

const readWith = (change: (parts: Parts) => void) => {
  const parts = partsOf(good);
  change(parts);
  return readBook(zipStored(parts));
};
const edit = (name: string, change: (content: string) => string) => (parts: Parts) =>
  void parts.set(name, bytesOf(change(text(parts, name))));
const cut = (name: string, share: number) =>
  edit(name, (content) => content.slice(0, Math.floor(content.length * share)));

describe('R37 a sheet that cannot be read', () => {
  test.each<[string, (parts: Parts) => void]>([
    ['part missing', (parts) => void parts.delete(ASSETS)],
    ['part empty', (parts) => void parts.set(ASSETS, new Uint8Array())],
    ['no XML', (parts) => void parts.set(ASSETS, bytesOf('garbage'))],
    ['cut off early', cut(ASSETS, 0.2)],
    ['cut off within the rows', cut(ASSETS, 0.6)],
    ['cut off behind the rows', cut(ASSETS, 0.98)],
    ['a tag that closes nothing', edit(ASSETS, (xml) => xml.replace('</row>', ''))],
    ['a tag misspelt', edit(ASSETS, (xml) => xml.replace('<row r="2"', '<rwo r="2"'))],
    ['an entity declared', edit(ASSETS, (xml) => xml.replace('<worksheet', '<!DOCTYPE x><worksheet'))],
    ['a web page', (parts) => void parts.set(ASSETS, bytesOf('<html><body>1</body></html>'))],
    ['no rows at all', edit(ASSETS, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, ''))],
    [
      'linked to nothing',
      edit('xl/_rels/workbook.xml.rels', (xml) => xml.replace(ASSETS.slice(3), 'worksheets/none.xml')),
    ],
    ['a text that is not there', edit(ASSETS, (xml) => xml.replace(/(<c r="A2"[^>]*><v>)\d+/, '$199999'))],
  ])('R37 is an error at its first cell, and leaves no company: %s', async (_, change) => {
    const { company, issues } = await readWith(change);
    expect(company).toBeUndefined();
    expect(cells(issues)).toEqual(['情報資産!A1 unreadable-sheet']);
    expect(issues[0].hint.ja).toContain('開いて修復する');
  });

  test('R37 bytes that do not add up to their checksum', async () => {
    const bytes = zipStored(partsOf(good));
    const entry = zipEntries(bytes)?.find(({ name }) => name === ASSETS);
    const at = text(new Map([['x', entry?.packed ?? bytes]]), 'x').indexOf('<v>48000') + 3;
    entry?.packed.set(bytesOf('9'), at);
    expect(cells((await readBook(bytes)).issues)).toEqual(['情報資産!A1 unreadable-sheet']);
  });

  test('R37 the other sheets are still read, and what leads to it is not called dangling', async () => {
    const parts = partsOf(good);
    cut(partOf('取引先'), 0.6)(parts);
    edit(partOf('契約'), (xml) => xml.replace(/(<c r="I2"[^>]*><v>)\d+/, '$1-5'))(parts);
    const { issues } = await readBook(zipStored(parts));
    expect(cells(issues)).toEqual(['取引先!A1 unreadable-sheet', '契約!I2 negative']);
  });

  test('R37 the sheet 会社 may be unreadable or missing: its fields are not reported one by one', async () => {
    const assets = [
      ['ID', '名称', '情報の種類', '本人の数'],
      ['a', '顧客', 'contact', -5],
    ];
    const missing = await readBook(
      foreignBook({ 情報資産: assets }, (book) => {
        book.SheetNames.shift();
      }),
    );
    const errors = missing.issues.filter(({ severity }) => severity === 'error');
    expect(cells(errors)).toEqual(['会社!A1 missing-sheet', '情報資産!D2 negative']);
    expect(missing.unreadable).toBeUndefined();
    const { issues } = await readWith(cut(partOf('会社'), 0.6));
    expect(cells(issues)).toEqual(['会社!A1 unreadable-sheet']);
  });

  test('R37 without headings nobody knows what leads to the table', async () => {
    const { issues } = await readWith(
      edit(partOf('取引先'), (xml) => xml.replace(/<row r="1".*?<\/row>/s, '')),
    );
    expect(cells(issues)).toEqual(['取引先!A1 no-header']);
  });

  test.each<[string, unknown[], string]>([
    ['kind', ['a', '顧客', 'contact', 5], '<c r="D2" t="zz"><v>5</v></c>'],
    ['number', ['a', '顧客', 'contact', 5], '<c r="D2"><v>abc</v></c>'],
  ])('R37 a cell of an unknown %s is an error, not an empty cell', async (_, row, cell) => {
    const parts = partsOf(foreignBook({ 情報資産: [['ID', '名称', '情報の種類', '本人の数'], row] }));
    const name = 'xl/worksheets/sheet2.xml';
    edit(name, (xml) => xml.replace(/<c r="D2"[^>]*>(<v>5<\/v><\/c>)?/, cell))(parts);
    const { issues } = await readBook(zipStored(parts));
    expect(cells(issues.filter(({ severity }) => severity === 'error'))).toEqual(['情報資産!D2 error-cell']);
  });
});

describe('R26 a workbook damaged where all sheets depend on it', () => {
  test.each<[string, (parts: Parts) => void]>([
    ['xl/workbook.xml', cut('xl/workbook.xml', 0.6)],
    ['xl/_rels/workbook.xml.rels', (parts) => void parts.delete('xl/_rels/workbook.xml.rels')],
    ['[Content_Types].xml', (parts) => void parts.delete('[Content_Types].xml')],
    ['xl/sharedStrings.xml', cut('xl/sharedStrings.xml', 0.5)],
    ['xl/sharedStrings.xml', (parts) => void parts.delete('xl/sharedStrings.xml')],
    ['xl/styles.xml', (parts) => void parts.set('xl/styles.xml', bytesOf('x'))],
    ['xl/styles.xml', (parts) => void parts.delete('xl/styles.xml')],
  ])('R26 is refused as a whole: %s', async (name, change) => {
    const { unreadable, issues } = await readWith(change);
    expect(unreadable).toBe(true);
    expect(cells(issues)).toEqual(['company.xlsx not-a-workbook']);
    expect(issues[0].message.ja).toContain(name);
  });

  test('R26 a workbook without any sheet of a register is refused, with the way to the template', async () => {
    const { unreadable, issues } = await readBook(
      foreignBook({ Sheet1: [['a']] }, (book) => {
        book.SheetNames.shift();
      }),
    );
    expect(unreadable).toBe(true);
    expect(cells(issues)).toEqual(['company.xlsx no-register']);
    expect(issues[0].hint.ja).toContain('sonae register template');
  });
});

test('R28 an empty sheet is read as having no rows, with a warning', async () => {
  const { company, issues } = await readBook(foreignBook({ 会社: COMPANY_ROWS, 情報資産: [] }));
  expect(company).toBeDefined();
  expect(cells(issues)).toContain('情報資産!A1 empty-sheet');
});

test('R28 of two sheets of one name, but for white space, the one not read is reported', async () => {
  const { issues } = await readBook(foreignBook({ '情報資産 ': [['x']], 情報資産: [] }));
  expect(cells(issues)).toContain('情報資産 !A1 unknown-sheet');
});

describe('R8 units that stand in headings', () => {
  const assets = (heading: string, value: unknown = 3) =>
    readBook(
      foreignBook({
        情報資産: [
          ['ID', '名称', '情報の種類', heading],
          ['a', '顧客', 'contact', value],
        ],
      }),
    );
  test.each([
    ['本人の数（千人）', '千人'],
    ['本人の数（単位：万人）', '万人'],
    ['本人の数（概算・千人）', '千人'],
    ['本人の数（社）', '社'],
    ['情報の価値（百万円）', '百万円'],
    ['情報の価値 (千ドル)', '千ドル'],
    ['住所のある割合（人）', '人'],
  ])('R8 %s is an error at the heading', async (heading, unit) => {
    const { company, issues } = await assets(heading, heading.startsWith('住所') ? 0.5 : 3);
    expect(company).toBeUndefined();
    const [error, ...more] = issues.filter(({ severity }) => severity === 'error');
    expect(more).toEqual([]);
    expect(cells([error])).toEqual(['情報資産!D1 unit']);
    expect(error.message.ja).toContain(`「${unit}」`);
  });

  test.each([
    '本人の数（人）',
    '本人の数（名）',
    '本人の数（退会者を含む）',
    '本人の数',
    '住所のある割合（％）',
  ])('R8 %s is fine', async (heading) => {
    const { issues } = await assets(heading, heading.startsWith('住所') ? 0.5 : 3);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('R8 in the sheet 会社 too', async () => {
    const { issues } = await readBook(foreignBook({ 会社: [...COMPANY_ROWS, ['年間売上高（千円）', 3]] }));
    expect(cells(issues.filter(({ severity }) => severity === 'error'))).toEqual(['会社!A4 unit']);
  });
});

test.each<[string, string | undefined]>([
  ['<a/>', 'a'],
  ['\ufeff<?xml version="1.0"?>\n<!-- < --><x:a b="1>2" c=\'"\'><![CDATA[</b>]]></x:a>\n', 'a'],
  ['', undefined],
  ['a', undefined],
  ['<a>', undefined],
  ['<a></b>', undefined],
  ['<a/><b/>', undefined],
  ['</a>', undefined],
  ['<a><!-- </a>', undefined],
  ['<a b=1/>', undefined],
  ['<a b="1/>', undefined],
  ['<!DOCTYPE a><a/>', undefined],
])('R37 well-formed or not: %j', (xml, root) => {
  expect(rootOf(xml)).toBe(root);
});
