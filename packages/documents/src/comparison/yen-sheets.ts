import type { ComparisonReport } from '@sonae/assessment';
import type { Workbook } from 'exceljs';
import { finish, setWidths, YEN } from './sheet.ts';
import { COLOUR, FONT, fill } from './style.ts';
import type { Say } from './words.ts';

export function addGaps(
  book: Workbook,
  report: ComparisonReport,
  map: NonNullable<ComparisonReport['gapMap']>,
  say: Say,
): void {
  const sheet = book.addWorksheet(`${say('gaps')} 1-${map.returnPeriod}`);
  setWidths(sheet, [26, 30, 20, ...report.policies.map(() => 24)]);
  sheet.addRow([
    say('cause'),
    say('head'),
    say('owed'),
    ...report.policies.map(({ id }) => `${id}\n${say('kept')}`),
  ]);
  for (const { causeName, headName, owed, kept } of map.cells)
    sheet.addRow([causeName, headName, owed, ...kept.map(({ yen }) => yen)]);
  const last = sheet.rowCount;
  const total = sheet.addRow([say('total'), '', map.owed, ...map.kept.map(({ yen }) => yen)]);
  const columns = [3, ...report.policies.map((_, p) => 4 + p)];
  for (const column of columns) sheet.getColumn(column).numFmt = YEN;
  finish(sheet, 1, 2);
  total.font = { name: FONT, bold: true };
  // The deeper the colour, the more stays; one scale for all policies, so that columns can be compared.
  if (report.policies.length > 0 && last > 1) {
    sheet.addConditionalFormatting({
      ref: `${sheet.getCell(2, 4).address}:${sheet.getCell(last, 3 + report.policies.length).address}`,
      rules: [
        {
          type: 'colorScale',
          priority: 1,
          cfvo: [{ type: 'min' }, { type: 'max' }],
          color: [{ argb: 'FFFFFFFF' }, { argb: 'FFE9877D' }],
        },
      ],
    });
  }
}

export function addWorst(
  book: Workbook,
  report: ComparisonReport,
  years: NonNullable<ComparisonReport['worstYears']>,
  say: Say,
): void {
  const sheet = book.addWorksheet(say('worst'));
  setWidths(sheet, [7, 40, 20, ...report.policies.flatMap(() => [18, 18, 46])]);
  const ids = sheet.addRow(['', '', '', ...report.policies.flatMap(({ id }) => [id, '', ''])]);
  report.policies.forEach((_, p) => {
    sheet.mergeCells(1, 4 + 3 * p, 1, 6 + 3 * p);
  });
  ids.font = { name: FONT, bold: true };
  sheet.addRow([
    say('rank'),
    say('event'),
    say('owed'),
    ...report.policies.flatMap(() => [say('paid'), say('kept'), say('why')]),
  ]);
  for (const { rank, owed, smallIncidents, events, policies } of years) {
    const year = sheet.addRow([
      rank,
      say('total'),
      owed,
      ...policies.flatMap(({ paid, kept }) => [paid, kept, '']),
    ]);
    year.font = { name: FONT, bold: true };
    year.eachCell({ includeEmpty: true }, (cell) => {
      cell.fill = fill(COLOUR.not_stated);
    });
    for (const event of events) {
      sheet.addRow([
        '',
        event.name,
        event.owed,
        ...event.policies.flatMap(({ paid, kept, why }) => [
          paid,
          kept,
          why
            .slice(0, 3)
            .map(
              ({ name, clause, yen }) =>
                `${name}${clause ? `（${clause}）` : ''} ${yen.toLocaleString('en-US')}`,
            )
            .join('\n'),
        ]),
      ]);
    }
    if (smallIncidents > 0)
      sheet.addRow(['', say('small'), smallIncidents, ...policies.flatMap(() => [0, smallIncidents, ''])]);
  }
  for (const column of [3, ...report.policies.flatMap((_, p) => [4 + 3 * p, 5 + 3 * p])])
    sheet.getColumn(column).numFmt = YEN;
  finish(sheet, 2, 2);
}
