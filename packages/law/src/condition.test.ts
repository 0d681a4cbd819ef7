import { compilePredicate } from '@sonae/predicate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer } from './condition.ts';
import { conditionOf } from './condition-tree.ts';
import { FACT_SCHEMA, TRUTHS } from './fact-schema.ts';
import { currentLaw } from './snapshot.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const number = maybe(fc.constantFrom(0, 1, 100, 101, 499, 500, 501, 999, 1000, 1001, 999_999, 1_000_000));
const facts = fc.record({
  ...Object.fromEntries(TRUTHS.map((name) => [name, maybe(fc.boolean())])),
  role: maybe(fc.constantFrom('controller', 'processor')),
  persons: maybe(fc.record({ least: number, most: number })),
  principalNotified: maybe(fc.boolean()),
});

test('Y3 trees and CEL give the same answer and name the same facts', () => {
  const pairs = Object.entries(currentLaw.conditions).map(([source, condition]) => ({
    condition,
    predicate: compilePredicate(source, FACT_SCHEMA).predicate,
  }));
  expect(pairs.length).toBeGreaterThan(15);
  fc.assert(
    fc.property(facts, (some) => {
      for (const { condition, predicate } of pairs) {
        const { truth, needs } = answer(condition, some);
        const verdict = predicate?.evaluate(some);
        expect({ truth, needs }, predicate?.source).toEqual({
          truth: verdict?.truth,
          needs: verdict?.deciding,
        });
      }
    }),
    { numRuns: 150 },
  );
});

test('Y3 a condition that is more than a tree is refused', () => {
  expect(conditionOf("role == 'processor' && persons.most >= 500 && !cards")).toEqual({
    all: [
      {
        all: [
          { fact: 'role', is: '==', value: 'processor' },
          { fact: 'persons.most', is: '>=', value: 500 },
        ],
      },
      { not: { fact: 'cards' } },
    ],
  });
  for (const source of [
    'persons.most + 1 > 2',
    'size(role) > 1',
    'true',
    '1000 < persons.most',
    'cards ? sensitive : myNumber',
  ])
    expect(conditionOf(source), source).toBeUndefined();
});
