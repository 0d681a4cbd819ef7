import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { companyColumns, sheetPlans } from '../columns.ts';
import { testVocabulary } from '../testing/vocabulary.ts';
import { cells, readBook, sample } from '../testing/workbook.ts';
import { writeCompanyWorkbook } from './write-company-workbook.ts';

const load = async (bytes: Uint8Array) => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.slice().buffer as ArrayBuffer);
  return book;
};
const template = await writeCompanyWorkbook(undefined, testVocabulary);
const filled = await writeCompanyWorkbook(sample, testVocabulary);

test('R29 sheets: the guide first, the tables in the order of the schema, vocabulary and choices last', async () => {
  const book = await load(template);
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    '使い方',
    '会社',
    ...sheetPlans.map(({ name }) => name),
    '語彙',
    '選択肢',
  ]);
  expect(book.getWorksheet('選択肢')?.state).toBe('hidden');
  expect(book.getWorksheet('使い方')?.rowCount).toBeLessThanOrEqual(30);
});

test('R29 the template asks for what is missing and nothing else', async () => {
  const { company, issues } = await readBook(template);
  expect(company).toBeUndefined();
  expect(cells(issues)).toEqual(['会社!B3 missing', '会社!B4 missing']);
  expect(issues.map(({ message }) => message.ja)).toEqual([
    '「金額の税区分」がありません',
    '「名称」がありません',
  ]);
});

describe.each(sheetPlans)('R29 sheet $name', ({ name, columns }) => {
  test('R29 headings with units, notes and a frozen first row', async () => {
    const sheet = (await load(template)).getWorksheet(name);
    expect(sheet?.getRow(1).values).toEqual([undefined, ...columns.map(({ heading }) => heading)]);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    for (const [i, column] of columns.entries()) {
      const note = JSON.stringify(sheet?.getCell(1, i + 1).note ?? '');
      expect(note).toContain(column.required ? '必須' : '任意');
      expect(sheet?.getColumn(i + 1).width).toBeGreaterThanOrEqual(column.heading.length + 3);
    }
  });
});

describe('R29 drop-downs, formats and values', () => {
  test.each([
    ['情報資産', 'C2', "'語彙'!$C$2:$C$5"],
    ['情報資産', 'G2', "'取引先'!$A$2:$A$"],
    ['情報資産', 'H2', "'選択肢'!"],
    ['契約', 'B2', "'取引先'!$A$2:$A$"],
    ['対策', 'A2', "'語彙'!$G$2:$G$4"],
  ])('R29 %s!%s offers %s', async (name, address, list) => {
    const sheet = (await load(filled)).getWorksheet(name);
    expect(sheet?.getCell(address).dataValidation).toMatchObject({
      type: 'list',
      formulae: [expect.stringContaining(list)],
    });
  });

  test('R29 numbers may be unknown where the field allows it', async () => {
    const sheet = (await load(filled)).getWorksheet('情報資産');
    expect(sheet?.getCell('D2').dataValidation.formulae).toEqual([
      'IF(ISNUMBER(D2),AND(D2>=0,D2<=10000000000,D2=INT(D2)),D2="不明")',
    ]);
  });

  test('R29 people read labels, names and dates', async () => {
    const book = await load(filled);
    expect(book.getWorksheet('情報資産')?.getRow(2).values).toEqual(
      expect.arrayContaining([
        'a1',
        '顧客',
        '氏名・連絡先、クレジットカード番号',
        48000,
        2100,
        'shop、files',
        'いいえ',
      ]),
    );
    expect(book.getWorksheet('情報資産')?.getCell('D3').value).toBe('不明');
    const contract = book.getWorksheet('契約');
    expect(contract?.getCell('E2').value).toEqual(new Date(Date.UTC(2026, 3, 1)));
    expect(contract?.getCell('E2').numFmt).toBe('yyyy-mm-dd');
    expect(contract?.getCell('I2').numFmt).toBe('#,##0');
    expect(contract?.getCell('M2').value).toBe('故意、重過失');
    const margin = companyColumns.findIndex(({ path }) => path.at(-1) === 'grossMargin') + 2;
    expect(book.getWorksheet('会社')?.getCell(margin, 2).numFmt).toBe('0.0%');
  });

  test('R15 a name that looks like a list is written as its id', async () => {
    const book = await load(filled);
    expect(book.getWorksheet('情報資産')?.getCell('C3').value).toBe('health');
    expect(book.getWorksheet('語彙')?.getCell('C4').value).toBe('health');
  });

  test('R29 more rows stay prepared than are filled', async () => {
    const bytes = await writeCompanyWorkbook(sample, testVocabulary, { spareRows: 7 });
    const sheet = (await load(bytes)).getWorksheet('情報資産');
    expect(sheet?.getCell('H10').dataValidation?.type).toBe('list');
    expect(sheet?.getCell('H11').dataValidation).toBeUndefined();
  });
});

test('R29 equal input gives equal bytes', async () => {
  expect(Buffer.compare(filled, await writeCompanyWorkbook(structuredClone(sample), testVocabulary))).toBe(0);
});
