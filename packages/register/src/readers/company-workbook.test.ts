import { describe, expect, test } from 'vitest';
import { COMPANY_ROWS, cells, changedBook, foreignBook, readBook, sample } from '../testing/workbook.ts';

const ASSETS = [
  'ID',
  '名称',
  '情報の種類',
  '本人の数（人）',
  'カード番号の数（件）',
  '住所のある割合（%）',
  '高度な暗号化',
  '預け主',
];
const PARTNERS = [
  ['ID', '名称', '関係'],
  ['p1', '取引先', '得意先'],
];

test('R24 a workbook from another program is read: headings in any order, case, width, language', async () => {
  const { company, issues } = await readBook(
    foreignBook({
      情報資産: [
        ['台帳（情報資産）'],
        [],
        ['name', 'ＩＤ', 'Kinds of data', '本人の数 (人)', 'encrypted'],
        ['顧客', 'a1', '氏名・連絡先、カード', 48000, 'はい'],
        [],
        ['社員', 'a2', 'contact', '不明', 'いいえ'],
      ],
    }),
  );
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(company?.assets).toEqual([
    { id: 'a1', name: '顧客', kinds: ['contact', 'card'], persons: 48000, encrypted: 'yes' },
    { id: 'a2', name: '社員', kinds: ['contact'], persons: 'unknown', encrypted: 'no' },
  ]);
});

test('R28 missing tables and sheets nobody reads are warnings', async () => {
  const { company, issues } = await readBook(foreignBook({ メモ: [['x']], 取引崎: [] }));
  expect(company?.organisation.name).toBe('試験');
  expect(issues.every(({ severity }) => severity === 'warning')).toBe(true);
  expect(cells(issues).filter((cell) => cell.includes('missing-sheet'))).toHaveLength(11);
  const unknown = issues.filter(({ code }) => code === 'register.unknown-sheet');
  expect(unknown.map(({ hint }) => hint.ja)).toEqual([
    'メモならこのままで構いません',
    '「取引先」のつもりなら名前を直してください',
  ]);
});

test('R25 the same mistakes have the same codes as in YAML, at their cells', async () => {
  const { company, issues } = await readBook(
    foreignBook({
      会社: [
        ...COMPANY_ROWS,
        ['業種', 'ネット通版'],
        ['従業員数（人）', '６０'],
        ['年間売上高（円）', '30億円'],
        ['上場', true],
      ],
      情報資産: [
        ASSETS,
        ['a1', '顧客', '氏名・連絡先', '3,000', -1, 1.5, 'たぶん', 'p9'],
        ['a1', '社員', '氏名・連絡先、ほげ', 2.5, 0, '150%', '', 'p1'],
        ['', '', '', 1],
      ],
      取引先: PARTNERS,
      契約: [
        ['ID', '取引先', '契約名', '立場', '開始日', '終了日', '賠償上限の種類'],
        ['k1', 'p1', '基本', '当社が提供', '2026/02/03', '2026-02-30', '定額'],
        ['k2', 'p1', '基本', '当社が提供', '2026-04-01', '2026-03-31', '対価の倍数'],
      ],
    }),
  );
  expect(company).toBeUndefined();
  const errors = cells(issues.filter(({ severity }) => severity === 'error'));
  expect([...errors].sort()).toEqual(
    [
      '会社!B4 unknown-word',
      '会社!B5 full-width',
      '会社!B6 unit',
      '会社!B7 not-yes-no',
      '情報資産!D2 thousands-separator',
      '情報資産!E2 negative',
      '情報資産!F2 share-range',
      '情報資産!G2 not-yes-no',
      '情報資産!H2 dangling-reference',
      '情報資産!A3 duplicate-id',
      '情報資産!C3 unknown-word',
      '情報資産!D3 not-integer',
      '情報資産!F3 share-range',
      '情報資産!A4 missing',
      '情報資産!B4 missing',
      '情報資産!C4 missing',
      '契約!E2 date-form',
      '契約!F2 no-such-date',
      '契約!G2 cap-without-yen',
      '契約!F3 to-before-from',
      '契約!G3 cap-without-times',
    ].sort(),
  );
});

