import { expect, test } from 'vitest';
import { completenessOf } from './completeness.ts';
import type { Facts } from './facts.ts';
import { REPORT_TEXTS } from './facts.ts';
import { currentLaw } from './snapshot.ts';

const state = (rule: string, facts: Facts) => completenessOf(rule, facts, currentLaw);
const items = (rule: string, facts: Facts) =>
  Object.fromEntries((state(rule, facts)?.items ?? []).map(({ id, state: s }) => [id, s]));

test('Y100 the nine items of the privacy act, from nothing to everything', () => {
  expect(items('jp-appi-26-final-30', {})).toEqual({
    overview: 'open',
    data: 'open',
    persons: 'open',
    cause: 'open',
    secondary: 'open',
    toPersons: 'open',
    publication: 'open',
    prevention: 'open',
    other: 'open',
  });
  const report = Object.fromEntries(REPORT_TEXTS.map((name) => [name, '書いた']));
  const whole = state('jp-appi-26-final-30', { report, persons: { least: 5, most: 5 } });
  expect(whole).toMatchObject({ filled: 9, total: 9, enough: true });
});

test('Y100 facts fill what they can and name what is missing', () => {
  const facts: Facts = {
    learnedAt: 0,
    improperPurpose: false,
    persons: { least: 5, most: 9 },
    report: { data: '氏名' },
  };
  expect(items('jp-appi-26-prelim', facts)).toMatchObject({
    overview: 'partly',
    data: 'filled',
    persons: 'filled',
    cause: 'partly',
    publication: 'open',
  });
  const overview = state('jp-appi-26-prelim', facts)?.items[0];
  expect(overview).toMatchObject({ known: ['learnedAt'], missing: ['report.overview', 'occurredAt'] });
  expect(items('jp-appi-26-prelim', { persons: { least: 5 } }).persons).toBe('open');
});

test('Y101 a first report may go with what is known, a final one needs all', () => {
  expect(state('jp-appi-26-prelim', { learnedAt: 0 })?.enough).toBe(true);
  expect(state('jp-appi-26-prelim', {})?.enough).toBe(false);
  expect(state('jp-appi-26-final-30', { learnedAt: 0 })?.enough).toBe(false);
});

test('Y100 the notice to persons has items 1, 2, 4, 5 and 9', () => {
  expect(Object.keys(items('jp-appi-26-2-individual', {}))).toEqual([
    'overview',
    'data',
    'cause',
    'secondary',
    'other',
  ]);
  expect(state('jp-police', {})).toBeUndefined();
});

test('Y100 every fact an item names is one that a file of facts has', async () => {
  const { factsFile } = await import('./read/schema.ts');
  const keys = Object.keys(factsFile.shape);
  for (const { items: all } of Object.values(currentLaw.reports))
    for (const { text, facts } of all) {
      if (text !== undefined) expect(REPORT_TEXTS).toContain(text);
      for (const fact of facts) expect(keys).toContain(fact);
    }
});
