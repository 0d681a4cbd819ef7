import { celError, isCelError } from '@bufbuild/cel';
import type { Issue } from '@sonae/core';
import { wrongFact } from './fact-issue.ts';
import { EACH, type Read } from './reads.ts';
import { celScalar, type ScalarKind } from './scalar.ts';
import { type FactKind, type FactSchema, type Facts, UNKNOWN } from './schema.ts';
import { celTypeName, valuesOf } from './shape.ts';

/**
 * Facts as CEL reads them, by name; variables of macros are added on top. A fact that is not known is
 * {@link MISSING}; one that is not what the schema says is an error that carries the issue.
 */
export type Bindings = { readonly [name: string]: unknown };

/** Made once: an error takes its stack along, and making one costs more than evaluating a whole predicate. */
const MISSING = celError('the fact is not known');

/** The facts named, converted by the schema; the others are not looked at. */
export function bindFacts(facts: Facts, schema: FactSchema, names: readonly string[]): Bindings {
  const bindings: Record<string, unknown> = Object.create(null);
  for (const name of names) {
    const value = bind(facts[name], schema[name], name);
    bindings[name] = value === undefined ? MISSING : value;
  }
  return bindings;
}

/** The bindings with the variable of a macro, which hides a fact of its name. */
export function withVariable(bindings: Bindings, variable: string, value: unknown): Bindings {
  const inner = Object.create(bindings);
  inner[variable] = value;
  return inner;
}

/** Whether a fact is not known; below a list that is not known nothing is, because the list is read as well. */
export function isMissing({ root, steps }: Read, bindings: Bindings): boolean {
  const missing = (value: unknown, depth: number): boolean => {
    if (value === undefined || value === MISSING) return !steps.includes(EACH, depth);
    if (depth === steps.length || isCelError(value)) return false;
    const parts =
      steps[depth] === EACH
        ? [...(value as Iterable<unknown>)]
        : [(value as ReadonlyMap<string, unknown>).get(steps[depth])];
    return parts.some((part) => missing(part, depth + 1));
  };
  return missing(bindings[root], 0);
}

/** What is wrong with a fact that was given, or undefined. */
export function malformed({ root }: Read, bindings: Bindings): Issue | undefined {
  const value = bindings[root];
  return isCelError(value) && value !== MISSING ? (value.cause as Issue) : undefined;
}

/** The value for CEL; undefined where it is not known. */
function bind(value: unknown, kind: FactKind, path: string): unknown {
  if (value === undefined || value === null || value === UNKNOWN) return undefined;
  if (typeof kind === 'object' && 'list' in kind) return bindList(value, kind.list, path);
  if (typeof kind === 'object' && 'fields' in kind) return bindObject(value, kind.fields, path);
  const values = valuesOf(kind);
  if (values) return values.includes(value as string) ? value : wrong(path, value, kind);
  const scalar = celScalar(value, kind as ScalarKind);
  return scalar === undefined ? wrong(path, value, kind) : scalar;
}

/**
 * CEL cannot leave an element out of a list, so a list of plain values of which one is not known is not known; an
 * object of which nothing is known stays as an empty one.
 */
function bindList(value: unknown, kind: FactKind, path: string): unknown {
  if (!Array.isArray(value)) return wrong(path, value, { list: kind });
  const items: unknown[] = [];
  const unknownItem = celTypeName(kind) === 'map' ? new Map() : undefined;
  for (const [i, element] of value.entries()) {
    const item = bind(element, kind, `${path}[${i}]`) ?? unknownItem;
    if (item === undefined || isCelError(item)) return item;
    items.push(item);
  }
  return items;
}

function bindObject(value: NonNullable<unknown>, fields: FactSchema, path: string): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) return wrong(path, value, { fields });
  const object = new Map<string, unknown>();
  for (const [name, kind] of Object.entries(fields)) {
    const field = bind((value as Facts)[name], kind, `${path}.${name}`);
    if (isCelError(field)) return field;
    if (field !== undefined) object.set(name, field);
  }
  return object;
}

function wrong(path: string, value: unknown, kind: FactKind): unknown {
  return celError(wrongFact(path, value, kind));
}
