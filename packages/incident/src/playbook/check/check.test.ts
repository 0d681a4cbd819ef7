// Longer than a file should be: one table of mistakes, each with the rule and the code it is refused by.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { conformanceFolder } from '../../../../../tests/support/conformance.ts';
import schemas from '../../../schemas/cacao-2.0.json' with { type: 'json' };
import { EXTENSION } from '../hints.ts';
import { checkPlaybook } from '../index.ts';
import { both, jsonOf, todo } from '../testing/playbooks.ts';

type Json = ReturnType<typeof jsonOf>;

const base = () =>
  jsonOf(
    [
      todo('one', { sets: ['__a__'] }),
      { if: '__a__:value = true', name: both('if'), yes: [todo('two')] },
      { while: '__n__:value < 3', name: both('while'), repeat: [todo('three', { sets: ['__n__'] })] },
      { together: [[todo('four')], [todo('five')]], name: both('both') },
      { switch: '__n__:value', name: both('switch'), cases: { 1: [todo('six')], default: [] } },
      { run: 'other', name: both('sub') },
    ],
    { __a__: ['bool'], __n__: ['integer', '0'] },
  );

const stepNamed = (json: Json, name: string) => {
  const [id] = Object.entries(json.workflow).find(([, step]) => step.name === name) ?? [''];
  return { id, step: json.workflow[id] };
};

const codesOf = async (json: unknown, dialect: 'strict' | 'soarca' = 'strict') => {
  const { issues, schemaValid, valid } = await checkPlaybook(JSON.stringify(json), { dialect });
  return {
    codes: issues.map(({ code, severity }) => `${severity[0]} ${code.replace('playbook.', '')}`),
    schemaValid,
    valid,
  };
};

test('PB5 the schemas are those of OASIS, unchanged', () => {
  const folder = path.join(conformanceFolder(), 'cacao/oasis-json-schemas/schemas');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const theirs = files.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  expect(schemas).toHaveLength(51);
  const byId = (list: { $id: string }[]) => new Map(list.map((schema) => [schema.$id, schema]));
  expect(byId(schemas)).toEqual(byId(theirs));
});

test('PB4 a sound playbook has no issue at all', async () => {
  expect(await codesOf(base())).toEqual({ codes: [], schemaValid: true, valid: true });
});

const UUID = '00000000-0000-4000-8000-000000000099';