test('R1 an issue of a workbook carries cell, row and column', async () => {
  const { issues } = await readBook(foreignBook({ 情報資産: [ASSETS, ['a1', '顧客', '氏名・連絡先', -5]] }));
  expect(issues.find(({ severity }) => severity === 'error')).toMatchObject({
    code: 'register.negative',
    file: 'company.xlsx',
    cell: '情報資産!D2',
    line: 2,
    column: 4,
    path: 'assets[0].persons',
  });
});

test('R24 ids and clauses that Excel made numbers of are texts again; a telephone number is not trusted', async () => {
  const { issues, company } = await readBook(
    foreignBook({
      取引先: [
        ['ID', '名称', '関係'],
        [1, 2, '得意先'],
      ],
      連絡先: [
        ['ID', '分野', '会社・部署', '電話'],
        [1, '法律', '事務所', 312345678],
      ],
    }),
  );
  expect(cells(issues.filter(({ severity }) => severity === 'error'))).toEqual(['連絡先!D2 number-for-text']);
  expect(company).toBeUndefined();
});

describe('R27 cells', () => {
  const error = (address: string, value: unknown, format?: string) =>
    changedBook(sample, (book) => {
      const [sheet, cell] = address.split('!');
      const target = book.getWorksheet(sheet)?.getCell(cell);
      if (!target) throw new Error(address);
      target.value = value as never;
      // A loaded style is shared by all cells that have it.
      if (format) target.style = { ...target.style, numFmt: format };
    });
  test.each<[string, unknown, string | undefined, string[]]>([
    ['情報資産!D2', { error: '#REF!' }, undefined, ['情報資産!D2 error-cell']],
    ['情報資産!D2', { formula: 'NA()', result: { error: '#N/A' } }, undefined, ['情報資産!D2 error-cell']],
    ['情報資産!D2', { formula: '1+1' }, undefined, ['情報資産!D2 no-cached-value']],
    ['情報資産!D2', { formula: '1+1', result: 2 }, undefined, []],
    ['情報資産!D2', new Date(Date.UTC(2026, 1, 3)), 'yyyy/m/d', ['情報資産!D2 date-for-other']],
    ['情報資産!B2', new Date(Date.UTC(2026, 1, 3)), 'yyyy/m/d', ['情報資産!B2 date-for-other']],
    ['情報資産!D2', 0.5, '0%', ['情報資産!D2 unit']],
    ['情報資産!D2', 3, '#,##0"千人"', ['情報資産!D2 unit']],
    ['情報資産!D2', 3000, '#,##0,"千人"', []],
    ['情報資産!D2', 3000, '#,##0,"人"', ['情報資産!D2 unit']],
    ['情報資産!D2', 3000, '#,##0"人"_ ;-#,##0"円"', []],
    ['会社!B9', 3, '#,##0\\億\\円', ['会社!B9 unit']],
    ['会社!B9', 3, '[$¥-411]#,##0', []],
    ['会社!B9', 3, '_($* #,##0_)', ['会社!B9 unit']],
    ['会社!B9', 3, '[$€-2] #,##0', ['会社!B9 unit']],
    ['情報資産!I2', 0.92, '0%', []],
    ['情報資産!I2', 92, undefined, ['情報資産!I2 share-range']],
    ['情報資産!I2', '92%', undefined, []],
    ['契約!E2', new Date(Date.UTC(2026, 1, 3)), '[$-411]ggge"年"m"月"d"日"', []],
    ['契約!E2', '2026-02-03', '@', []],
    ['契約!E2', '令和8年2月3日', '@', ['契約!E2 date-form']],
    ['契約!E2', 46056, '0', ['契約!E2 number-for-date']],
    ['契約!E2', new Date(Date.UTC(2026, 1, 3, 16)), 'yyyy-mm-dd', ['契約!E2 time-for-date']],
    ['情報資産!H2', true, undefined, ['情報資産!H2 not-yes-no']],
    ['会社!B6', true, undefined, []],
    ['会社!B6', 'たぶん', undefined, ['会社!B6 not-boolean']],
    ['情報資産!C2', 'contact\ncard；trade_secret', undefined, []],
    ['情報資産!C2', '、', undefined, ['情報資産!C2 empty']],
    ['情報資産!D2', '不明', undefined, []],
  ])('R27 %s = %j (%s): %j', async (address, value, format, expected) => {
    const { issues, company } = await readBook(await error(address, value, format));
    expect(cells(issues.filter(({ severity }) => severity === 'error'))).toEqual(expected);
    expect(company === undefined).toBe(expected.length > 0);
  });

  test('R27 a number without date format names the date it would be', async () => {
    const { issues } = await readBook(await error('契約!E2', 46056, '0'));
    expect(issues[0].hint.ja).toContain('2026-02-03');
  });

  test('R27 dates of the 1904 system are read right', async () => {
    const book = foreignBook(
      {
        取引先: PARTNERS,
        契約: [
          ['ID', '取引先', '契約名', '立場', '開始日'],
          ['k', 'p1', 't', '当社が提供', 44594],
        ],
      },
      (foreign) => {
        foreign.Workbook = { WBProps: { date1904: true } };
        foreign.Sheets.契約.E2.z = 'yyyy-mm-dd';
      },
    );
    expect((await readBook(book)).company?.contracts?.[0].from).toBe('2026-02-03');
  });
});

