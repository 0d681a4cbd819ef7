import { expect, test } from 'vitest';
import { caseOf, cases } from './cases.ts';

test('K15 a case keeps its amounts and judgments', () => {
  expect(caseOf('benesse_2014')).toMatchObject({
    totalCostYen: 26_039_000_000,
    cause: 'partner_staff',
    causeFiled: 'insider',
  });
  expect(caseOf('benesse_2014')?.litigation).toHaveLength(8);
  expect(caseOf('none')).toBeUndefined();
});

test('K8 a case of which only a heading was read is unverified', () => {
  expect(cases.filter(({ certainty }) => certainty === 'unverified').map(({ id }) => id)).toEqual([
    'alico_2009',
  ]);
});