/** One mistake each, and what is said about it. */
const MISTAKES: readonly [rule: string, code: string, mistake: (json: Json) => void][] = [
  ['PB10', 'e no-start', (json) => Object.assign(json, { workflow_start: `start--${UUID}` })],
  ['PB10', 'w start-type', (json) => Object.assign(json, { workflow_start: stepNamed(json, 'one').id })],
  [
    'PB11',
    'e missing-step',
    (json) => Object.assign(stepNamed(json, 'two').step, { on_completion: `end--${UUID}` }),
  ],
  [
    'PB11',
    'e missing-step',
    (json) => Object.assign(stepNamed(json, 'if').step, { on_true: `end--${UUID}` }),
  ],
  [
    'PB11',
    'e missing-step',
    (json) => Object.assign(stepNamed(json, 'switch').step.cases as object, { 1: `end--${UUID}` }),
  ],
  ['PB11', 'w no-exception-step', (json) => Object.assign(json, { workflow_exception: `end--${UUID}` })],
  [
    'PB11',
    'e back-to-start',
    (json) => Object.assign(stepNamed(json, 'two').step, { on_completion: json.workflow_start }),
  ],
  ['PB12', 'e no-next', (json) => delete stepNamed(json, 'one').step.on_completion],
  ['PB12', 'e no-next', (json) => delete stepNamed(json, 'if').step.on_completion],
  ['PB12', 'e no-next', (json) => delete stepNamed(json, 'while').step.on_completion],
  [
    'PB13',
    'e loop',
    (json) => Object.assign(stepNamed(json, 'two').step, { on_completion: stepNamed(json, 'one').id }),
  ],
  [
    'PB13',
    'e loop',
    (json) => Object.assign(stepNamed(json, 'one').step, { on_completion: stepNamed(json, 'one').id }),
  ],
  [
    'PB13',
    'e loop',
    (json) => {
      const { step, id } = stepNamed(json, 'one');
      Object.assign(step, { on_success: step.on_completion, on_failure: id, on_completion: undefined });
    },
  ],
  ['PB14', 'e orphan', (json) => Object.assign(json.workflow, { [`end--${UUID}`]: { type: 'end' } })],
  [
    'PB15',
    'w shared-step',
    (json) => Object.assign(stepNamed(json, 'four').step, { on_completion: stepNamed(json, 'five').id }),
  ],
  [
    'PB16',
    'e two-ways',
    (json) => Object.assign(stepNamed(json, 'one').step, { on_failure: stepNamed(json, 'if').id }),
  ],
  [
    'PB17',
    'e missing-agent',
    (json) => Object.assign(stepNamed(json, 'one').step, { agent: `group--${UUID}` }),
  ],
  [
    'PB17',
    'e missing-target',
    (json) => Object.assign(stepNamed(json, 'one').step, { targets: [`linux--${UUID}`] }),
  ],
  [
    'PB17',
    'e missing-authentication',
    (json) =>
      Object.assign(json.agent_definitions, {
        [`ssh--${UUID}`]: {
          type: 'ssh',
          name: 's',
          address: { dname: ['s'] },
          authentication_info: `user-auth--${UUID}`,
        },
      }),
  ],
  [
    'PB18',
    'e id-type',
    (json) => Object.assign(Object.values(json.agent_definitions)[0], { type: 'organization' }),
  ],
  [
    'PB19',
    'e email',
    (json) =>
      Object.assign(json.agent_definitions, {
        [`individual--${UUID}`]: { type: 'individual', name: 'x', contact: { email: { work: 'a@b.jp;rm' } } },
      }),
  ],
  ['PB20', 'e negative-time', (json) => Object.assign(stepNamed(json, 'one').step, { timeout: -1 })],
  [
    'PB21',
    'e command-empty',
    (json) => Object.assign(stepNamed(json, 'one').step, { commands: [{ type: 'bash' }] }),
  ],
  [
    'PB21',
    'w command-type',
    (json) => Object.assign(stepNamed(json, 'one').step, { commands: [{ type: 'abacus' }] }),
  ],
  [
    'PB22',
    'e playbook-id',
    (json) => Object.assign(stepNamed(json, 'sub').step, { playbook_id: `action--${UUID}` }),
  ],
  ['PB22', 'e calls-itself', (json) => Object.assign(stepNamed(json, 'sub').step, { playbook_id: json.id })],
  ['PB23', 'e variable-value', (json) => Object.assign(json.playbook_variables.__n__, { value: 'many' })],
  [
    'PB23',
    'w variable-type',
    (json) => Object.assign(json.playbook_variables, { __c__: { type: 'colour' } }),
  ],
  ['PB23', 'e variable-name', (json) => Object.assign(json.playbook_variables, { c: { type: 'string' } })],
  ['PB24', 'e undeclared', (json) => Object.assign(stepNamed(json, 'one').step, { in_args: ['__zz__'] })],
  ['PB24', 'e constant-set', (json) => Object.assign(json.playbook_variables.__a__, { constant: true })],
  [
    'PB25',
    'e undeclared',
    (json) =>
      Object.assign(stepNamed(json, 'one').step, {
        commands: [{ type: 'manual', command: 'see __zz__:value' }],
      }),
  ],
  [
    'PB25',
    'w undeclared',
    (json) =>
      Object.assign(stepNamed(json, 'one').step, { commands: [{ type: 'manual', command: 'see __zz__' }] }),
  ],
  [
    'PB26',
    'e condition-syntax',
    (json) => Object.assign(stepNamed(json, 'if').step, { condition: '__a__:value = ' }),
  ],
  [
    'PB26',
    'e condition-syntax',
    (json) => Object.assign(stepNamed(json, 'if').step, { condition: '__a__:value = yes' }),
  ],
  [
    'PB27',
    'e condition',
    (json) => Object.assign(stepNamed(json, 'if').step, { condition: '__a__:value > true' }),
  ],
  [
    'PB27',
    'e condition',
    (json) => Object.assign(stepNamed(json, 'if').step, { condition: '__zz__:value = 1' }),
  ],
  [
    'PB28',
    'w while-unchanging',
    (json) => Object.assign(stepNamed(json, 'three').step, { out_args: ['__a__'] }),
  ],
  [
    'PB28',
    'e undeclared',
    (json) => Object.assign(stepNamed(json, 'switch').step, { switch: '__zz__:value' }),
  ],
  [
    'PB28',
    'e case-value',
    (json) =>
      Object.assign(stepNamed(json, 'switch').step.cases as object, { one: stepNamed(json, 'six').id }),
  ],
  ['PB32', 'w modified-first', (json) => Object.assign(json, { modified: '2020-01-01T00:00:00Z' })],
  ['PB32', 'e no-such-time', (json) => Object.assign(json, { modified: '2027-02-30T00:00:00Z' })],
  [
    'PB32',
    'e never-valid',
    (json) =>
      Object.assign(json, { valid_from: '2027-01-01T00:00:00Z', valid_until: '2026-01-01T00:00:00Z' }),
  ],
  ['PB33', 'w revoked', (json) => Object.assign(json, { revoked: true })],
  ['PB34', 'w missing-extension', (json) => delete json.extension_definitions],
  [
    'PB37',
    'e too-few-approvers',
    (json) =>
      Object.assign(stepNamed(json, 'one').step, {
        step_extensions: { [EXTENSION]: { action: { id: 'host.isolate' }, approvers: 1 } },
      }),
  ],
];

