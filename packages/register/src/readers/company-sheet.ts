import { COMPANY_SHEET, companyColumns, foldHeading, indexColumns, namesOf } from '../columns.ts';
import { wrongUnitInHeading } from '../explain/stated-unit.ts';
import { nearest, SUGGESTED } from '../nearest.ts';
import { isRecord } from '../path.ts';
import * as problems from '../problems/workbook.ts';
import { valueOfCell } from './cell-value.ts';
import { addressOf, type Grid } from './grid.ts';
import type { SheetSource } from './sheet-source.ts';
import { place, type Report } from './table-sheet.ts';

/** Labels of the heading row, which is skipped. */
const HEADINGS = new Set(['項目', 'field', 'item'].map(foldHeading));

/** Reads the sheet 会社: a label in the first column, its value in the second; further columns are for people. */
export function readCompanySheet(grid: Grid, date1904: boolean, source: SheetSource, report: Report) {
  const known = indexColumns(companyColumns);
  const seen = new Map<unknown, number>();
  let unknown = 0;
  const tree: Record<string, unknown> = { organisation: {} };
  source.mark([], COMPANY_SHEET, 1, 1);
  for (const [number, cells] of grid.rows) {
    const label = cells.get(1);
    const name = label && 'value' in label ? String(label.value) : '';
    const value = cells.get(2);
    if (name === '' && value === undefined) continue;
    if (HEADINGS.has(foldHeading(name))) continue;
    const field = known.get(foldHeading(name));
    const first = seen.get(field);
    if (name === '') report(problems.noHeading(value && 'value' in value ? value.value : ''), number, 2);
    else if (field === undefined)
      report(problems.unknownColumn(name, unknown++ < SUGGESTED ? nearestLabel(name) : undefined), number, 1);
    else if (first !== undefined) report(problems.duplicateColumn(name, addressOf(first, 1)), number, 1);
    if (name === '' || field === undefined || first !== undefined) continue;
    seen.set(field, number);
    const unit = wrongUnitInHeading(name, field.leaf);
    if (unit !== undefined) report(problems.unitInHeading(name, unit, field.leaf), number, 1);
    source.mark(field.path, COMPANY_SHEET, number, 2);
    if (grid.hiddenRows.has(number)) report(problems.hidden('row'), number, 1);
    if (value) place(tree, field.path, valueOfCell(value, field.leaf, date1904));
  }
  for (const { row, column, range } of grid.merged.filter(({ column }) => column <= 2).slice(0, 50)) {
    report(problems.mergedCells(range), row, column);
  }
  return isRecord(tree) ? tree : {};
}

function nearestLabel(name: string): string | undefined {
  const names = new Map(
    companyColumns.flatMap((field) => namesOf(field).map((own) => [foldHeading(own), field.heading])),
  );
  return names.get(nearest(foldHeading(name), names.keys()) ?? '');
}
