import { expect, test } from 'vitest';
import { compareDuties, compareLaws } from './diff.ts';
import { currentLaw, type LawSnapshot, type Rule } from './snapshot.ts';

const LEARNED = Date.parse('2026-11-21T22:10:00+09:00');
const withRules = (change: (rule: Rule) => Rule | undefined): LawSnapshot => ({
  ...currentLaw,
  rules: currentLaw.rules.flatMap((rule) => change(rule) ?? []),
});
const facts = { learnedAt: LEARNED, sensitive: true, jurisdictions: ['JP'] } as const;
const changes = (after: LawSnapshot, some: object = facts) =>
  compareDuties(some, { before: currentLaw, after }, { now: LEARNED }).map(
    ({ id, fields }) => `${id} ${fields.join()}`,
  );

test('Y110 a law compared with itself has no changes', () => {
  expect(compareLaws(currentLaw, structuredClone(currentLaw))).toEqual([]);
  expect(changes(structuredClone(currentLaw))).toEqual([]);
});

test('Y110 a changed rule names its fields, and the duty what it changes for some facts', () => {
  const after = withRules((rule) =>
    rule.id === 'jp-appi-26-final-30' ? { ...rule, counting: 'ppc-60' } : rule,
  );
  expect(compareLaws(currentLaw, after)).toEqual([
    { id: 'jp-appi-26-final-30', change: 'changed', fields: ['counting'] },
  ]);
  expect(changes(after)).toEqual(['jp-appi-26-final-30 due']);
  expect(
    changes(after, { ...facts, sensitive: false, propertyDamageRisk: false, persons: { least: 1, most: 1 } }),
  ).toEqual([]);
});

test('Y110 a changed period shows in every rule that is counted by it', () => {
  const days = { ...currentLaw.countings['prompt-3-5'], amount: 3 };
  const after = { ...currentLaw, countings: { ...currentLaw.countings, 'prompt-3-5': days } } as LawSnapshot;
  const ids = compareLaws(currentLaw, after).map(({ id }) => id);
  expect(ids).toContain('jp-appi-26-prelim');
  expect(ids).toContain('jp-mynumber-prelim');
  expect(ids).not.toContain('jp-appi-26-final-30');
});

test('Y110 a rule that comes, goes, or ends on a day', () => {
  const gone = withRules((rule) => (rule.id === 'jp-appi-26-2-individual' ? undefined : rule));
  expect(compareLaws(currentLaw, gone)).toEqual([
    { id: 'jp-appi-26-2-individual', change: 'removed', fields: [] },
  ]);
  expect(compareLaws(gone, currentLaw)).toEqual([
    { id: 'jp-appi-26-2-individual', change: 'added', fields: [] },
  ]);
  expect(changes(gone)).toEqual(['jp-appi-26-2-individual state']);
  expect(changes(gone, { ...facts, jurisdictions: ['EU'] })).toEqual([]);
  const until = (to: string) =>
    withRules((rule) => (rule.id === 'jp-appi-26-prelim' ? { ...rule, to } : rule));
  expect(changes(until('2026-11-21'))).toEqual([]);
  expect(changes(until('2026-11-20'))).toEqual(['jp-appi-26-prelim state,due,warnAt,contents']);
});
