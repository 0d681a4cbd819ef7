import fc from 'fast-check';
import { companyShape } from '../company-shape.ts';
import { isPlainText, TEXT_LIMIT, tidyText } from '../fields.ts';
import { place } from '../readers/table-sheet.ts';
import type { Company } from '../schema.ts';
import type { Group, Leaf, Shape } from '../shape.ts';
import { testVocabulary } from './vocabulary.ts';

/** Texts that trip up YAML, Excel or careless readers, among random ones. */
const TRICKY = [
  'はい',
  '不明',
  'unknown',
  'なし',
  'true',
  'null',
  '~',
  '12',
  '012',
  '１２',
  '1e3',
  '0x1f',
  '2026-02-03',
  '=SUM(A1:A9)',
  "'引用",
  '"x"',
  '_x0041_',
  '_x005F_x0041_',
  '# 見出し',
  '- a',
  'a: b',
  'a、b,c;d',
  '改行\nあり\n\n段落',
  '  内側  の 空白  '.trim(),
  '株式会社﨑（架空）',
  '𠮷野家ではない',
  'é̂',
  '<b>&amp;</b>',
  ']]>',
  '😀',
  '\u00a0x\u00a0'.trim(),
  'a\u2028b',
  '%',
  '@名',
  '`',
  '!tag',
  '&a',
  '*a',
  '|',
  '>',
];

const texts = fc
  .oneof(
    fc.constantFrom(...TRICKY),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  .map(tidyText)
  .filter((text) => text !== '' && isPlainText(text) && text.length <= TEXT_LIMIT);

const ids = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,12}$/);
/** Whole numbers of every size up to the most a field takes. */
const amounts = (max: number) =>
  fc.oneof(
    fc.nat({ max: Math.min(max, 2 ** 31 - 1) }),
    fc.maxSafeNat().map((n) => n % (max + 1)),
    fc.constant(max),
  );
const dates = fc
  .oneof(
    fc.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('1900-02-28'), noInvalidDate: true }),
  )
  .map((date) => date.toISOString().slice(0, 10));

const single = (leaf: Leaf): fc.Arbitrary<unknown> => {
  const list = leaf.meta.vocabulary;
  if (list) return fc.constantFrom(...testVocabulary[list].map(({ id }) => id));
  switch (leaf.kind) {
    case 'yen':
    case 'count':
      return amounts(leaf.max ?? Number.MAX_SAFE_INTEGER);
    case 'integer':
      return fc.integer({ min: leaf.min ?? 0, max: leaf.max ?? 1_000_000 });
    case 'number':
      return fc.integer({ min: 1, max: 365_000 }).map((n) => n / 1000);
    case 'share':
      return fc.nat({ max: 1_000_000 }).map((ppm) => ppm / 1_000_000);
    case 'date':
      return dates;
    case 'boolean':
      return fc.boolean();
    case 'enum':
    case 'literal':
      return fc.constantFrom(...leaf.values);
    case 'id':
      return ids;
    case 'email':
      return fc.emailAddress().filter((text) => text.length <= TEXT_LIMIT);
    default:
      return texts;
  }
};

function valueFor(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.node === 'table') return fc.array(rowFor(shape.row), { maxLength: 3 });
  if (shape.node === 'group') return rowFor(shape);
  const one = leafOr(shape);
  return shape.list ? fc.uniqueArray(one, { minLength: 1, maxLength: 4 }) : one;
}

function leafOr(leaf: Leaf): fc.Arbitrary<unknown> {
  const known = single({ ...leaf, list: false });
  return leaf.knowable && leaf.kind !== 'enum'
    ? fc.oneof({ arbitrary: known, weight: 4 }, fc.constant('unknown'))
    : known;
}

function rowFor(group: Group): fc.Arbitrary<Record<string, unknown>> {
  const fields = [...group.fields].map(([key, shape]): [string, fc.Arbitrary<unknown>] => [
    key,
    valueFor(shape),
  ]);
  const requiredKeys = [...group.fields].filter(([, shape]) => !shape.optional).map(([key]) => key);
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

/** Random companies of the test vocabulary that the register accepts, with texts that trip up careless readers. */
export const arbitraryCompany: fc.Arbitrary<Company> = rowFor(companyShape).map(
  (tree) => mended(tree) as Company,
);

type Rows = Record<string, unknown>[];

/** Makes a random tree keep the rules between fields: unique ids, references that lead somewhere, caps with amounts. */
function mended(tree: Record<string, unknown>): unknown {
  const known = new Map<string, string[]>();
  for (const [name, shape] of companyShape.fields) {
    if (shape.node !== 'table') continue;
    const key = shape.row.fields.has('id') ? 'id' : 'file';
    // Two spellings of one place (`./a`, `a`) are one policy.
    const same = (row: Rows[number]) => String(row[key]).replace(key === 'file' ? /[\s./\\]/g : /^$/, '');
    const rows = ((tree[name] ?? []) as Rows).filter(
      (row, i, all) => all.findIndex((other) => same(other) === same(row)) === i,
    );
    known.set(
      name,
      rows.map((row) => String(row[key])),
    );
    if (rows.length > 0) tree[name] = rows;
    else delete tree[name];
  }
  for (const [name, shape] of companyShape.fields) {
    if (shape.node !== 'table') continue;
    const rows = (tree[name] ?? []) as Rows;
    for (const [i, row] of rows.entries()) mendRow(row, shape.row, known, name, i);
    tree[name] = rows.filter((row) =>
      [...shape.row.fields].every(([key, field]) => field.optional || row[key] !== undefined),
    );
    if ((tree[name] as Rows).length === 0) delete tree[name];
  }
  return tree;
}

function mendRow(
  row: Record<string, unknown>,
  group: Group,
  known: Map<string, string[]>,
  table: string,
  index: number,
) {
  for (const [key, field] of group.fields) {
    if (field.node !== 'leaf' || field.meta.refersTo === undefined || row[key] === undefined) continue;
    const all = known.get(field.meta.refersTo) ?? [];
    // Within a table only to rows above, so that nothing runs in a circle.
    const targets = field.meta.refersTo === table ? all.slice(0, index) : all;
    const pick = (word: unknown) => targets[String(word).length % Math.max(1, targets.length)];
    const picked = field.list ? [...new Set((row[key] as unknown[]).map(pick))] : pick(row[key]);
    if (targets.length === 0) delete row[key];
    else row[key] = picked;
  }
  const cap = row.cap as { kind?: string; yen?: number; times?: number } | undefined;
  if (cap?.kind === 'amount') cap.yen ??= 1_000_000;
  if (cap?.kind === 'fee_multiple') cap.times ??= 1.5;
  const { from, to } = row as { from?: string; to?: string };
  if (from !== undefined && to !== undefined && to < from) {
    place(row, ['from'], to);
    place(row, ['to'], from);
  }
}