test.each(MISTAKES.map(([rule, code, mistake], i) => ({ rule, code, mistake, i })))(
  '$rule mistake $i is told: $code',
  async ({ code, mistake }) => {
    const json = base();
    mistake(json);
    const { codes, valid } = await codesOf(json);
    expect(codes).toContain(code);
    expect(valid).toBe(!codes.some((one) => one.startsWith('e ')));
  },
);

test('PB4 all mistakes at once, in the order of the file', async () => {
  const json = base();
  const each = MISTAKES.filter(([, code]) =>
    ['e no-such-time', 'e command-empty', 'e variable-value'].includes(code),
  );
  for (const [, , mistake] of each) mistake(json);
  const { issues } = await checkPlaybook(JSON.stringify(json, null, 1));
  expect(issues.map(({ code }) => code)).toEqual([
    'playbook.no-such-time',
    'playbook.variable-value',
    'playbook.command-empty',
  ]);
  const lines = issues.map(({ line = 0 }) => line);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});

test('PB13 a loop through a while, and back to it by its id, is meant', async () => {
  const json = base();
  Object.assign(stepNamed(json, 'three').step, { on_completion: stepNamed(json, 'while').id });
  const { codes } = await codesOf(json);
  expect(codes.filter((code) => !code.includes('orphan'))).toEqual([]);
});

test('PB4 a playbook nobody could follow is refused before it takes long', async () => {
  const json = base();
  for (let i = 0; i < 2001; i++)
    json.workflow[`end--${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`] = { type: 'end' };
  expect((await codesOf(json)).codes).toEqual(['e too-many-steps']);
});

test('PB35 PB36 actions and duties must exist where the caller knows them', async () => {
  const json = jsonOf([{ act: 'host.explode', name: both('x'), who: 'all', duties: ['no-such-duty'] }]);
  const known = { actions: new Set(['host.isolate']), duties: new Set(['jp-police']) };
  const { issues } = await checkPlaybook(JSON.stringify(json), { known });
  expect(issues.map(({ code }) => code)).toEqual(['playbook.unknown-action', 'playbook.unknown-duty']);
  expect((await checkPlaybook(JSON.stringify(json))).valid).toBe(true);
});

test('PB4 any JSON at all comes back with a verdict', async () => {
  for (const value of [
    null,
    1,
    'x',
    [],
    {},
    { workflow: [] },
    { workflow: { a: null } },
    { workflow: { a: { commands: [1] } } },
  ])
    expect((await checkPlaybook(JSON.stringify(value))).valid).toBe(false);
});
