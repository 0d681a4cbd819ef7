import { say } from '@sonae/core';
import { conditionProblems } from '../condition/check.ts';
import { parseCondition } from '../condition/parse.ts';
import {
  type Condition,
  ConditionError,
  type Dialect,
  VARIABLE_NAME,
  variableNamed,
} from '../condition/syntax.ts';
import { fitsType, isVariableType, typedValue } from '../condition/values.ts';
import { edgesOf, isBranch, nextOf } from '../flow/edges.ts';
import { visibleFrom } from '../flow/scope.ts';
import type { Path } from '../read/json.ts';
import type { Playbook, Step, Variables } from '../read/playbook.ts';
import type { Report } from './report.ts';

/** Variables have values of their types, are declared where they are used, and conditions can be answered (PB23–PB28). */
export function checkVariables(playbook: Playbook, report: Report): void {
  const { dialect } = playbook;
  checkValues(playbook.variables, ['playbook_variables'], dialect, report);
  const visible = visibleFrom(playbook);
  for (const step of playbook.steps.values()) {
    const path = ['workflow', step.id];
    checkValues(step.variables, [...path, 'step_variables'], dialect, report);
    const known = visible(step);
    checkArguments(step, known, report);
    checkMentions(step, known, report);
    const condition = checkCondition(step, known, dialect, report);
    if (condition && step.type === 'while-condition') checkChanges(playbook, step, condition, report);
    checkSwitch(step, known, report);
  }
}

function checkValues(variables: Variables, path: Path, dialect: Dialect, report: Report): void {
  for (const [name, { type, value }] of variables) {
    const at = [...path, name];
    if (name === '__proto__' || !VARIABLE_NAME.test(name))
      report({
        code: 'variable-name',
        path: at,
        message: say(`変数の名前「${name}」は使えません。`, `The variable name ${name} cannot be used.`),
        hint: say('__name__ の形で書いてください。', 'Write it as __name__.'),
      });
    if (!isVariableType(type)) {
      report({
        code: 'variable-type',
        severity: 'warning',
        path: [...at, 'type'],
        message: say(`規格にない変数の型です（${type}）。`, `The standard does not know the type ${type}.`),
        hint: say('条件に使うと、答えは人に尋ねます。', 'A condition on it is put to a person.'),
      });
      continue;
    }
    if (value === undefined || value.includes('__:value') || fitsType(type, value)) continue;
    // Only a hash of the wrong length still compares; SOARCA lets it pass.
    const compares = typedValue(type, value) !== undefined;
    report({
      code: 'variable-value',
      severity: compares && dialect === 'soarca' ? 'warning' : 'error',
      path: [...at, 'value'],
      message: say(`初期値が ${type} 型ではありません。`, `The initial value is no ${type}.`),
      hint: say('型か値を直してください。', 'Mend the type or the value.'),
    });
  }
}

function checkArguments(step: Step, known: Variables, report: Report): void {
  for (const key of ['in_args', 'out_args'] as const) {
    for (const [i, text] of (key === 'in_args' ? step.inArgs : step.outArgs).entries()) {
      const path = ['workflow', step.id, key, i];
      const name = variableNamed(text);
      const variable = name === undefined ? undefined : known.get(name);
      if (!variable) {
        report(undeclared(text, path));
        continue;
      }
      if (key === 'out_args' && variable.constant)
        report({
          code: 'constant-set',
          path,
          message: say(`定数 ${name} を書き換えようとしています。`, `It would change the constant ${name}.`),
          hint: say('constant を外すか、別の変数にしてください。', 'Drop constant or use another variable.'),
        });
    }
  }
}

const REFERENCE = /__[a-zA-Z_][a-zA-Z0-9_-]{0,199}?__(:value)?/g;

/** Variables named in commands. Only `__name__:value` is surely a reference; a bare name is pointed out. */
function checkMentions(step: Step, known: Variables, report: Report): void {
  for (const [i, { command }] of step.commands.entries()) {
    const path = ['workflow', step.id, 'commands', i, 'command'];
    for (const [text, surely] of new Map(
      [...command.matchAll(REFERENCE)].map(([all, value]) => [all, value]),
    )) {
      const name = variableNamed(text);
      if (name === undefined || known.has(name)) continue;
      report(
        surely === undefined
          ? {
              ...undeclared(text, path),
              severity: 'warning',
              hint: say(
                '変数なら宣言して __name__:value と書いてください。',
                'If it is a variable, declare it and write __name__:value.',
              ),
            }
          : undeclared(text, path),
      );
    }
  }
}

