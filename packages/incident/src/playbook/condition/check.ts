import type { Text } from '@sonae/core';
import type { Condition, Operand, Operator } from './syntax.ts';
import {
  isAddress,
  isOrdered,
  isVariableType,
  isWords,
  networkOf,
  typedValue,
  type VariableType,
} from './values.ts';

/** What makes a condition impossible to answer whatever the values are. Types of variables nobody declared are undefined. */
export function conditionProblems(
  condition: Condition,
  typeOf: (variable: string) => string | undefined,
): readonly Text[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap((part) => conditionProblems(part, typeOf));
    case 'not':
      return conditionProblems(condition.part, typeOf);
    case 'compare':
      return compareProblems(condition, typeOf);
  }
}

function compareProblems(
  { variable, operator, operands }: Extract<Condition, { kind: 'compare' }>,
  typeOf: (variable: string) => string | undefined,
): Text[] {
  const type = typeOf(variable);
  if (type === undefined)
    return [
      { ja: `変数 ${variable} は宣言されていません。`, en: `The variable ${variable} is not declared.` },
    ];
  if (!isVariableType(type)) return []; // the list of types is open; such a variable stays unknown
  if (!suits(operator, type))
    return [{ ja: `${type} 型に ${operator} は使えません。`, en: `${operator} does not apply to ${type}.` }];
  return operands.flatMap((operand) => operandProblem(operand, operator, type, typeOf));
}

function suits(operator: Operator, type: VariableType): boolean {
  if (type === 'dictionary') return false;
  if (operator === '=' || operator === '!=' || operator === 'IN') return true;
  if (operator === 'LIKE') return isWords(type);
  if (operator === 'ISSUBSET' || operator === 'ISSUPERSET') return isAddress(type);
  return isOrdered(type);
}

function operandProblem(
  operand: Operand,
  operator: Operator,
  type: VariableType,
  typeOf: (variable: string) => string | undefined,
): Text[] {
  if (operand.kind === 'literal') {
    const network = isAddress(type) && ['IN', 'ISSUBSET', 'ISSUPERSET'].includes(operator);
    const fits = network
      ? networkOf(type, operand.text) !== undefined
      : typedValue(type, operand.text) !== undefined;
    if (fits) return [];
    return [
      { ja: `「${operand.text}」は ${type} 型の値ではありません。`, en: `"${operand.text}" is no ${type}.` },
    ];
  }
  const other = typeOf(operand.name);
  if (other === undefined)
    return [
      {
        ja: `変数 ${operand.name} は宣言されていません。`,
        en: `The variable ${operand.name} is not declared.`,
      },
    ];
  return other === type || (numeric(other) && numeric(type))
    ? []
    : [
        {
          ja: `${type} 型と ${other} 型（${operand.name}）は比べられません。`,
          en: `${type} and ${other} (${operand.name}) cannot be compared.`,
        },
      ];
}

const numeric = (type: string) => type === 'integer' || type === 'long';
