import type { Text } from '@sonae/core';
import {
  type Column,
  companyColumns,
  companyTables,
  type Leaf,
  labelOf,
  sheetPlans,
  unitLabel,
} from '@sonae/register';
import type { Path } from './tree.ts';

/** How a value is entered. */
export type Editor = 'text' | 'number' | 'choice' | 'several';

/** A column of a table as a screen shows it. */
export type ScreenColumn = {
  /** `persons`, `cap.yen`. */
  readonly key: string;
  readonly path: Path;
  readonly leaf: Leaf;
  readonly label: Text;
  readonly unit?: Text;
  readonly editor: Editor;
  readonly required: boolean;
  /** px. */
  readonly width: number;
};

/** A table of the register as a screen shows it. */
export type ScreenTable = {
  readonly id: string;
  readonly name: Text;
  readonly columns: readonly ScreenColumn[];
  /** What tells a row from others of its table. */
  readonly keyOf: (row: unknown) => string | undefined;
  /** What people call a row. */
  readonly nameOf: (row: unknown) => string | undefined;
};

/** The sheet of the company itself: one field a row. */
export const COMPANY = 'company';

const NUMBERS = new Set<Leaf['kind']>(['yen', 'count', 'integer', 'number', 'share']);

/** px a column takes, by what it holds. */
const WIDTH = { name: 220, text: 170, id: 130, choice: 130, several: 220, yen: 150, number: 110, date: 120 };

/** What a column is, from its field in the schema. */
export function screenColumn({ path, leaf, required }: Column): ScreenColumn {
  const editor = editorOf(leaf);
  return {
    key: path.join('.'),
    path,
    leaf,
    label: { ja: leaf.meta.ja, en: leaf.meta.en },
    unit: unitLabel(leaf),
    editor,
    required,
    width: widthOf(path, leaf, editor),
  };
}

function editorOf({ kind, list, meta }: Leaf): Editor {
  const fromList = kind === 'enum' || kind === 'boolean' || meta.vocabulary || meta.refersTo;
  if (fromList) return list ? 'several' : 'choice';
  return NUMBERS.has(kind) && !list ? 'number' : 'text';
}

function widthOf(path: Path, { kind }: Leaf, editor: Editor): number {
  if (path.length === 1 && (path[0] === 'name' || path[0] === 'title' || path[0] === 'firm'))
    return WIDTH.name;
  if (kind === 'id' && editor === 'text') return WIDTH.id;
  if (kind === 'yen') return WIDTH.yen;
  if (kind === 'date') return WIDTH.date;
  return WIDTH[editor];
}

const textAt = (row: unknown, key: string): string | undefined => {
  const value = (row as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The tables, in the order of the schema. */
export const TABLES: readonly ScreenTable[] = sheetPlans.map(({ table, columns }) => {
  const meta = companyTables.find(([id]) => id === table)?.[1].meta;
  return {
    id: table,
    name: { ja: meta?.ja ?? table, en: meta?.en ?? table },
    columns: columns.map(screenColumn),
    keyOf: (row) => textAt(row, 'id') ?? textAt(row, 'file'),
    nameOf: (row) => ['name', 'title', 'firm', 'id', 'file'].map((key) => textAt(row, key)).find(Boolean),
  };
});

export const tableOf = (id: string): ScreenTable | undefined => TABLES.find((table) => table.id === id);

/** The fields of the company itself; the format of the file is nobody's business. */
export const COMPANY_FIELDS: readonly ScreenColumn[] = companyColumns
  .filter(({ path }) => path[0] !== 'sonae')
  .map(screenColumn);

/** What a field is for. The words of the file in it are told as a screen shows them. */
export function noteIn({ leaf }: ScreenColumn): string {
  const words =
    leaf.kind === 'boolean'
      ? { true: 'yes', false: 'no' }
      : Object.fromEntries(leaf.values.map((word) => [word, word]));
  return (leaf.meta.note ?? '').replace(/\s?\b([a-z_]+)\b\s?/g, (text, word: string) =>
    Object.hasOwn(words, word) ? `「${labelOf(words[word as never]).ja}」` : text,
  );
}
