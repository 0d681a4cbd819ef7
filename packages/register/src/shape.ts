import * as z from 'zod';
import { type FieldMeta, type Kind, kindOf, metaOf, UNKNOWN } from './fields.ts';
import type { Path } from './path.ts';

/** A single value or a short list of them: one cell of a workbook. */
export type Leaf = {
  readonly node: 'leaf';
  readonly meta: FieldMeta;
  readonly kind: Kind;
  /** Whether the field holds a list of such values. */
  readonly list: boolean;
  readonly optional: boolean;
  /** Whether the word `unknown` is allowed. */
  readonly knowable: boolean;
  /** The words allowed, for `enum` and `literal`. */
  readonly values: readonly string[];
  /** Least and greatest number allowed; `above` where the least itself is not. */
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
};

/** An object with fixed keys. */
export type Group = {
  readonly node: 'group';
  readonly meta: FieldMeta;
  readonly optional: boolean;
  readonly fields: ReadonlyMap<string, Shape>;
};

/** A list of objects: one sheet of a workbook. */
export type Table = {
  readonly node: 'table';
  readonly meta: FieldMeta;
  readonly optional: boolean;
  readonly row: Group;
};

export type Shape = Leaf | Group | Table;

const NO_META: FieldMeta = { ja: '', en: '' };

/**
 * What a schema says, in the form readers, writers and explanations need. Derived, so that the zod schema stays the
 * one place where a field is declared.
 */
export function shapeOf(schema: z.ZodType): Shape {
  const meta = metaOf(schema) ?? NO_META;
  const optional = schema instanceof z.ZodOptional;
  const inner = withoutOptional(schema);
  if (inner instanceof z.ZodObject) return groupOf(inner, meta, optional);
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject) {
    return { node: 'table', meta, optional, row: groupOf(inner.element, NO_META, false) };
  }
  return leafOf(inner, meta, optional);
}

/** The shape of an object schema. */
export function groupOf(schema: z.ZodObject, meta: FieldMeta = NO_META, optional = false): Group {
  const entries = Object.entries(schema.shape).map(([key, value]): [string, Shape] => [
    key,
    shapeOf(value as z.ZodType),
  ]);
  return { node: 'group', meta, optional, fields: new Map(entries) };
}

const WORD_KINDS: readonly Kind[] = ['text', 'email', 'phone', 'policy', 'id', 'literal'];

/**
 * Whether `unknown` may be written for a field: where the schema keeps the word, and in any other field that can be left
 * out, where it means the same as leaving it out. In a text it is just a text.
 */
export function mayBeUnknown(leaf: Leaf): boolean {
  return leaf.knowable || (leaf.optional && !leaf.list && !WORD_KINDS.includes(leaf.kind));
}

/** The shape at a path, or undefined where the schema knows no such path. */
export function shapeAt(shape: Shape, path: Path): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const step of path) {
    if (at === undefined) return undefined;
    at = typeof step === 'number' ? elementOf(at) : at.node === 'group' ? at.fields.get(step) : undefined;
  }
  return at;
}

function withoutOptional(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? withoutOptional(schema.unwrap() as z.ZodType) : schema;
}

function elementOf(shape: Shape): Shape | undefined {
  if (shape.node === 'table') return shape.row;
  return shape.node === 'leaf' && shape.list ? { ...shape, list: false } : undefined;
}

function leafOf(schema: z.ZodType, meta: FieldMeta, optional: boolean): Leaf {
  const isUnknown = (option: z.ZodType) => option instanceof z.ZodLiteral && option.value === UNKNOWN;
  const options = schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]) : [schema];
  const known = options.find((option) => !isUnknown(option)) as z.ZodType;
  const list = known instanceof z.ZodArray;
  const single = list ? (known.element as z.ZodType) : known;
  const values = wordsOf(single);
  return {
    node: 'leaf',
    meta,
    kind: kindOf(single),
    list,
    optional,
    knowable: options.some(isUnknown) || values.includes(UNKNOWN),
    values,
    ...rangeOf(single),
  };
}

function wordsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  return schema instanceof z.ZodLiteral ? [...schema.values].map(String) : [];
}

function rangeOf(schema: z.ZodType): Pick<Leaf, 'min' | 'above' | 'max'> {
  if (!(schema instanceof z.ZodNumber)) return {};
  const checks = (schema.def.checks ?? []).map(
    (check) => check._zod.def as { check: string; inclusive?: boolean },
  );
  const least = schema.minValue ?? undefined;
  const excluded = checks.some(({ check, inclusive }) => check === 'greater_than' && inclusive === false);
  const range = excluded ? { above: least } : { min: least };
  const max = schema.maxValue ?? undefined;
  return max === undefined || max >= Number.MAX_SAFE_INTEGER ? range : { ...range, max };
}
