import type { ComparisonReport } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { withFixedTimes } from '@sonae/register/zip';
import type { Workbook } from 'exceljs';
import { finish, setWidths, shown, styleRow, YEN } from './sheet.ts';
import { COLOUR, FONT, fill, styleTable } from './style.ts';
import { type Say, type Word, wordsIn } from './words.ts';
import { addGaps, addWorst } from './yen-sheets.ts';

/** Workbooks carry a date of making; ours is fixed, so that equal comparisons give equal bytes. */
const MADE = new Date(Date.UTC(2026, 0, 1));

const STATE_WORDS = ['covered', 'limited', 'not_covered', 'not_stated'] as const;

/** A comparison of policies as an Excel workbook: overview, nineteen axes, changes, support, and with a company yen. */
export async function comparisonWorkbook(report: ComparisonReport, language: Language): Promise<Uint8Array> {
  // The library takes a quarter of a second to load, and only writers need it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  book.creator = book.lastModifiedBy = 'Sonae';
  book.created = book.modified = MADE;
  const say = wordsIn(language);
  addOverview(book, report, language, say);
  addAxes(book, report, say);
  if (report.silentChanges.length > 0) addChanges(book, report, say);
  addSupport(book, report, say);
  if (report.gapMap) addGaps(book, report, report.gapMap, say);
  if (report.worstYears) addWorst(book, report, report.worstYears, say);
  return withFixedTimes(new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer));
}

function addOverview(book: Workbook, report: ComparisonReport, language: Language, say: Say): void {
  const sheet = book.addWorksheet(say('overview'), { properties: { tabColor: { argb: COLOUR.head } } });
  setWidths(sheet, [34, 28, 34, 44, 20]);
  sheet.addRow([say('title')]).font = { name: FONT, size: 16, bold: true };
  const { company } = report;
  sheet.addRow(company ? [say('forCompany'), company.name] : []);
  sheet.addRow([]);
  const head = sheet.addRow(
    ['policy', 'insurer', 'product', 'edition', 'premium'].map((word) => say(word as Word)),
  );
  for (const { id, insurer, product, edition, premiumYen, fictional } of report.policies) {
    const mark = fictional && !insurer.includes('架空') ? `（${say('fictional')}）` : '';
    sheet
      .addRow([
        id,
        `${insurer}${mark}`,
        product ?? '',
        edition || say('not_stated'),
        premiumYen ?? say('not_stated'),
      ])
      .getCell(5).numFmt = YEN;
  }
  const lastPolicy = sheet.rowCount;
  sheet.addRow([]);
  sheet.addRow([say('legend')]).font = { name: FONT, bold: true };
  for (const state of STATE_WORDS) sheet.addRow([say(state)]).getCell(1).fill = fill(COLOUR[state]);
  sheet.addRow([]);
  for (const { text } of report.notes) {
    const row = sheet.addRow([text[language]]);
    sheet.mergeCells(row.number, 1, row.number, 5);
    row.height = 34;
    row.getCell(1).font = { name: FONT, color: { argb: COLOUR.quiet } };
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
  }
  styleTable(sheet, head.number, 1);
  for (let r = head.number + 1; r <= lastPolicy; r++) styleRow(sheet, r);
}

function addAxes(book: Workbook, report: ComparisonReport, say: Say): void {
  const sheet = book.addWorksheet(say('axes'));
  setWidths(sheet, [7, 26, 8, ...report.policies.flatMap(() => [13, 46, 22])]);
  const ids = sheet.addRow(['', '', '', ...report.policies.flatMap(({ id }) => [id, '', ''])]);
  report.policies.forEach((_, p) => {
    sheet.mergeCells(1, 4 + 3 * p, 1, 6 + 3 * p);
  });
  ids.font = { name: FONT, bold: true };
  sheet.addRow([
    say('number'),
    say('axis'),
    say('differs'),
    ...report.policies.flatMap(() => [say('state'), say('content'), say('clause')]),
  ]);
  for (const { number, name, differs, cells } of report.axes) {
    const row = sheet.addRow([
      number,
      name,
      differs ? say('yes') : '',
      ...cells.flatMap(({ state, text, source }) => [say(state), text, clauseOf(source)]),
    ]);
    row.getCell(2).font = { name: FONT, bold: true };
    row.getCell(3).font = { name: FONT, color: { argb: COLOUR.differs } };
    cells.forEach(({ state }, p) => {
      row.getCell(4 + 3 * p).fill = fill(COLOUR[state]);
      row.getCell(5 + 3 * p).fill = fill(COLOUR[state]);
      row.getCell(6 + 3 * p).font = { name: FONT, color: { argb: COLOUR.quiet }, size: 9 };
    });
  }
  finish(sheet, 2, 3);
  sheet.autoFilter = {
    from: { row: 2, column: 1 },
    to: { row: sheet.rowCount, column: 3 + 3 * report.policies.length },
  };
}

function clauseOf(source: ComparisonReport['axes'][number]['cells'][number]['source']): string {
  if (!source) return '';
  const { form, edition, clause, page, path } = source;
  const named = [form, edition, clause, page === undefined ? undefined : `p.${page}`]
    .filter(Boolean)
    .join(' ');
  return named || path;
}

function addChanges(book: Workbook, report: ComparisonReport, say: Say): void {
  const sheet = book.addWorksheet(say('changes'));
  setWidths(sheet, [46, 14, 46, 34, 34, 16, 24]);
  sheet.addRow([
    say('policy'),
    say('direction'),
    say('term'),
    say('before'),
    say('after'),
    say('sameClause'),
    say('clause'),
  ]);
  const colours = { narrower: COLOUR.not_covered, wider: COLOUR.covered, other: COLOUR.limited };
  for (const { expiring, offered, changes } of report.silentChanges) {
    for (const { path, before, after, direction, sameClause, source } of changes) {
      const row = sheet.addRow([
        `${expiring} → ${offered}`,
        say(direction),
        path,
        shown(before, say),
        shown(after, say),
        sameClause ? say('yes') : '',
        source ? clauseOf({ ...source, path }) : '',
      ]);
      row.getCell(2).fill = fill(colours[direction]);
      for (const column of [4, 5]) row.getCell(column).numFmt = YEN;
    }
  }
  finish(sheet, 1, 2);
}

function addSupport(book: Workbook, report: ComparisonReport, say: Say): void {
  const sheet = book.addWorksheet(say('support'));
  setWidths(sheet, [24, ...report.policies.map(() => 38), 42]);
  sheet.addRow([
    say('area'),
    ...report.policies.map(({ id }) => id),
    ...(report.company ? [say('own')] : []),
  ]);
  for (const { name, cells, own } of report.support) {
    const row = sheet.addRow([
      name,
      ...cells.map(({ state, firms, hours }) =>
        [say(state), firms.join('、'), hours].filter(Boolean).join('\n'),
      ),
      ...(report.company
        ? [own.map(({ firm, hours }) => [firm, hours].filter(Boolean).join(' ')).join('\n')]
        : []),
    ]);
    cells.forEach(({ state }, p) => {
      row.getCell(2 + p).fill = fill(COLOUR[state]);
    });
  }
  finish(sheet, 1, 1);
}
