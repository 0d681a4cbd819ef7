import { readJson } from '../read/json.ts';
import { listOf, objectOf, textOf } from '../read/playbook.ts';
import { conditionProblems } from './check.ts';
import { evaluateCondition } from './evaluate.ts';
import { parseCondition } from './parse.ts';
import { ConditionError, type Dialect } from './syntax.ts';

/**
 * Answers cases of conditions (`{cases: [{expression, variables, result, error}]}`) and names those that come out otherwise
 * than they say. Undefined where the text holds no cases.
 */
export function conditionCases(
  text: string,
  dialect: Dialect,
): { readonly cases: number; readonly failed: readonly string[] } | undefined {
  const cases = listOf(objectOf(readJson(text).value).cases).map(objectOf);
  if (cases.length === 0) return undefined;
  const failed = cases.flatMap(({ expression, variables, result, error }) => {
    const condition = textOf(expression) ?? '';
    const expected = error === true ? 'error' : result === true ? 'yes' : 'no';
    return outcomeOf(condition, objectOf(variables), dialect) === expected ? [] : [condition];
  });
  return { cases: cases.length, failed };
}

function outcomeOf(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
  dialect: Dialect,
): string {
  const lookUp = (name: string) => {
    const variable = Object.hasOwn(variables, name) ? objectOf(variables[name]) : undefined;
    return variable && { type: textOf(variable.type) ?? '', value: textOf(variable.value) };
  };
  try {
    const condition = parseCondition(expression, dialect);
    const problems = conditionProblems(condition, (name) => lookUp(name)?.type);
    return problems.length > 0 ? 'error' : evaluateCondition(condition, lookUp).truth;
  } catch (error) {
    if (error instanceof ConditionError) return 'error';
    throw error;
  }
}