function undeclared(text: string, path: Path) {
  return {
    code: 'undeclared',
    path,
    message: say(`変数 ${text} は宣言されていません。`, `The variable ${text} is not declared.`),
    hint: say(
      'playbook_variables か、この手順の step_variables に加えてください。',
      'Add it to playbook_variables or to step_variables of this step.',
    ),
  };
}

function checkCondition(
  step: Step,
  known: Variables,
  dialect: Dialect,
  report: Report,
): Condition | undefined {
  if (step.condition === undefined) return undefined;
  const path = ['workflow', step.id, 'condition'];
  try {
    const condition = parseCondition(step.condition, dialect);
    for (const message of conditionProblems(condition, (name) => known.get(name)?.type))
      report({
        code: 'condition',
        path,
        message,
        hint: say(
          '変数の宣言と型、値を確かめてください。',
          'Check the declaration of the variable, its type and the value.',
        ),
      });
    return condition;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    report({
      code: 'condition-syntax',
      path,
      message: say(
        `条件の ${error.at + 1} 文字目：${error.message}。`,
        `Condition, character ${error.at + 1}: ${error.en}.`,
      ),
      hint:
        dialect === 'strict'
          ? say(
              "例: __count__:value > 1000 AND __kind__:value = '要配慮'。引用符のない書き方は --dialect soarca で読めます。",
              "Such as __count__:value > 1000 AND __kind__:value = 'health'. Literals without quotes: --dialect soarca.",
            )
          : say('例: __count__:value > 1000', 'Such as __count__:value > 1000'),
    });
    return undefined;
  }
}

/** A while whose condition reads nothing that its body may change would never end. */
function checkChanges(playbook: Playbook, loop: Step, condition: Condition, report: Report): void {
  const read = namesIn(condition);
  const body = bodyOf(playbook, loop);
  const changed = body.some(
    ({ type, outArgs }) =>
      type === 'playbook-action' || outArgs.some((name) => read.has(variableNamed(name) ?? '')),
  );
  const outside = [...read].some((name) => playbook.variables.get(name)?.external);
  if (changed || outside) return;
  report({
    code: 'while-unchanging',
    severity: 'warning',
    path: ['workflow', loop.id, 'condition'],
    message: say(
      '繰り返しの中で条件の変数が変わりません。',
      'Nothing in the body changes a variable of the condition.',
    ),
    hint: say(
      '繰り返す手順の out_args に変数を書いてください。上限に達すると人に尋ねます。',
      'Name the variable in out_args of a step of the body. At the limit a person is asked.',
    ),
  });
}

function namesIn(condition: Condition): Set<string> {
  if (condition.kind === 'not') return namesIn(condition.part);
  if (condition.kind !== 'compare') return new Set(condition.parts.flatMap((part) => [...namesIn(part)]));
  const others = condition.operands.flatMap((operand) => (operand.kind === 'variable' ? [operand.name] : []));
  return new Set([condition.variable, ...others]);
}

function bodyOf({ steps }: Playbook, loop: Step): Step[] {
  const found = new Set<Step>();
  const open = [loop.onTrue];
  while (open.length > 0) {
    const id = open.pop();
    const step = id === undefined || id === nextOf(loop, true) ? undefined : steps.get(id);
    if (!step || step === loop || found.has(step)) continue;
    found.add(step);
    open.push(...edgesOf(step).map(({ to }) => to));
  }
  return [...found];
}

function checkSwitch(step: Step, known: Variables, report: Report): void {
  if (step.switchOn === undefined) return;
  const path = ['workflow', step.id];
  const name = variableNamed(step.switchOn);
  const variable = name === undefined ? undefined : known.get(name);
  if (!variable) {
    report(undeclared(step.switchOn, [...path, 'switch']));
    return;
  }
  if (!edgesOf(step).some(isBranch))
    report({
      code: 'switch-empty',
      path: [...path, 'cases'],
      message: say('場合分けに場合がありません。', 'The switch has no case.'),
      hint: say('cases に値と行き先を書いてください。', 'Write values and steps in cases.'),
    });
  for (const value of step.cases.keys()) {
    if (value === 'default' || !isVariableType(variable.type)) continue;
    if (typedValue(variable.type, value) !== undefined) continue;
    report({
      code: 'case-value',
      path: [...path, 'cases', value],
      message: say(
        `「${value}」は ${variable.type} 型の値ではありません。`,
        `"${value}" is no ${variable.type}.`,
      ),
      hint: say('この場合は決して当たりません。', 'This case would never be met.'),
    });
  }
}
