import { expect, test } from 'vitest';
import { factOf, facts, factsOf } from './calibration.ts';
import { units } from './vocabulary.ts';

test('K8 every row carries a source with a title, a date and a certainty', () => {
  for (const row of facts) {
    expect(row.sources.length).toBeGreaterThan(0);
    expect(row.sources.every(({ title }) => title.length > 0)).toBe(true);
    expect(row.date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
    expect(['verified', 'computed', 'judgement', 'unverified']).toContain(row.certainty);
  }
});

test('K8 recollections, gaps and conflicting transcriptions are unverified', () => {
  const unverified = facts.filter(({ certainty }) => certainty === 'unverified').map(({ id }) => id);
  expect(unverified.toSorted()).toEqual([
    'ctl.encryption',
    'freq.iris25.10B-100B',
    'freq.iris25.>100B',
    'freq.ppc.2025',
    'jo.ep_map_unverified',
    'jo.mean_0517',
    'loss.coal26',
    'tail.unretrieved',
  ]);
});

test('K8 the ranges of control effects are proposals, whatever the figure is', () => {
  for (const { kind, distribution } of factsOf('control-effects')) {
    if (kind === 'control_effect') expect(distribution?.certainty).toBe('judgement');
  }
  expect(factOf('ctl.rdp_exposed')?.certainty).toBe('verified');
});

test('K11 no source of the unit costs says whether tax is in it', () => {
  const money = factsOf('unit-costs').filter(({ taxBasis }) => taxBasis !== undefined);
  expect(money).toHaveLength(15);
  expect(money.every(({ taxBasis }) => taxBasis === 'not_stated')).toBe(true);
});

test('K4 a row is found by its id', () => {
  expect(factOf('cost.dm')).toMatchObject({
    value: 130,
    date: '2024',
    topic: 'unit-costs',
    certainty: 'computed',
  });
  expect(factOf('cost.none')).toBeUndefined();
  expect(factsOf('unit-costs')[0]?.id).toBe('cost.forensic_scope');
});

test('K6 no unit is listed that no row uses', () => {
  const used = new Set(facts.map(({ unit }) => unit));
  expect(units.filter(({ id }) => !used.has(id))).toEqual([]);
});
