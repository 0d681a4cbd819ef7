import { type Column, foldHeading, indexColumns, namesOf, type SheetPlan } from '../columns.ts';
import { wrongUnitInHeading } from '../explain/stated-unit.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { Problem } from '../problem.ts';
import * as problems from '../problems/workbook.ts';
import { Flaw } from '../source.ts';
import { valueOfCell } from './cell-value.ts';
import { addressOf, type Cell, type Grid } from './grid.ts';
import type { SheetSource } from './sheet-source.ts';

/** Reports a problem at a cell of the sheet being read. */
export type Report = (problem: Problem, row: number, column: number) => void;

/** Headings are looked for in the first rows, so that a title above them does no harm. */
const HEADER_ROWS = 10;
/** Merged ranges reported in a sheet. */
const MERGED = 50;

/** Reads the rows of a table; a {@link Flaw} where it has no header. What is wrong with the sheet itself is reported. */
export function readTable(
  grid: Grid,
  plan: SheetPlan,
  date1904: boolean,
  source: SheetSource,
  report: Report,
): unknown {
  if (grid.rows.size === 0) {
    report(problems.emptySheet(plan.name), 1, 1);
    return [];
  }
  const header = headerRow(grid, plan.columns);
  if (header === undefined) {
    report(problems.noHeader(plan.name, plan.columns[0].heading), 1, 1);
    return new Flaw();
  }
  const { columns, refused } = columnsAt(grid.rows.get(header) ?? new Map(), header, plan.columns, report);
  const present = new Set([...columns.values()].map(({ path }) => path.join('.')));
  const absent = plan.columns.filter((column) => column.required && !present.has(column.path.join('.')));
  for (const column of absent) report(problems.missingColumn(column.heading), header, 1);
  reportLayout(grid, header, report);
  const rows: unknown[] = [];
  for (const [number, cells] of grid.rows) {
    if (number <= header) continue;
    const row: Record<string, unknown> = {};
    const path = [plan.table, rows.length];
    source.mark(path, plan.name, number, 1);
    // The rightmost column first, so that a group inside the row is found at its first column.
    for (const [at, column] of [...columns].reverse()) {
      for (let length = 1; length <= column.path.length; length++) {
        source.mark([...path, ...column.path.slice(0, length)], plan.name, number, at);
      }
    }
    for (const [at, cell] of cells) {
      const column = columns.get(at);
      if (column) place(row, column.path, valueOfCell(cell, column.leaf, date1904));
      else if (!refused.has(at)) report(problems.noHeading('value' in cell ? cell.value : ''), number, at);
    }
    // A missing column has been reported once; each row must be refused without being reported again.
    for (const column of absent) place(row, column.path, new Flaw());
    if (grid.hiddenRows.has(number)) report(problems.hidden('row'), number, 1);
    rows.push(row);
  }
  return rows;
}

/** Sets a value inside a row, making the groups on the way. */
export function place(row: Record<string, unknown>, path: Path, value: unknown): void {
  let at = row;
  for (const step of path.slice(0, -1)) {
    at[step] ??= {};
    at = at[step] as Record<string, unknown>;
  }
  at[String(path.at(-1))] = value;
}

/** The row among the first ten that holds the most headings; none where no row holds two (or all, where there are fewer). */
function headerRow(grid: Grid, columns: readonly Column[]): number | undefined {
  const known = indexColumns(columns);
  const hits = [...grid.rows]
    .slice(0, HEADER_ROWS)
    .map(([row, cells]) => ({ row, count: countHits(cells, known) }));
  const best = hits.reduce((a, b) => (b.count > a.count ? b : a), { row: 0, count: 0 });
  return best.count >= Math.min(2, columns.length) ? best.row : undefined;
}

function countHits(cells: ReadonlyMap<number, Cell>, known: ReadonlyMap<string, Column>): number {
  return [...cells.values()].filter((cell) => cell.type === 'text' && known.has(foldHeading(cell.value)))
    .length;
}

function columnsAt(cells: ReadonlyMap<number, Cell>, row: number, all: readonly Column[], report: Report) {
  const known = indexColumns(all);
  const columns = new Map<number, Column>();
  const refused = new Set<number>();
  for (const [at, cell] of cells) {
    const heading = 'value' in cell ? String(cell.value) : '';
    const column = known.get(foldHeading(heading));
    const first = [...columns].find(([, other]) => other === column)?.[0];
    if (column && first === undefined) {
      columns.set(at, column);
      const unit = wrongUnitInHeading(heading, column.leaf);
      if (unit !== undefined) report(problems.unitInHeading(heading, unit, column.leaf), row, at);
      continue;
    }
    refused.add(at);
    const problem = column
      ? problems.duplicateColumn(heading, addressOf(row, first ?? at))
      : problems.unknownColumn(heading, nearestHeading(heading, all));
    report(problem, row, at);
  }
  return { columns, refused };
}

function nearestHeading(heading: string, columns: readonly Column[]): string | undefined {
  const names = new Map(
    columns.flatMap((column) => namesOf(column).map((name) => [foldHeading(name), column.heading])),
  );
  return names.get(nearest(foldHeading(heading), names.keys()) ?? '');
}

/** Merged cells leave values out, hidden columns hide them. */
function reportLayout(grid: Grid, header: number, report: Report): void {
  for (const { row, column, range } of grid.merged
    .filter(({ lastRow }) => lastRow >= header)
    .slice(0, MERGED)) {
    report(problems.mergedCells(range), row, column);
  }
  const used = new Set([...grid.rows.values()].flatMap((cells) => [...cells.keys()]));
  for (const column of grid.hiddenColumns)
    if (used.has(column)) report(problems.hidden('column'), header, column);
}
