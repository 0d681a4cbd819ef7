import { expect, test } from 'vitest';
import {
  choicesOf,
  eventFactOf,
  eventFactSchema,
  eventFacts,
  eventGroups,
  eventObjects,
} from './event-facts.ts';

test('K22 every fact a policy may ask for is there', () => {
  const schema = eventFactSchema('component', 'cost', 'asset', 'contract', 'policy');
  const asked = [
    ['intrusionAt'],
    ['occurredAt'],
    ['discoveredAt'],
    ['reportedAt'],
    ['restoredAt'],
    ['knownAt'],
    ['knownBefore'],
    ['cause'],
    ['war'],
    ['stateBacked'],
    ['significantImpairment'],
    ['impairedStates'],
    ['attribution', 'agreedBy'],
    ['actors', 'role'],
    ['actors', 'intent'],
    ['actors', 'grossNegligence'],
    ['asset', 'state'],
    ['records', 'encrypted'],
    ['claims', 'claimant'],
    ['costs', 'consent'],
    ['component', 'contractualOnly'],
    ['component', 'liableWithoutContract'],
    ['outage', 'hourly'],
    ['contract', 'deliveredPlusOneMonth'],
    ['policy', 'firstInception'],
    ['thirdPartyMalice'],
    ['otherInsurance'],
    ['places'],
  ];
  for (const path of asked) expect(reach(schema, path), path.join('.')).toBe(true);
});

test('K22 the schema is one that expressions are checked against', () => {
  const schema = eventFactSchema('component');
  expect(schema.war).toBe('boolean');
  expect(schema.occurredAt).toBe('instant');
  expect(schema.persons).toEqual({ fields: { min: 'integer', max: 'integer' } });
  expect(schema.impairedStates).toEqual({ list: 'string' });
  expect(schema.component).toMatchObject({ fields: { amount: 'integer', contractualOnly: 'boolean' } });
  expect(eventFactSchema().component).toBeUndefined();
});

test('K22 a code has choices, its own or those of the vocabulary', () => {
  expect(choicesOf(eventFactOf('cause')!)).toHaveLength(12);
  expect(choicesOf(eventFactOf('dataState')!).map(({ id }) => id)).toContain('maybe_leaked');
  expect(choicesOf(eventFactOf('war')!)).toEqual([]);
  const codes = [...eventFacts, ...eventObjects.flatMap(({ fields }) => fields)].filter(
    ({ type }) => type === 'code',
  );
  for (const fact of codes) expect(choicesOf(fact).length, fact.id).toBeGreaterThan(1);
});

test('K22 lists and objects say of what, and nothing else does', () => {
  for (const fact of [...eventFacts, ...eventObjects.flatMap(({ fields }) => fields)]) {
    expect(fact.of !== undefined, fact.id).toBe(fact.type === 'list' || fact.type === 'object');
  }
});

test('K22 every fact can be asked for in Japanese', () => {
  for (const { question } of eventFacts) expect(question.ja).toMatch(/か[。（]|は。$/);
  expect(new Set(eventFacts.map(({ group }) => group))).toEqual(new Set(eventGroups.map(({ id }) => id)));
});

function reach(kind: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  const shape = kind as { list?: unknown; fields?: Record<string, unknown> } & Record<string, unknown>;
  if (shape?.list) return reach(shape.list, path);
  const fields = shape?.fields ?? shape;
  return Object.hasOwn(fields, name) && reach(fields[name], rest);
}
