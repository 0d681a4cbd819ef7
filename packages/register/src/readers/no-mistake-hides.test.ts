import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MISTAKES, type Mistake, SOUND } from '../testing/mistakes.ts';
import { read } from '../testing/read.ts';
import { COMPANY_ROWS, foreignBook, partsOf, readBook } from '../testing/workbook.ts';
import { zipStored } from './zip.ts';

/** The register with some rows replaced, and the first and last line of each row. */
function withMistakes(mistakes: readonly Mistake[]) {
  const wrong = new Map(mistakes);
  const lines: string[] = [];
  const spans = new Map<string, readonly [first: number, last: number]>();
  for (const [row, text] of SOUND) {
    const first = lines.length + 1;
    lines.push(...(wrong.get(row) ?? text).split('\n'));
    spans.set(row, [first, lines.length]);
  }
  return { text: `${lines.join('\n')}\n`, spans };
}

function unreported(mistakes: readonly Mistake[]): Mistake[] {
  const { text, spans } = withMistakes(mistakes);
  const { company, issues } = read(text);
  expect(company === undefined || issues.every(({ severity }) => severity === 'warning')).toBe(true);
  return mistakes.filter(([row]) => {
    const [first, last] = spans.get(row) ?? [0, 0];
    return !issues.some(({ line = 0, hint }) => line >= first && line <= last && hint.ja !== '');
  });
}

test('R37 the register without mistakes is in order', () => {
  expect(read(withMistakes([]).text).issues).toEqual([]);
});

test.each(Object.entries(MISTAKES))('R37 %s: every way to write it is reported in its row', (_, mistakes) => {
  expect(mistakes.flatMap((mistake) => unreported([mistake]))).toEqual([]);
});

test('R37 one mistake of each kind in one file: none hides another, whichever they are', () => {
  const kinds = Object.values(MISTAKES).map((mistakes) => fc.constantFrom(...mistakes));
  fc.assert(
    fc.property(fc.tuple(...kinds), (drawn) => {
      // Two mistakes in one row would overwrite each other.
      const together = [...new Map(drawn)];
      expect(unreported(together)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What may stand in a cell of a workbook, each a mistake. */
const CELLS: Readonly<Record<string, readonly unknown[]>> = {
  '会社!B4': ['六十名', '６０', '60人', -5, 2.5, '60', true],
  '会社!B5': ['30億円', '3,000千円', '$300', '３０億', -1],
  '会社!B6': [1.5, 150, '150%', '１５０％', -0.1],
  '会社!A7': ['本社所在地', '名称'],
  '情報資産!D1': ['本人の数（千人）', '人数'],
  '情報資産!D2': [-5, '-5人', '△5', '２１００', 'many'],
  '情報資産!A3': ['a', 'ａ１', '顧客'],
  '情報資産!E3': ['zz', 'shop', '取引先ほ'],
  '取引先!B2': ['', undefined],
  '契約!E2': ['2026-02-30', '令和8年2月30日', '2026/2/3', 46056],
  'システム!D2': ['orders', 'shop'],
};

test('R37 in a workbook: one mistake in each of many cells and a sheet cut off, none hides another', async () => {
  const drawn = fc.record(
    Object.fromEntries(Object.entries(CELLS).map(([cell, values]) => [cell, fc.constantFrom(...values)])),
  );
  await fc.assert(
    fc.asyncProperty(drawn, async (at) => {
      const book = foreignBook({
        会社: [
          ...COMPANY_ROWS,
          ['従業員数', at['会社!B4']],
          ['年間売上高', at['会社!B5']],
          ['限界利益率', at['会社!B6']],
          [at['会社!A7'], 'x'],
        ],
        システム: [
          ['ID', '名称', '種類', '依存するシステム'],
          ['shop', 'S', 'その他', at['システム!D2']],
          ['orders', 'O', 'その他', 'shop'],
        ],
        情報資産: [
          ['ID', '名称', '情報の種類', at['情報資産!D1'], '預け主'],
          ['a', '顧客', 'contact', at['情報資産!D2']],
          [at['情報資産!A3'], '社員', 'contact', '', at['情報資産!E3']],
        ],
        取引先: [
          ['ID', '名称', '関係'],
          ['p', at['取引先!B2'], '得意先'],
        ],
        契約: [
          ['ID', '取引先', '契約名', '立場', '開始日'],
          ['k', 'p', '基本', '当社が購入', at['契約!E2']],
        ],
        予定: [['ID', '種類', '内容']],
      });
      const parts = partsOf(book);
      parts.set(
        'xl/worksheets/sheet6.xml',
        parts.get('xl/worksheets/sheet6.xml')?.slice(0, 200) as Uint8Array,
      );
      const { company, issues } = await readBook(zipStored(parts));
      expect(company).toBeUndefined();
      const reported = new Set(issues.filter(({ severity }) => severity === 'error').map(({ cell }) => cell));
      // Values below a heading nobody knows have no field to be checked against.
      const expected = Object.keys(CELLS).filter(
        (cell) => cell !== '情報資産!D2' || at['情報資産!D1'] !== '人数',
      );
      expect([...expected, '予定!A1'].filter((cell) => !reported.has(cell))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
