import { type Issue, sortIssues } from '@sonae/core';
import { companyShape, companyTables } from './company-shape.ts';

/** The sheets of a workbook in the order of the schema: the company itself, then its tables. */
const SHEETS: readonly string[] = [
  companyShape.fields.get('organisation')?.meta.ja ?? '',
  ...companyTables.map(([, { meta }]) => meta.ja),
];

/** Issues in the order of the input: files by name, the sheets of a workbook in their order, then row and column. */
export function inOrder(issues: readonly Issue[]): Issue[] {
  return sortIssues(issues).toSorted((a, b) => compare(a.file ?? '', b.file ?? '') || rankOf(a) - rankOf(b));
}

/** Issues without a cell come first, those of sheets nobody reads last. */
function rankOf({ cell }: Issue): number {
  if (cell === undefined) return -1;
  const rank = SHEETS.indexOf(cell.slice(0, cell.lastIndexOf('!')).trim());
  return rank < 0 ? SHEETS.length : rank;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
