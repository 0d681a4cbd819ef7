import { and, compareIds, not, or, type Truth, truthOf } from '@sonae/core';

/**
 * A condition on facts as a tree (条件). Rules are written in CEL and turned into trees by the build, because loading a CEL
 * library takes longer than everything else `sonae law due` does; a test holds both to the same answers.
 */
export type Condition =
  | { readonly fact: string }
  | { readonly fact: string; readonly is: '==' | '>' | '>='; readonly value: string | number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** A truth and, where it is unknown, the facts that decide it, sorted. */
export type Finding = { readonly truth: Truth; readonly needs: readonly string[] };

export const YES: Finding = { truth: 'yes', needs: [] };
export const NO: Finding = { truth: 'no', needs: [] };
export const open = (...needs: readonly string[]): Finding => ({ truth: 'unknown', needs: sorted(needs) });

/** Plain facts by name; an object such as `persons` has its parts under it. Undefined is unknown. */
export type PlainFacts = { readonly [name: string]: unknown };

/** Asks a condition of facts, in Kleene's logic. */
export function answer(condition: Condition, facts: PlainFacts): Finding {
  if ('all' in condition) return allOf(...condition.all.map((part) => answer(part, facts)));
  if ('any' in condition) return anyOf(...condition.any.map((part) => answer(part, facts)));
  if ('not' in condition) {
    const { truth, needs } = answer(condition.not, facts);
    return { truth: not(truth), needs };
  }
  const value = stated(condition.fact, facts);
  if (value === undefined) return open(condition.fact);
  return { truth: truthOf('is' in condition ? holds(value, condition) : value === true), needs: [] };
}

/** Every part has to hold: what is open needs the facts of every open part. */
export function allOf(...parts: readonly Finding[]): Finding {
  return combine(parts, and);
}

/** One part suffices. */
export function anyOf(...parts: readonly Finding[]): Finding {
  return combine(parts, or);
}

function combine(parts: readonly Finding[], by: typeof and): Finding {
  const truth = by(...parts.map((part) => part.truth));
  return { truth, needs: truth === 'unknown' ? sorted(parts.flatMap((part) => part.needs)) : [] };
}

function stated(path: string, facts: PlainFacts): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as PlainFacts | undefined)?.[name], facts);
}

function holds(
  value: unknown,
  { is, value: bound }: { readonly is: string; readonly value: string | number },
): boolean {
  if (is === '==') return value === bound;
  return is === '>' ? (value as number) > (bound as number) : (value as number) >= (bound as number);
}

export function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareIds);
}
