import { inflateRawSync } from 'node:zlib';
import { utils, type WorkBook, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { readCompanyWorkbook } from '../readers/company-workbook.ts';
import { writeCompanyWorkbook } from '../readers/write-company-workbook.ts';
import { zipEntries } from '../readers/zip.ts';
import type { Company } from '../schema.ts';
import { testVocabulary } from './vocabulary.ts';

export type Rows = readonly (readonly unknown[])[];

/** The least sheet 会社 must hold. */
export const COMPANY_ROWS: Rows = [
  ['形式', 'company/1'],
  ['金額の税区分', '税抜'],
  ['名称', '試験'],
];

export const readBook = (bytes: Uint8Array) => readCompanyWorkbook(bytes, 'company.xlsx', testVocabulary);

/** A workbook as a foreign program would write it: plain sheets, nothing else. */
export function foreignBook(
  sheets: Readonly<Record<string, Rows>>,
  change: (book: WorkBook) => void = () => {},
): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries({ 会社: COMPANY_ROWS, ...sheets })) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows as unknown[][]), name);
  }
  change(book);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** Our own workbook, changed by hand in a spreadsheet program. */
export async function changedBook(
  company: Company | undefined,
  change: (book: ExcelJS.Workbook) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const bytes = await writeCompanyWorkbook(company, testVocabulary, { spareRows: 5 });
  await book.xlsx.load(bytes.slice().buffer as ArrayBuffer);
  change(book);
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
}

/** The files inside a workbook, unpacked. */
export function partsOf(book: Uint8Array): Map<string, Uint8Array> {
  return new Map(
    (zipEntries(book) ?? []).map(({ name, method, packed }) => [
      name,
      method === 0 ? packed : new Uint8Array(inflateRawSync(packed)),
    ]),
  );
}

/** `情報資産!C5 register.unit` for each issue; the file where an issue has no cell. */
export const cells = (issues: readonly { cell?: string; file?: string; code: string }[]) =>
  issues.map(({ cell, file, code }) => `${cell ?? file} ${code.replace('register.', '')}`);

/** A company with something in every kind of column. */
export const sample: Company = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: {
    name: '試験商事（架空）',
    fictional: true,
    industry: 'ec',
    staff: 60,
    revenueYen: 'unknown',
    grossMargin: 0.355,
  },
  systems: [
    {
      id: 'shop',
      name: '通販サイト',
      kind: 'web_shop',
      internetFacing: 'yes',
      hosting: 'cloud',
      provider: 'p1',
    },
    { id: 'files', name: 'ファイル', kind: 'file_server', dependsOn: ['shop'] },
  ],
  assets: [
    {
      id: 'a1',
      name: '顧客',
      kinds: ['contact', 'card'],
      persons: 48_000,
      cards: 2_100,
      systems: ['shop', 'files'],
      encrypted: 'no',
    },
    { id: 'a2', name: 'カルテ', kinds: ['health'], persons: 'unknown', owner: 'p1' },
  ],
  partners: [{ id: 'p1', name: '取引先', role: 'client', count: 3 }],
  contracts: [
    {
      id: 'k1',
      partner: 'p1',
      title: '基本契約',
      side: 'we_supply',
      from: '2026-04-01',
      to: '2027-03-31',
      cap: { kind: 'amount', yen: 10_000_000, per: 'claim' },
      excludedHeads: ['lost_profit', 'partner_lost_profit'],
      brokenBy: ['intent', 'gross_negligence'],
      penalty: { yen: 500_000, mode: 'adds' },
    },
  ],
  controls: [{ id: 'mfa', status: 'yes', yearlyCostYen: 600_000 }],
};
