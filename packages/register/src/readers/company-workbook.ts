import type { WorkBook } from '@e965/xlsx';
import { hasErrors, type Issue } from '@sonae/core';
import { type CompanyReading, checkCompany } from '../check-company.ts';
import { CHOICES_SHEET, COMPANY_SHEET, GUIDE_SHEET, sheetPlans, WORDS_SHEET } from '../columns.ts';
import { nearest } from '../nearest.ts';
import { inOrder } from '../order.ts';
import { issueOf, type Problem } from '../problem.ts';
import * as problems from '../problems/workbook.ts';
import { Flaw } from '../source.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { readCompanySheet } from './company-sheet.ts';
import { gridOf } from './grid.ts';
import { type OpenedWorkbook, openWorkbook } from './open-workbook.ts';
import { cellPlace, type SheetSource, sheetSource } from './sheet-source.ts';
import { type Report, readTable } from './table-sheet.ts';

/** The sheets of the register. */
const READ: readonly string[] = [COMPANY_SHEET, ...sheetPlans.map(({ name }) => name)];
const IGNORED: ReadonlySet<string> = new Set([GUIDE_SHEET, WORDS_SHEET, CHOICES_SHEET]);

/** Unknown sheets reported. */
const UNKNOWN_SHEETS = 20;

/**
 * Reads a company from an Excel workbook (.xlsx): the sheet 会社 and one sheet a table, headings in Japanese or English.
 * The same checks as for YAML, each issue at its cell, `情報資産!C5`. Never throws for bad input, never calculates a
 * formula.
 *
 * @param bytes 20 MB at most, 100 MB and 500,000 cells unpacked
 * @param file name shown in the issues
 */
export async function readCompanyWorkbook(
  bytes: Uint8Array,
  file: string,
  vocabulary: Vocabulary,
): Promise<CompanyReading> {
  const opened = await openWorkbook(bytes);
  const refuse = (problem: Problem): CompanyReading => ({
    unreadable: true,
    issues: [issueOf({ path: [], problem }, { place: () => ({ file }) })],
  });
  if ('code' in opened) return refuse(opened);
  if (!opened.book.SheetNames.some((name) => READ.includes(name.trim())))
    return refuse(problems.noRegister());
  const issues: Issue[] = [];
  const source = sheetSource(file);
  const checked = checkCompany(readSheets(opened, file, source, issues), vocabulary, source);
  const all = inOrder([...issues, ...checked.issues]);
  const { company, policyFiles, draft } = checked;
  return hasErrors(all) ? { policyFiles, draft, issues: all } : { company, policyFiles, issues: all };
}

function readSheets(
  { book, unreadable }: OpenedWorkbook,
  file: string,
  source: SheetSource,
  issues: Issue[],
) {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const byName = new Map(book.SheetNames.map((name) => [name.trim(), name]));
  const reporter =
    (sheet: string): Report =>
    (problem, row, column) =>
      issues.push(issueOf({ path: [], problem }, { place: () => cellPlace(file, sheet, row, column) }));
  reportSheets(book, reporter);
  /** The cells of a sheet; undefined where it is missing or cannot be read, which is reported. */
  const grid = (name: string, needed: boolean) => {
    const own = byName.get(name);
    const problem =
      own === undefined
        ? problems.missingSheet(name, needed)
        : unreadable.has(own)
          ? problems.unreadableSheet(name)
          : undefined;
    if (problem) reporter(name)(problem, 1, 1);
    return own === undefined || problem ? undefined : gridOf(book.Sheets[own], date1904);
  };
  const company = grid(COMPANY_SHEET, true);
  // Everything in the sheet is reported as missing with it, and the other sheets are still read.
  const lost = { sonae: new Flaw(), taxBasis: new Flaw(), organisation: new Flaw() };
  const tree: Record<string, unknown> = company
    ? readCompanySheet(company, date1904, source, reporter(COMPANY_SHEET))
    : { ...lost };
  for (const plan of sheetPlans) {
    const table = grid(plan.name, false);
    if (table) tree[plan.table] = readTable(table, plan, date1904, source, reporter(plan.name));
    else if (byName.has(plan.name)) tree[plan.table] = new Flaw();
  }
  return tree;
}

function reportSheets(book: WorkBook, reporter: (sheet: string) => Report) {
  const names = book.SheetNames.map((name) => name.trim());
  const free = READ.filter((known) => !names.includes(known));
  const unknown = book.SheetNames.filter(
    (_, i) => (!READ.includes(names[i]) && !IGNORED.has(names[i])) || names.lastIndexOf(names[i]) !== i,
  );
  for (const name of unknown.slice(0, UNKNOWN_SHEETS)) {
    reporter(name)(problems.unknownSheet(name, nearest(name.trim(), free)), 1, 1);
  }
  book.Workbook?.Sheets?.forEach(({ name, Hidden }) => {
    if (Hidden && name && READ.includes(name.trim())) reporter(name.trim())(problems.hidden('sheet'), 1, 1);
  });
}
