import { isRecord } from '../path.ts';
import type { Shape } from '../shape.ts';

/**
 * One form for equal facts, so that equal registers are equal values: keys in the order of the schema, no absent
 * keys, every list entry once, no empty lists and tables (they say what leaving them out says: nothing is named).
 */
export function tidy(shape: Shape, value: unknown): unknown {
  if (shape.node === 'leaf')
    return shape.list && Array.isArray(value) ? emptyAsAbsent([...new Set(value)]) : value;
  if (shape.node === 'table') {
    return Array.isArray(value) ? emptyAsAbsent(value.map((row) => tidy(shape.row, row))) : value;
  }
  if (!isRecord(value)) return value;
  const kept = [...shape.fields].flatMap(([key, field]): [string, unknown][] => {
    const child = tidy(field, value[key]);
    return child === undefined ? [] : [[key, child]];
  });
  return Object.fromEntries(kept);
}

function emptyAsAbsent(list: unknown[]): unknown[] | undefined {
  return list.length === 0 ? undefined : list;
}
