import { companyShape, companyTables } from './company-shape.ts';
import { unitLabel } from './labels.ts';
import { fold } from './nearest.ts';
import type { Path } from './path.ts';
import type { Group, Leaf } from './shape.ts';

/** A field as a column of a sheet (or a row of the sheet 会社): groups inside a row are laid out flat. */
export type Column = {
  /** Path inside the row: `['persons']`, `['cap', 'yen']`. */
  readonly path: Path;
  readonly leaf: Leaf;
  /** Label with unit, as the writer prints it: 「本人の数（人）」. */
  readonly heading: string;
  /** Whether a row cannot do without it. */
  readonly required: boolean;
};

/** A table as a sheet. */
export type SheetPlan = {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly Column[];
};

/** The sheet with the fields of the company itself, one a row. */
export const COMPANY_SHEET = '会社';
/** Sheets for people, which no reader looks at. */
export const GUIDE_SHEET = '使い方';
export const WORDS_SHEET = '語彙';
export const CHOICES_SHEET = '選択肢';

/** The columns of a table, in the order of the schema. */
export function columnsOf(group: Group, prefix: Path = [], required = true): Column[] {
  return [...group.fields].flatMap(([key, shape]): Column[] => {
    const path = [...prefix, key];
    if (shape.node === 'table') return [];
    if (shape.node === 'group') return columnsOf(shape, path, required && !shape.optional);
    const unit = unitLabel(shape);
    const heading = unit ? `${shape.meta.ja}（${unit.ja}）` : shape.meta.ja;
    return [{ path, leaf: shape, heading, required: required && !shape.optional }];
  });
}

/** The rows of the sheet 会社. */
export const companyColumns: readonly Column[] = columnsOf(companyShape);

/** The sheets of the tables, in the order of the schema. */
export const sheetPlans: readonly SheetPlan[] = companyTables.map(([table, { meta, row }]) => ({
  table,
  name: meta.ja,
  columns: columnsOf(row),
}));

/** A heading as it is compared: without unit in brackets, case, width. */
export function foldHeading(heading: string): string {
  return fold(
    heading
      .normalize('NFKC')
      .replace(/\([^()]*\)\s*\*?$/, '')
      .replace(/\*$/, ''),
  );
}

/** What a column answers to: its Japanese and English labels and the path of its field. */
export function namesOf({ leaf, path }: Pick<Column, 'leaf' | 'path'>): string[] {
  return [leaf.meta.ja, leaf.meta.en, path.join('.')];
}

/** Columns by folded name; a label wins over a key of another column. */
export function indexColumns(columns: readonly Column[]): Map<string, Column> {
  const index = new Map<string, Column>();
  for (const rank of [0, 1, 2]) {
    for (const column of columns) {
      const name = foldHeading(namesOf(column)[rank]);
      if (!index.has(name)) index.set(name, column);
    }
  }
  return index;
}
