import { companyColumns, sheetPlans } from '../columns.ts';
import type { Company } from '../schema.ts';
import { lexiconOf, type Vocabulary } from '../vocabulary.ts';
import { addGuide } from './writing/guide.ts';
import { addListSheets, listRanges } from './writing/lists.ts';
import { addCompanySheet, addTableSheet, type Sheets } from './writing/sheets.ts';
import { withFixedTimes } from './zip.ts';

export type WorkbookOptions = {
  /** Rows prepared with drop-downs in each table beyond those filled; 200 unless told. */
  readonly spareRows?: number;
};

/** Workbooks carry a date of making; ours is fixed, so that equal companies give equal bytes. */
const MADE = new Date(Date.UTC(2026, 0, 1));

/**
 * Writes a company as an Excel workbook people can fill in: one sheet a table, drop-downs, notes, units; without a
 * company an empty template. {@link readCompanyWorkbook} reads it back to the same company. Deterministic: equal input
 * gives equal bytes.
 *
 * @example await writeCompanyWorkbook(undefined, vocabulary) // the template
 */
export async function writeCompanyWorkbook(
  company: Company | undefined,
  vocabulary: Vocabulary,
  options: WorkbookOptions = {},
): Promise<Uint8Array> {
  // The library takes a quarter of a second to load, and only writers need it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  book.creator = book.lastModifiedBy = 'Sonae';
  book.created = book.modified = MADE;
  const columns = [...companyColumns, ...sheetPlans.flatMap((plan) => plan.columns)];
  const rowsOf = (table: string) => (company?.[table as keyof Company] ?? []) as readonly unknown[];
  const longest = Math.max(0, ...sheetPlans.map(({ table }) => rowsOf(table).length));
  const lastRow = longest + (options.spareRows ?? 200) + 1;
  const sheets: Sheets = {
    book,
    lexicon: lexiconOf(vocabulary),
    ranges: listRanges(columns, vocabulary, lastRow),
    lastRow,
  };
  addGuide(book, company?.organisation.name);
  addCompanySheet(sheets, company);
  for (const plan of sheetPlans) addTableSheet(sheets, plan, rowsOf(plan.table));
  addListSheets(book, columns, sheets.lexicon);
  const bytes = await book.xlsx.writeBuffer();
  return withFixedTimes(new Uint8Array(bytes as ArrayBuffer));
}
