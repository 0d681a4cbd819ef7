import { expect, test } from 'vitest';
import { examplePolicy } from '../testing/input.ts';
import { exampleRetailer } from '../testing/played.ts';
import { controlValues } from './control-values.ts';

const { company, data, subject, liabilities } = exampleRetailer();
const status = Object.fromEntries((company.controls ?? []).map((row) => [row.id, row.status]));
const INPUT = { data, subject, liabilities, status, years: 4000, seed: 42, returnPeriod: 100 };
const modelled = Object.values(data.facts).flatMap(({ control }) => control ?? []);

test('A31 every control of the model has its worth: never below nothing, with its error; progress is told to the end', () => {
  const told: number[] = [];
  const values = controlValues({
    ...INPUT,
    policies: [],
    onProgress: ({ done, of }) => told.push(done / of),
  });
  expect(values.map(({ id }) => id).toSorted()).toEqual(modelled.toSorted());
  for (const { id, kind, meanYen, tailYen, errorYen } of values) {
    expect(kind).toBe(status[id] === 'yes' ? 'saving' : 'gain');
    expect(meanYen).toBeGreaterThanOrEqual(0);
    expect(tailYen).toBeGreaterThanOrEqual(0);
    expect(errorYen).toBeGreaterThan(0);
  }
  expect(values.some(({ kind }) => kind === 'saving')).toBe(true);
  expect(values.some(({ kind, meanYen }) => kind === 'gain' && meanYen > 0)).toBe(true);
  expect(told).toHaveLength(modelled.length + 1);
  expect(told.at(-1)).toBe(1);
});

test('A31 what a policy pays is no gain of a control', () => {
  const sum = (policies: readonly ReturnType<typeof examplePolicy>[]) =>
    controlValues({ ...INPUT, policies }).reduce((total, { meanYen }) => total + meanYen, 0);
  expect(sum([examplePolicy('minato-cyber-std-2026')])).toBeLessThan(sum([]));
});
