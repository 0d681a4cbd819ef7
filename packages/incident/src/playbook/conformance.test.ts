import { describe, expect, test } from 'vitest';
import { conformanceJson, conformanceText } from '../../../../tests/support/conformance.ts';
import { checkPlaybook, conditionCases } from './index.ts';

type Verdict = { schemaValid: boolean; semanticValid: boolean | null };
const { files } = conformanceJson<{ files: Record<string, Verdict> }>('cacao/EXPECTED.json');

test.each(Object.entries(files))('PB1 the verdict of %s', async (file, { schemaValid, semanticValid }) => {
  const checked = await checkPlaybook(conformanceText(`cacao/soarca/${file}`));
  expect(checked.schemaValid).toBe(schemaValid);
  if (semanticValid !== null) expect(checked.valid).toBe(semanticValid);
  else expect(checked.valid).toBe(false); // nobody can run what the schema refuses
  for (const { message, hint, line } of checked.issues)
    expect([message.ja, message.en, hint.ja, hint.en, line].every(Boolean)).toBe(true);
});

type Case = {
  group: string;
  expression: string;
  variables: Record<string, { type: string; value: string }>;
  result: boolean;
  error: boolean;
};
const { cases } = conformanceJson<{ cases: Case[] }>('cacao/condition-cases.json');

describe('PB2 conditions of the SOARCA dialect', () => {
  test.each(cases.map((one, i) => ({ ...one, i })))('PB2 case $i: $expression', (one) => {
    const text = JSON.stringify({ cases: [one] });
    expect(conditionCases(text, 'soarca')).toEqual({ cases: 1, failed: [] });
    // The other outcome would be told.
    const turned = JSON.stringify({ cases: [{ ...one, result: !one.result, error: false }] });
    expect(conditionCases(turned, 'soarca')?.failed).toEqual([one.expression]);
  });

  test.each(cases.map((one, i) => ({ ...one, i })))(
    'PB2 the same inside a playbook, case $i',
    async (one) => {
      const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-00000000000${n}`;
      const playbook = {
        type: 'playbook',
        spec_version: 'cacao-2.0',
        id: id('playbook', 1),
        name: 'case',
        created_by: id('identity', 2),
        created: '2026-11-21T00:00:00Z',
        modified: '2026-11-21T00:00:00Z',
        playbook_variables: one.variables,
        workflow_start: id('start', 3),
        workflow: {
          [id('start', 3)]: { type: 'start', on_completion: id('if-condition', 4) },
          [id('if-condition', 4)]: {
            type: 'if-condition',
            condition: one.expression,
            on_true: id('end', 5),
            on_false: id('end', 6),
            on_completion: id('end', 7),
          },
          ...Object.fromEntries([5, 6, 7].map((n) => [id('end', n), { type: 'end' }])),
        },
      };
      const { schemaValid, valid } = await checkPlaybook(JSON.stringify(playbook), { dialect: 'soarca' });
      expect([schemaValid, valid]).toEqual([true, !one.error]);
    },
  );
});
