import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ORDER_STEPS, readPolicies, readPolicyYaml } from './index.ts';
import { eventJsonSchema, policyJsonSchema } from './json-schema.ts';
import { examplePolicy } from './testing/worked-example.ts';

const GOOD = `id: example
insurer: 例（架空）
limits:
  total: {amount: 1000000, per: period}
parts:
  - id: expense
    trigger: {basis: discovered}
    heads: [{id: forensic}]
    order: [limit.total]
`;

const printed = readFileSync(path.join(import.meta.dirname, 'testing/printed-policies.yaml'), 'utf8');

function codes(text: string): string[] {
  return readPolicyYaml(text, 'p.yaml').issues.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

test('Y10 a good policy is read without a word', () => {
  const { policy, issues } = readPolicyYaml(GOOD, 'p.yaml');
  expect(issues).toEqual([]);
  expect(policy?.parts[0].id).toBe('expense');
});

test('Y10 the three printed policies are read as they stand, from one file', () => {
  const readings = readPolicies(printed, 'printed.yaml');
  expect(readings.flatMap((reading) => reading.issues)).toEqual([]);
  expect(readings.map((reading) => reading.policy?.id)).toEqual([
    'minato-cyber-std-2026',
    'akebono-leak-wide-2026',
    'harukaze-it-eo-2026',
  ]);
  expect(codes(printed)).toEqual(['policy.several undefined:undefined']);
});

const MINATO = printed.split('\n---\n')[0];

test.each([
  ['an unknown key', GOOD.replace('amount:', 'ammount:'), ['policy.missing 4:10', 'policy.unknown-key 4:11']],
  ['a negative amount', GOOD.replace('1000000', '-1'), ['policy.schema 4:19']],
  [
    'a limit that is not there',
    GOOD.replace('limit.total]', 'limit.totl]'),
    ['policy.unused-term 4:3', 'policy.dangling-limit 9:13'],
  ],
  [
    'a step nobody knows',
    GOOD.replace('limit.total]', 'limit.total, deductible]'),
    ['policy.unknown-step 9:26'],
  ],
  ['a head nobody knows', GOOD.replace('forensic', 'forensics_x'), ['policy.unknown-head 8:18']],
  [
    'a typo in a predicate',
    `${GOOD}exclusions: [{id: war, when: "wor"}]\n`,
    ['predicate.unknown-name 10:30'],
  ],
  ['a share above one', GOOD.replace('{id: forensic}', '{id: forensic, pct: 90}'), ['policy.schema 8:33']],
  [
    'a retention no step takes off',
    GOOD.replace('    heads', '    retention: {kind: deductible, amount: 1}\n    heads'),
    ['policy.unused-term 8:16'],
  ],
  [
    'a percentage no step applies',
    GOOD.replace('{id: forensic}', '{id: forensic, pct: 0.9}'),
    ['policy.unused-term 8:33'],
  ],
  [
    'a limit no step comes to',
    GOOD.replace('parts:', '  spare: {amount: 1, per: event}\nparts:'),
    ['policy.unused-term 5:3'],
  ],
  [
    'a child above its parent',
    MINATO.replace('h_advice:   {amount: 10000000', 'h_advice:   {amount: 40000000'),
    ['policy.child-above-parent 14:24'],
  ],
  [
    'a circle of limits',
    MINATO.replace('h_advice:   {amount: 10000000,', 'h_advice:   {amount: 10000000, children: [policy],'),
    ['policy.circle 10:3', 'policy.circle 12:3', 'policy.circle 14:3', 'policy.child-above-parent 10:23'],
  ],
  ['a rule that does not read', MINATO.replace('<= 0.5 * policy', 'half of policy'), ['policy.rule 19:54']],
  [
    'defence outside a limit whose order has it inside',
    MINATO.replace('limit.liability, add.defence,', 'add.defence, limit.liability,'),
    ['policy.defence-order 27:49'],
  ],
  [
    'a group of heads nobody formed',
    MINATO.replace('heads: [damages]', 'heads: cor'),
    ['policy.unknown-group 26:71'],
  ],
  ['a date that does not exist', MINATO.replace('2026-04-01T16', '2026-04-31T16'), ['policy.date 6:16']],
  ['a period that ends before it begins', MINATO.replace('2027-04-01', '2025-04-01'), ['policy.date 6:44']],
  [
    'a form that is not listed',
    MINATO.replace('{form: GL-GENERAL', '{form: GL-GENRAL'),
    ['policy.unknown-form 55:136'],
  ],
  ['an exclusion twice', MINATO.replace('id: known,', 'id: ransom,'), ['policy.twice 60:10']],
  [
    'a part that is not there',
    MINATO.replace('parts: [interruption], when: "cause', 'parts: [bi], when: "cause'),
    ['policy.unknown-part 61:28'],
  ],
  ['broken YAML', 'id: [1', ['register.broken-yaml 1:7']],
])('Y11 %s is refused where it stands', (_, text, expected) => {
  const errors = readPolicyYaml(text, 'p.yaml').issues.filter((issue) => issue.severity === 'error');
  expect(errors.map(({ code, line, column }) => `${code} ${line}:${column}`).sort()).toEqual(
    [...expected].sort(),
  );
  expect(readPolicyYaml(text, 'p.yaml').policy).toBeUndefined();
});

test('Y11 every mistake comes at once, with a hint in Japanese', () => {
  const { issues } = readPolicyYaml(
    'id: x\nfoo: 1\nparts: []\nlimits: {a: {amount: -3, per: week}}\n',
    'p.yaml',
  );
  expect(issues.length).toBeGreaterThanOrEqual(5);
  for (const issue of issues) expect(issue.hint.ja).toMatch(/[ぁ-ん]/);
});

test('Y11 a mistyped field is answered with the field meant', () => {
  const [issue] = readPolicyYaml(GOOD.replace('trigger:', 'triger:'), 'p.yaml').issues.filter(
    (i) => i.code === 'policy.unknown-key',
  );
  expect(issue.hint).toEqual({ ja: '「trigger」の誤りではありませんか。', en: 'Did you mean trigger?' });
});

test('Y13 a rider is a patch: base, change and result stay visible', () => {
  const text = `${GOOD}riders:
  - id: WIDER
    name: 限度額引上げ特約
    changes:
      - {op: replace, path: limits.total.amount, value: 2000000}
      - {op: add, path: parts.expense.heads, value: {id: gift, unitCap: {person: 500}}}
      - {op: remove, path: parts.expense.heads.forensic}
`;
  const { policy, base, changes, issues } = readPolicyYaml(text, 'p.yaml');
  expect(issues).toEqual([]);
  expect(base?.limits.total.amount).toBe(1_000_000);
  expect(policy?.limits.total.amount).toBe(2_000_000);
  expect(policy?.parts[0].heads.map((head) => head.id)).toEqual(['gift']);
  expect(changes?.map(({ rider, path: at, before }) => [rider, at, before])).toEqual([
    ['WIDER', 'limits.total.amount', 1_000_000],
    ['WIDER', 'parts.expense.heads', undefined],
    ['WIDER', 'parts.expense.heads.forensic', { id: 'forensic' }],
  ]);
});

test('Y13 a rider that changes what is not there is refused, and so is a result that is no policy', () => {
  const rider = (change: string) => `${GOOD}riders:\n  - {id: R, changes: [${change}]}\n`;
  expect(codes(rider('{op: replace, path: limits.all.amount, value: 1}'))).toEqual([
    'policy.rider-path 11:43',
  ]);
  expect(codes(rider('{op: replace, path: limits.total.amount, value: -1}'))).toContain('policy.schema 4:19');
});

test('Y14 a term may say that the wording does not say', () => {
  const { policy, issues } = readPolicyYaml(GOOD.replace('1000000', 'not_stated'), 'p.yaml');
  expect(issues).toEqual([]);
  expect(policy?.limits.total.amount).toBe('not_stated');
});

test('Y12 the example policies use no step the compiler does not know', () => {
  for (const id of ['minato-cyber-std-2026', 'akebono-leak-wide-2026', 'harukaze-it-eo-2026']) {
    for (const part of examplePolicy(id).parts) {
      for (const step of part.order) {
        expect(step.startsWith('limit.') || (ORDER_STEPS as readonly string[]).includes(step), step).toBe(
          true,
        );
      }
    }
  }
});

test.each([
  ['policy', policyJsonSchema],
  ['event', eventJsonSchema],
])('Y15 the JSON Schema of a %s in the repository is the one the schema gives', (name, schema) => {
  const file = path.join(import.meta.dirname, `../schemas/${name}.schema.json`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema())));
});
