import { type Condition, ConditionError, type Operator, variableNamed } from './syntax.ts';

const OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', 'IN'];

/**
 * The dialect of the SOARCA engine: exactly three words apart by one space each, a variable, an operator, a bare literal
 * or another variable. A literal in single quotes loses them.
 *
 * @throws ConditionError
 */
export function parseSoarca(text: string): Condition {
  const words = text.split(' ');
  if (words.length !== 3 || words.includes(''))
    throw new ConditionError(
      0,
      '空白一つずつで区切った三語（変数 記号 値）ではありません',
      'it is not three words apart by one space: variable, operator, value',
    );
  const [left, operator, right] = words;
  const variable = variableNamed(left);
  if (variable === undefined)
    throw new ConditionError(
      0,
      `「${left}」：左は変数（__name__:value）です`,
      `"${left}": a variable, __name__:value, stands on the left`,
    );
  if (!OPERATORS.includes(operator))
    throw new ConditionError(
      left.length + 1,
      `「${operator}」：比較の記号ではありません`,
      `"${operator}": no operator`,
    );
  const other = /:value$/.test(right) ? variableNamed(right) : undefined;
  return {
    kind: 'compare',
    variable,
    operator: operator as Operator,
    operands: [
      other === undefined
        ? { kind: 'literal', text: right.replace(/^'(.*)'$/, '$1') }
        : { kind: 'variable', name: other },
    ],
  };
}
