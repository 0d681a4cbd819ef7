import { and, not, or, type Truth, truthOf } from '@sonae/core';
import type { Condition, Operand, Operator } from './syntax.ts';
import {
  isAddress,
  isOrdered,
  isVariableType,
  isWords,
  networkOf,
  order,
  typedValue,
  type Value,
  type VariableType,
} from './values.ts';

/** A variable as it stands: its value is missing while nobody knows it. */
export type Standing = { readonly type: string; readonly value?: string };

export type Answer = {
  readonly truth: Truth;
  /** Names of variables whose values are not known, where the answer is unknown. */
  readonly unknown: readonly string[];
};

/** Answers a condition in three values (Kleene). Nothing is guessed: a value that is missing or not of its type is unknown. */
export function evaluateCondition(
  condition: Condition,
  lookUp: (variable: string) => Standing | undefined,
): Answer {
  const unknown = new Set<string>();
  const truth = truthOfCondition(condition, lookUp, unknown);
  return { truth, unknown: truth === 'unknown' ? [...unknown] : [] };
}

function truthOfCondition(
  condition: Condition,
  lookUp: (variable: string) => Standing | undefined,
  unknown: Set<string>,
): Truth {
  switch (condition.kind) {
    case 'and':
      return and(...condition.parts.map((part) => truthOfCondition(part, lookUp, unknown)));
    case 'or':
      return or(...condition.parts.map((part) => truthOfCondition(part, lookUp, unknown)));
    case 'not':
      return not(truthOfCondition(condition.part, lookUp, unknown));
    case 'compare':
      return compare(condition, lookUp, unknown);
  }
}

function compare(
  { variable, operator, operands }: Extract<Condition, { kind: 'compare' }>,
  lookUp: (variable: string) => Standing | undefined,
  unknown: Set<string>,
): Truth {
  const left = lookUp(variable);
  const type = left?.type ?? '';
  const textOf = (operand: Operand) => {
    if (operand.kind === 'literal') return operand.text;
    const text = lookUp(operand.name)?.value;
    if (text === undefined) unknown.add(operand.name);
    return text;
  };
  const texts = operands.map(textOf);
  if (left?.value === undefined || !isVariableType(type)) {
    unknown.add(variable);
    return 'unknown';
  }
  const { value } = left;
  const truths = texts.map((text) => {
    if (text === undefined) return 'unknown';
    const held = truthOf(holds(type, operator, value, text));
    if (held === 'unknown') unknown.add(variable);
    return held;
  });
  return or(...truths);
}

/** Whether `left operator right` holds; undefined where the operator does not apply or the right is not of the type. */
function holds(type: VariableType, operator: Operator, left: string, right: string): boolean | undefined {
  if (operator === 'LIKE') return isWords(type) ? like(left, right) : undefined;
  if (isAddress(type) && ['IN', 'ISSUBSET', 'ISSUPERSET'].includes(operator)) {
    const [inner, outer] = operator === 'ISSUPERSET' ? [right, left] : [left, right];
    const [a, b] = [networkOf(type, inner), networkOf(type, outer)];
    return a && b && b.first <= a.first && a.last <= b.last;
  }
  const [a, b] = [typedValue(type, left), typedValue(type, right)];
  return a === undefined || b === undefined ? undefined : inOrder(type, operator, a, b);
}

function inOrder(type: VariableType, operator: Operator, a: Value, b: Value): boolean | undefined {
  if (operator === '=' || operator === 'IN') return a === b;
  if (operator === '!=') return a !== b;
  if (!isOrdered(type)) return undefined;
  const sign = order(a, b);
  return { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator as '<'];
}

/** `%` stands for any characters, `_` for one. Walks both texts once with one place to fall back to. */
function like(text: string, pattern: string): boolean {
  const [letters, wanted] = [[...text], [...pattern]];
  let [i, j, star, resume] = [0, 0, -1, 0];
  while (i < letters.length) {
    if (j < wanted.length && (wanted[j] === '_' || wanted[j] === letters[i]) && wanted[j] !== '%') {
      i++;
      j++;
    } else if (wanted[j] === '%') {
      star = j++;
      resume = i;
    } else if (star >= 0) {
      j = star + 1;
      i = ++resume;
    } else return false;
  }
  while (wanted[j] === '%') j++;
  return j === wanted.length;
}
