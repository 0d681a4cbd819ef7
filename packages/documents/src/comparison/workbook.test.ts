import type { ComparisonReport } from '@sonae/assessment';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { COLOUR } from './style.ts';
import { comparisonWorkbook } from './workbook.ts';

const cell = (policy: string, state: 'covered' | 'limited' | 'not_covered' | 'not_stated', text: string) => ({
  policy,
  state,
  text,
  source:
    state === 'not_stated'
      ? null
      : { path: 'limits.policy', form: 'F-1', edition: '2026-01', clause: '4(1)' },
});

const REPORT: ComparisonReport = {
  policies: [
    {
      id: 'a-2026',
      insurer: 'あ損保（架空）',
      product: 'サイバー',
      edition: 'F-1 2026-01',
      fictional: true,
      premiumYen: 195_000,
    },
    { id: 'b-2026', insurer: 'い海上', fictional: true },
  ],
  axes: [
    {
      id: 'limit',
      number: 2,
      name: '支払限度額',
      differs: true,
      cells: [cell('a-2026', 'limited', '=1+1 1億円'), cell('b-2026', 'not_stated', '記載なし')],
    },
    {
      id: 'intent',
      number: 4,
      name: '故意・過失の扱い',
      differs: false,
      cells: [cell('a-2026', 'covered', '対象'), cell('b-2026', 'covered', '対象')],
    },
  ],
  support: [
    {
      area: 'call_centre',
      name: 'コールセンター',
      cells: [
        { policy: 'a-2026', state: 'covered', firms: ['ひびき（架空）'], hours: '24時間', bearer: 'insurer' },
        { policy: 'b-2026', state: 'not_stated', firms: [], bearer: 'not_stated' },
      ],
      own: [{ firm: '自社窓口', hours: '平日' }],
    },
  ],
  silentChanges: [
    {
      expiring: 'a-2025',
      offered: 'a-2026',
      changes: [
        {
          path: 'limits.policy.amount',
          before: 200_000_000,
          after: 100_000_000,
          direction: 'narrower',
          sameClause: true,
        },
      ],
    },
  ],
  company: { name: '試験（架空）', fictional: true },
  gapMap: {
    returnPeriod: 100,
    years: 20,
    owed: 10_000_000,
    kept: [
      { policy: 'a-2026', yen: 3_000_000 },
      { policy: 'b-2026', yen: 10_000_000 },
    ],
    cells: [
      {
        cause: 'malware',
        causeName: 'マルウェア感染',
        head: 'forensic',
        headName: '原因・被害範囲調査',
        owed: 10_000_000,
        kept: [
          { policy: 'a-2026', yen: 3_000_000 },
          { policy: 'b-2026', yen: 10_000_000 },
        ],
      },
    ],
  },
  worstYears: [
    {
      rank: 1,
      owed: 10_000_000,
      smallIncidents: 0,
      policies: [
        { policy: 'a-2026', paid: 7_000_000, kept: 3_000_000 },
        { policy: 'b-2026', paid: 0, kept: 10_000_000 },
      ],
      events: [
        {
          scenario: 's',
          name: '通販の会員情報：脆弱性の悪用',
          cause: 'vulnerability',
          gross: 10_000_000,
          owed: 10_000_000,
          policies: [
            {
              policy: 'a-2026',
              paid: 7_000_000,
              kept: 3_000_000,
              why: [{ reason: 'limit', name: '支払限度額を超える額', clause: 'policy', yen: 3_000_000 }],
            },
            {
              policy: 'b-2026',
              paid: 0,
              kept: 10_000_000,
              why: [{ reason: 'not_insured', name: '保険の対象でない費目', yen: 10_000_000 }],
            },
          ],
        },
      ],
    },
  ],
  notes: [{ code: 'wording', text: { ja: '順位は付けません。', en: 'No ranking.' } }],
};

describe('the comparison as a workbook', () => {
  let book: ExcelJS.Workbook;
  beforeAll(async () => {
    book = new ExcelJS.Workbook();
    await book.xlsx.load((await comparisonWorkbook(REPORT, 'ja')) as never);
  });
  const sheetOf = (name: string) => {
    const sheet = book.getWorksheet(name);
    if (!sheet) throw new Error(`no sheet ${name}: ${book.worksheets.map((one) => one.name)}`);
    return sheet;
  };

  test('D40 one sheet a matter, heads in view, columns wide enough to read', () => {
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      '概要',
      '19の軸の比較',
      '変更点',
      '支援の5分野',
      '隙間の地図 1-100',
      '最悪の年',
    ]);
    for (const sheet of book.worksheets) {
      expect(sheet.views[0]).toMatchObject({ state: 'frozen' });
      expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 9, fitToWidth: 1 });
      for (let column = 1; column <= sheet.columnCount; column++)
        expect(sheet.getColumn(column).width).toBeGreaterThan(5);
    }
    expect(sheetOf('19の軸の比較').views[0]).toMatchObject({ xSplit: 3, ySplit: 2 });
  });

  test('D41 every state has its colour, its mark and its place in the legend; a gap reads 記載なし', () => {
    const axes = sheetOf('19の軸の比較');
    expect(axes.getCell('D3').value).toBe('△ 条件つき');
    expect(axes.getCell('D3').fill).toMatchObject({ fgColor: { argb: COLOUR.limited } });
    expect(axes.getCell('G3').value).toBe('― 記載なし');
    expect(axes.getCell('H3').fill).toMatchObject({ fgColor: { argb: COLOUR.not_stated } });
    expect(axes.getCell('F3').value).toBe('F-1 2026-01 4(1)');
    const legend = sheetOf('概要').getColumn(1).values.slice(1);
    expect(legend).toEqual(expect.arrayContaining(['○ 対象', '△ 条件つき', '× 対象外', '― 記載なし']));
  });

  test('D42 figures are figures, in yen, and texts of users are texts, never formulas', () => {
    const gaps = sheetOf('隙間の地図 1-100');
    expect(gaps.getCell('C2')).toMatchObject({ value: 10_000_000, numFmt: '#,##0' });
    expect(gaps.getCell('D3').value).toBe(3_000_000);
    expect(sheetOf('変更点').getCell('D2').value).toBe(200_000_000);
    expect(sheetOf('19の軸の比較').getCell('E3')).toMatchObject({
      type: ExcelJS.ValueType.String,
      value: '=1+1 1億円',
    });
    const worst = sheetOf('最悪の年');
    expect([worst.getCell('C3').value, worst.getCell('D4').value, worst.getCell('F4').value]).toEqual([
      10_000_000,
      7_000_000,
      '支払限度額を超える額（policy） 3,000,000',
    ]);
  });

  test('D43 equal comparisons give equal bytes, in either language', async () => {
    const [once, again] = [await comparisonWorkbook(REPORT, 'ja'), await comparisonWorkbook(REPORT, 'ja')];
    expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
    const english = new ExcelJS.Workbook();
    await english.xlsx.load(
      (await comparisonWorkbook(
        { ...REPORT, company: undefined, gapMap: undefined, worstYears: undefined, silentChanges: [] },
        'en',
      )) as never,
    );
    expect(english.worksheets.map(({ name }) => name)).toEqual(['Overview', 'Nineteen axes', 'Support']);
  });
});
