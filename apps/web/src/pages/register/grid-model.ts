import type { Language } from '@sonae/core';
import { punctuationOf } from '../../i18n/use-punctuation.ts';
import type { GridCell, GridColumn } from './grid/cell.ts';
import type { Checked } from './model/check.ts';
import { COMPANY_FIELDS, noteIn, type ScreenColumn, type ScreenTable } from './model/tables.ts';
import { type Speaker, shownValue } from './model/text.ts';
import { type Path, rowsOf, type Tree, valueAt } from './model/tree.ts';

/** A table of the register laid out for the grid. */
export type GridModel = {
  readonly rows: number;
  readonly columns: readonly GridColumn[];
  readonly cell: (row: number, column: number) => GridCell;
  /** The place of a path, for whoever leads to a cell. */
  readonly placeOf: (path: Path) => { readonly row: number; readonly column: number } | undefined;
};

const NUMERIC = new Set<ScreenColumn['leaf']['kind']>(['yen', 'count', 'integer', 'number', 'share']);

/** The fields of the company itself, one below the other. */
export function companyModel(
  tree: Tree,
  checked: Checked,
  speaker: Speaker,
  words: { field: string; value: string; note: string },
): GridModel {
  const columns: GridColumn[] = [
    { key: 'field', title: words.field, width: 230, fixed: true },
    { key: 'value', title: words.value, width: 300 },
    { key: 'note', title: words.note, width: 520, fixed: true },
  ];
  return {
    rows: COMPANY_FIELDS.length,
    columns,
    cell: (row, c) => {
      const field = COMPANY_FIELDS[row];
      if (c === 1) return valueCell(tree, field.path, field, checked, speaker);
      return { text: c === 0 ? nameOf(field, speaker.language) : noteOf(field, speaker.language) };
    },
    placeOf: (path) => {
      const row = COMPANY_FIELDS.findIndex((field) => field.path.join('.') === path.join('.'));
      return row < 0 ? undefined : { row, column: 1 };
    },
  };
}

/** A table, one row a line. */
export function tableModel(table: ScreenTable, tree: Tree, checked: Checked, speaker: Speaker): GridModel {
  const { language } = speaker;
  const columns = shownOrder(table);
  return {
    rows: rowsOf(tree, table.id).length,
    columns: columns.map(({ key, label, unit, width, leaf }) => ({
      key,
      title: label[language],
      note: unit?.[language],
      width,
      numeric: NUMERIC.has(leaf.kind) && !leaf.list,
    })),
    cell: (row, c) => valueCell(tree, [table.id, row, ...columns[c].path], columns[c], checked, speaker),
    placeOf: ([, row, ...rest]) => {
      // The path of a row, of a field, or of an entry in its list.
      const key = rest.filter((step) => typeof step === 'string').join('.');
      const column = columns.findIndex((one) => one.key === key || key.startsWith(`${one.key}.`));
      return typeof row === 'number' ? { row, column: Math.max(0, column) } : undefined;
    },
  };
}

/** What people call a row comes first and stays in sight; the id follows. */
export function shownOrder({ columns }: ScreenTable): readonly ScreenColumn[] {
  const name = columns.find(({ key }) => ['name', 'title', 'firm'].includes(key));
  return name ? [name, ...columns.filter((column) => column !== name)] : columns;
}

function valueCell(
  tree: Tree,
  path: Path,
  column: ScreenColumn,
  checked: Checked,
  speaker: Speaker,
): GridCell {
  const value = valueAt(tree, path);
  const state = value === undefined ? 'empty' : value === 'unknown' ? 'unknown' : undefined;
  return { text: shownValue(column.leaf, value, speaker), path, column, issues: checked.at(path), state };
}

const nameOf = ({ label, unit }: ScreenColumn, language: Language): string =>
  label[language] + (unit ? punctuationOf(language).aside(unit[language]) : '');

const noteOf = (column: ScreenColumn, language: Language): string =>
  language === 'ja' ? noteIn(column) : column.label.ja;
