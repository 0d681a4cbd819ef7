import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { run, runJson } from '../../apps/cli/src/testing/run.ts';
import { registerTemplate } from '../../packages/operations/src/register.ts';
import { zipStored } from '../../packages/register/src/readers/zip.ts';
import { partsOf } from '../../packages/register/src/testing/workbook.ts';
import { tempFolder } from '../support/temp-folder.ts';

type Shown = { code: string; line: number; column: number; cell?: string; severity: string; hint: string };

const YAML = 'examples/broken/twelve-mistakes.yaml';

/** What each of the twelve is called, and where it stands in the YAML file and in the workbook. */
const TWELVE: readonly (readonly [mistake: string, yaml: string, cell: string])[] = [
  ['text for a number', '12:10 register.text-for-number', '会社!B8 register.text-for-number'],
  ['wrong unit', '13:15 register.unit', '会社!B9 register.unit'],
  ['percent 150', '14:16 register.share-range', '会社!B11 register.share-range'],
  ['unknown key', '15:3 register.unknown-key', '会社!A19 register.unknown-column'],
  ['circular reference', '22:16 register.circular-reference', 'システム!G2 register.circular-reference'],
  ['negative count', '32:14 register.negative', '情報資産!D2 register.negative'],
  ['full-width digits', '33:12 register.full-width', '情報資産!E2 register.full-width'],
  ['duplicate id', '35:9 register.duplicate-id', '情報資産!A3 register.duplicate-id'],
  ['dangling reference', '38:12 register.dangling-reference', '情報資産!G3 register.dangling-reference'],
  ['missing field', '42:5 register.missing', '取引先!B2 register.missing'],
  ['2026-02-30', '50:11 register.no-such-date', '契約!E2 register.no-such-date'],
  ['unreadable file, unreadable sheet', '53:11 file.named-unreadable', '予定!A1 register.unreadable-sheet'],
];

/** The template, filled in with the twelve mistakes of the YAML file; the last is a sheet that breaks off. */
async function workbook(): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await registerTemplate()).slice().buffer as ArrayBuffer);
  const row = (sheet: string, number: number, values: Readonly<Record<string, unknown>>) => {
    for (const [column, value] of Object.entries(values)) {
      const cell = book.getWorksheet(sheet)?.getCell(`${column}${number}`);
      if (!cell) throw new Error(`${sheet} is not in the template`);
      cell.value = value as ExcelJS.CellValue;
    }
  };
  row('会社', 3, { B: '税抜' });
  row('会社', 4, { B: '株式会社まちがい商店（架空）' });
  row('会社', 8, { B: '六十名' });
  row('会社', 9, { B: '30億円' });
  row('会社', 11, { B: 1.5 });
  row('会社', 19, { A: '本社所在地', B: '東京都' });
  row('システム', 2, { A: 'shop', B: '通販サイト', C: '通販サイト', G: 'orders' });
  row('システム', 3, { A: 'orders', B: '受注管理', C: '基幹業務', G: 'shop' });
  row('情報資産', 2, { A: 'members', B: '会員情報', C: '氏名、住所', D: -48_000, E: '２１００', F: 'shop' });
  row('情報資産', 3, { A: 'members', B: '問い合わせ', C: '氏名', G: 'midori-mall' });
  row('取引先', 2, { A: 'logistics', C: '委託先' });
  row('契約', 2, { A: 'k1', B: 'logistics', C: '業務委託契約', D: '当社が購入', E: '2026-02-30' });
  const calendar = book.worksheets.findIndex(({ name }) => name === '予定') + 1;
  const parts = partsOf(new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer));
  const part = `xl/worksheets/sheet${calendar}.xml`;
  parts.set(part, parts.get(part)?.slice(0, 400) as Uint8Array);
  const file = path.join(tempFolder(), '台帳.xlsx');
  writeFileSync(file, zipStored(parts));
  return file;
}

type Format = {
  readonly name: string;
  readonly fileOf: () => Promise<string>;
  readonly placeOf: (issue: Shown) => string;
  readonly expected: readonly string[];
};

const FORMATS: readonly Format[] = [
  {
    name: 'YAML',
    fileOf: async () => YAML,
    placeOf: ({ line, column, code }) => `${line}:${column} ${code}`,
    expected: TWELVE.map(([, yaml]) => yaml),
  },
  {
    name: 'Excel',
    fileOf: workbook,
    placeOf: ({ cell, code }) => `${cell} ${code}`,
    expected: TWELVE.map(([, , cell]) => cell),
  },
];

describe.each(FORMATS)('U14 twelve planted mistakes in $name', ({ fileOf, placeOf, expected }) => {
  test('U14 all are reported at once, each at its place with a hint in Japanese, and nothing else', async () => {
    const { code, json, err } = await runJson(['register', 'read', await fileOf(), '--json']);
    expect([code, err]).toEqual([1, '']);
    expect(json.ok).toBe(false);
    const found = json.issues as Shown[];
    expect(found.map(placeOf)).toEqual(expected);
    for (const issue of found) {
      expect(issue.severity).toBe('error');
      expect(issue.hint).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect([issue.line, issue.column].every((n) => Number.isInteger(n) && n > 0)).toBe(true);
    }
  });

  test('U14 none yields a number, on the terminal, as JSON or as a page', async () => {
    const file = await fileOf();
    const report = path.join(tempFolder(), 'a.pdf');
    const table = await run(['assess', file, '--report', report]);
    expect([table.code, table.out]).toEqual([1, '']);
    expect(table.err).toMatch(/誤り 12件\n誤りがあるので、計算していません。\n$/);
    const { code, json } = await runJson(['assess', file, '--json']);
    expect(code).toBe(1);
    expect(Object.keys(json)).toEqual(['ok', 'issues']);
    expect(json.issues).toHaveLength(12);
    expect(existsSync(report)).toBe(false);
  });
});

test('U14 the register read and the assessment say the same', async () => {
  const { json: read } = await runJson(`register read ${YAML} --json`);
  const { json: assess } = await runJson(`assess ${YAML} --json`);
  expect(assess).toEqual(read);
});
