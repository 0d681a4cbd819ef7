import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playbookOf } from '../playbook/index.ts';
import { factName } from './fact-names.ts';
import { caseRoom } from './room.ts';
import { FACT_OF_VARIABLE, runInputs } from './run-inputs.ts';

const roomOf = (facts: Readonly<Record<string, unknown>>) =>
  caseRoom(
    Object.entries(facts).map(([key, value], index) => ({
      index,
      at: 0,
      by: '田中',
      event: {
        kind: 'fact' as const,
        fact: { key, value, asOf: 0, source: '田中', confidence: 'likely' as const, evidence: [] },
      },
    })),
  );
const said = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    runInputs(roomOf(facts), Object.keys(FACT_OF_VARIABLE)).map(({ variable, value }) => [variable, value]),
  );

test('CA16 facts answer the variables of playbooks; what is unknown, or of another kind, answers nothing', () => {
  expect(said({})).toEqual({});
  expect(said({ cards: 'yes', myNumber: false, role: 'controller' })).toEqual({
    __role__: 'controller',
    __cards__: 'true',
    __my_number__: 'false',
  });
  expect(said({ cards: 'unknown', role: 'unknown', improperPurpose: 7, sectors: 'pmark' })).toEqual({});
  expect(said({ sectors: ['listed'], jurisdictions: ['JP', 'EU'] })).toEqual({
    __pmark__: 'false',
    __abroad__: 'true',
  });
  expect(said({ jurisdictions: ['JP'] })).toEqual({ __abroad__: 'false' });
});

test('CA16 encrypted counts only with the key known to be safe', () => {
  expect(said({ encrypted: true })).toEqual({});
  expect(said({ encrypted: true, keyCompromised: 'unknown' })).toEqual({});
  expect(said({ encrypted: true, keyCompromised: false })).toEqual({ __encrypted__: 'true' });
  expect(said({ encrypted: true, keyCompromised: true })).toEqual({ __encrypted__: 'false' });
  expect(said({ encrypted: false })).toEqual({ __encrypted__: 'false' });
});

test('CA16 every row is of a variable that a playbook has, of the kind it has, and of a fact with a name', () => {
  const folder = new URL('../../../../examples/playbooks/', import.meta.url);
  const playbooks = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => playbookOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
  for (const [variable, { fact, as }] of Object.entries(FACT_OF_VARIABLE)) {
    const types = playbooks.flatMap(({ variables }) => variables.get(variable)?.type ?? []);
    expect([variable, new Set(types)]).toEqual([variable, new Set([as === 'text' ? 'string' : 'bool'])]);
    expect(factName(fact).ja).not.toBe(fact);
  }
});
