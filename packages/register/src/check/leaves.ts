import { isRecord, type Path } from '../path.ts';
import type { Leaf, Shape } from '../shape.ts';
import { Flaw } from '../source.ts';

/** Called for each single value of a tree; the elements of a list come one by one. Returns the value to keep. */
export type LeafVisitor = (leaf: Leaf, value: unknown, path: Path) => unknown;

/**
 * A copy of a tree with every single value replaced by what the visitor returns. Parts that do not fit the shape are
 * kept as they are: telling what is wrong with them is the schema's business.
 */
export function mapLeaves(shape: Shape, value: unknown, visit: LeafVisitor, path: Path = []): unknown {
  if (shape.node === 'leaf') {
    if (!shape.list || !Array.isArray(value)) return visit(shape, value, path);
    return value.map((element, i) => visit(shape, element, [...path, i]));
  }
  if (shape.node === 'table') {
    if (!Array.isArray(value)) return value;
    return value.map((row, i) => mapLeaves(shape.row, row, visit, [...path, i]));
  }
  if (!isRecord(value) || value instanceof Flaw) return value;
  // No prototype: a key named `__proto__` stays a key.
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, child] of Object.entries(value)) {
    const field = shape.fields.get(key);
    copy[key] = field ? mapLeaves(field, child, visit, [...path, key]) : child;
  }
  return copy;
}
