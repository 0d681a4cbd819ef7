import { fold } from '../nearest.ts';
import { formatPath, isRecord, type Path } from '../path.ts';
import type { Finding } from '../problem.ts';
import { labelForKey } from '../problems/structure.ts';
import type { Group, Shape } from '../shape.ts';
import { Flaw, type Source } from '../source.ts';

/**
 * Finds keys written as the label of a field (従業員数 for `staff`) or in another case. Each is an error that names the key;
 * what stands under it is still checked as if it had been written right, so that no mistake hides another.
 */
export function checkKeys(shape: Shape, tree: unknown, source: Source) {
  const findings: Finding[] = [];
  /** The key in the file, by the path under the right key. */
  const written = new Map<string, string>();

  const walk = (at: Shape, value: unknown, path: Path): unknown => {
    if (at.node === 'table' && Array.isArray(value)) {
      return value.map((row, i) => walk(at.row, row, [...path, i]));
    }
    if (at.node !== 'group' || !isRecord(value) || value instanceof Flaw) return value;
    // No prototype: a key named `__proto__` stays a key.
    const copy: Record<string, unknown> = Object.create(null);
    for (const [key, child] of Object.entries(value)) {
      const meant = at.fields.has(key) ? key : fieldMeant(at, key);
      const right = meant !== undefined && (meant === key || !(Object.hasOwn(value, meant) || meant in copy));
      const name = right ? meant : key;
      const below = [...path, name];
      const field = at.fields.get(name);
      if (right && name !== key) {
        written.set(formatPath(below), key);
        findings.push({ path: below, problem: labelForKey(key, name) });
      }
      copy[name] = field ? walk(field, child, below) : child;
    }
    return copy;
  };

  const value = walk(shape, tree, []);
  const back = (path: Path): Path =>
    path.map((step, i) => written.get(formatPath(path.slice(0, i + 1))) ?? step);
  const asWritten: Source = {
    place: (path, part) => source.place(back(path), part),
    written: (path) => source.written?.(back(path)),
  };
  return { value, findings, source: written.size > 0 ? asWritten : source };
}

function fieldMeant(group: Group, key: string): string | undefined {
  const word = fold(key);
  return [...group.fields].find(([name, { meta }]) =>
    [name, meta.ja, meta.en].some((known) => fold(known) === word),
  )?.[0];
}