describe('R28 layout', () => {
  test.each<[string, string[]]>([
    ['merged', ['情報資産!A2 merged-cells', '情報資産!A3 missing']],
    ['hidden row', ['情報資産!A2 hidden']],
    ['hidden column', ['情報資産!C1 hidden']],
    ['hidden sheet', ['情報資産!A1 hidden']],
    ['unknown column', ['情報資産!D1 unknown-column']],
    ['repeated column', ['情報資産!D1 duplicate-column']],
    ['missing column', ['情報資産!A1 missing-column', '情報資産!B1 unknown-column']],
    ['no heading', ['情報資産!Z2 no-heading']],
    ['no header', ['情報資産!A1 no-header']],
    ['no company', ['会社!A1 missing-sheet']],
  ])('R28 %s', async (what, expected) => {
    const bytes = await changedBook(sample, (book) => {
      const sheet = book.getWorksheet('情報資産');
      if (!sheet) throw new Error('no sheet');
      if (what === 'merged') sheet.mergeCells('A2:A3');
      if (what === 'hidden row') sheet.getRow(2).hidden = true;
      if (what === 'hidden column') sheet.getColumn(3).hidden = true;
      if (what === 'hidden sheet') sheet.state = 'hidden';
      if (what === 'unknown column') sheet.getCell('D1').value = '本人の数え方';
      if (what === 'repeated column') sheet.getCell('D1').value = '名称';
      if (what === 'missing column') sheet.getCell('B1').value = '呼び名';
      if (what === 'no heading') sheet.getCell('Z2').value = 'x';
      if (what === 'no header') sheet.spliceRows(1, 1);
      if (what === 'no company') book.removeWorksheet('会社');
    });
    const { issues } = await readBook(bytes);
    expect(cells(issues)).toEqual(expected);
  });

  test('R28 the sheet 会社: unknown, repeated and missing labels', async () => {
    const { issues } = await readBook(
      foreignBook({
        会社: [['項目', '入力'], ...COMPANY_ROWS, ['名称', 'もう一つ'], ['従業員', 3], ['', 'x'], ['メモ']],
      }),
    );
    expect(cells(issues.filter(({ severity }) => severity === 'error'))).toEqual([
      '会社!A5 duplicate-column',
      '会社!A6 unknown-column',
      '会社!B7 no-heading',
      '会社!A8 unknown-column',
    ]);
    expect(issues.find(({ cell }) => cell === '会社!A6')?.hint.ja).toBe('「従業員数（人）」ではありませんか');
  });
});
