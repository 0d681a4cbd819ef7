import type { WorkBook } from '@e965/xlsx';
import { type Issue, sortIssues } from '@sonae/core';
import { type CompanyReading, checkCompany } from '../check-company.ts';
import { nearest } from '../nearest.ts';
import { issueOf, type Problem } from '../problem.ts';
import * as problems from '../problems/workbook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { CHOICES_SHEET, COMPANY_SHEET, GUIDE_SHEET, sheetPlans, WORDS_SHEET } from './columns.ts';
import { readCompanySheet } from './company-sheet.ts';
import { gridOf } from './grid.ts';
import { openWorkbook } from './open-workbook.ts';
import { cellPlace, type SheetSource, sheetSource } from './sheet-source.ts';
import { type Report, readTable } from './table-sheet.ts';

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
  if ('code' in opened)
    return { issues: [issueOf({ path: [], problem: opened }, { place: () => ({ file }) })] };
  const issues: Issue[] = [];
  const source = sheetSource(file);
  const tree = readSheets(opened, file, source, issues);
  if (tree === undefined) return { issues: sortIssues(issues) };
  const checked = checkCompany(tree, vocabulary, source);
  const all = sortIssues([...issues, ...checked.issues]);
  const refused = checked.company === undefined || issues.some((issue) => issue.severity === 'error');
  return refused ? { issues: all } : { company: checked.company, issues: all };
}

function readSheets(book: WorkBook, file: string, source: SheetSource, issues: Issue[]) {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const byName = new Map(book.SheetNames.map((name) => [name.trim(), name]));
  const reporter =
    (sheet: string): Report =>
    (problem, row, column) =>
      issues.push(issueOf({ path: [], problem }, { place: () => cellPlace(file, sheet, row, column) }));
  const aboutBook = (problem: Problem) =>
    issues.push(issueOf({ path: [], problem }, { place: () => ({ file }) }));
  reportSheets(book, reporter, aboutBook);
  const grid = (name: string) => {
    const sheet = book.Sheets[byName.get(name) ?? ''];
    return sheet && gridOf(sheet, date1904);
  };
  const company = grid(COMPANY_SHEET);
  if (company === undefined) {
    aboutBook(problems.missingSheet(COMPANY_SHEET, true));
    return undefined;
  }
  const tree: Record<string, unknown> = readCompanySheet(company, date1904, source, reporter(COMPANY_SHEET));
  for (const plan of sheetPlans) {
    const table = grid(plan.name);
    if (table === undefined) aboutBook(problems.missingSheet(plan.name, false));
    else tree[plan.table] = readTable(table, plan, date1904, source, reporter(plan.name));
  }
  return tree;
}

function reportSheets(
  book: WorkBook,
  reporter: (sheet: string) => Report,
  aboutBook: (problem: Problem) => void,
) {
  const read = [COMPANY_SHEET, ...sheetPlans.map(({ name }) => name)];
  const ignored = new Set([GUIDE_SHEET, WORDS_SHEET, CHOICES_SHEET]);
  const names = book.SheetNames.map((name) => name.trim());
  const unknown = names.filter((name) => !read.includes(name) && !ignored.has(name));
  for (const name of unknown.slice(0, UNKNOWN_SHEETS)) {
    aboutBook(
      problems.unknownSheet(
        name,
        nearest(
          name,
          read.filter((known) => !names.includes(known)),
        ),
      ),
    );
  }
  book.Workbook?.Sheets?.forEach(({ name, Hidden }) => {
    if (Hidden && name && read.includes(name.trim())) reporter(name.trim())(problems.hidden('sheet'), 1, 1);
  });
}
