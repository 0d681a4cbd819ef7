import type * as z from 'zod';
import { explainLeaf } from '../explain/leaf.ts';
import { nearest, SUGGESTED } from '../nearest.ts';
import { formatPath, type Path, valueAt } from '../path.ts';
import type { Finding, Problem } from '../problem.ts';
import { empty, misplacedKey, missing, unknownKey, wrongType, wrongValue } from '../problems/structure.ts';
import { type Shape, shapeAt } from '../shape.ts';
import { Flaw, type Source } from '../source.ts';

/**
 * Tells in our words what a schema refused. Every refusal yields at least one finding unless a reader or another check
 * has reported that very value.
 */
export function explainRefusal(refusal: z.ZodError, shape: Shape, value: unknown, source: Source): Finding[] {
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const issue of refusal.issues) {
    const path = issue.path as Path;
    const lost = path.some((_, i) => valueAt(value, path.slice(0, i)) instanceof Flaw);
    if (lost || (issue.code === 'unrecognized_keys' && valueAt(value, path) instanceof Flaw)) continue;
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        findings.push({
          path: [...path, key],
          problem: unknownKeyAt(shape, path, key, findings.length < SUGGESTED),
        });
      continue;
    }
    const at = formatPath(path);
    if (told.has(at)) continue;
    told.add(at);
    for (const problem of problemsAt(shape, path, value, issue.message, source))
      findings.push({ path, problem });
  }
  return findings;
}

function problemsAt(shape: Shape, path: Path, tree: unknown, reason: string, source: Source): Problem[] {
  const value = valueAt(tree, path);
  if (value instanceof Flaw) return value.problem ? [value.problem] : [];
  const at = shapeAt(shape, path);
  if (at === undefined) return [wrongValue(at, value, reason)];
  if (value === undefined) return [missing(String(path.at(-1) ?? ''), at)];
  if (at.node !== 'leaf') return [value === null ? empty(at) : wrongType(at, value)];
  // A reference that is no id leads to no row either, and that is the more useful thing to say.
  if (at.meta.refersTo !== undefined && !at.list && typeof value === 'string' && value.trim() !== '')
    return [];
  const found = explainLeaf(at, value, source.written?.(path));
  return found.length > 0 ? found : [wrongValue(at, value, reason)];
}

function unknownKeyAt(shape: Shape, path: Path, key: string, suggest: boolean): Problem {
  const group = suggest ? shapeAt(shape, path) : undefined;
  if (group?.node !== 'group') return unknownKey(key, undefined);
  const home = homeOf(shape, key);
  if (home !== undefined) return misplacedKey(key, home);
  const meant = nearest(key, group.fields.keys());
  return unknownKey(
    key,
    meant === undefined ? undefined : { key: meant, ja: group.fields.get(meant)?.meta.ja ?? '' },
  );
}

/** The one group at or just below the top that has such a field: `''` or its key. Names of rows (`id`, `name`) have no one home. */
function homeOf(shape: Shape, key: string): string | undefined {
  if (shape.node !== 'group') return undefined;
  if (shape.fields.has(key)) return '';
  const homes = [...shape.fields].filter(([, field]) => field.node === 'group' && field.fields.has(key));
  return homes.length === 1 && key.length > 4 ? homes[0][0] : undefined;
}
