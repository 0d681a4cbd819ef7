import { expect, test } from 'vitest';
import { ORDER_STEPS, readPolicyYaml } from './read.ts';
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

function codes(text: string): string[] {
  return readPolicyYaml(text, 'p.yaml').issues.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

test('Y10 a good policy is read without a word', () => {
  const { policy, issues } = readPolicyYaml(GOOD, 'p.yaml');
  expect(issues).toEqual([]);
  expect(policy?.parts[0].id).toBe('expense');
});

test.each([
  ['an unknown key', GOOD.replace('amount:', 'ammount:'), ['policy.missing 4:10', 'policy.unknown-key 4:11']],
  ['a negative amount', GOOD.replace('1000000', '-1'), ['policy.schema 4:19']],
  ['a limit that is not there', GOOD.replace('limit.total]', 'limit.totl]'), ['policy.dangling-limit 9:13']],
  ['a step nobody knows', GOOD.replace('limit.total]', 'deductible]'), ['policy.unknown-step 9:13']],
  ['a head nobody knows', GOOD.replace('forensic', 'forensics_x'), ['policy.unknown-head 8:13']],
  [
    'a typo in a predicate',
    `${GOOD}exclusions: [{id: war, when: "wor"}]\n`,
    ['predicate.unknown-name 10:30'],
  ],
  ['broken YAML', 'id: [1', ['register.broken-yaml 1:7']],
])('Y11 %s is refused where it stands', (_, text, expected) => {
  expect(codes(text)).toEqual(expected);
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
