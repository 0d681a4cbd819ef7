import { controls } from '@sonae/knowledge';
import type { Company } from '@sonae/register';
import { expect, test } from 'vitest';
import { controlRows } from './controls.ts';
import { statusCounts } from './status.ts';

const company = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '甲社' },
  controls: [
    { id: 'mfa', status: 'no', yearlyCostYen: 100_000 },
    { id: 'edr', status: 'yes', yearlyCostYen: 1_000_000 },
    { id: 'patch7', status: 'unknown' },
  ],
} as Company;
const value = (id: string, meanYen: number, kind: 'gain' | 'saving' = 'gain') => ({
  id,
  kind,
  meanYen,
  tailYen: meanYen,
  errorYen: 1,
});

test('T1 every control of the vocabulary is listed once; what the register does not name is absent, which is not no', () => {
  const rows = controlRows(company);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(controls.map(({ id }) => id).toSorted());
  expect(statusCounts(company)).toEqual({ yes: 1, no: 1, unknown: 1, absent: controls.length - 3 });
});

test('T2 value for money orders the list; a control without a cost has a worth and no value for money', () => {
  const rows = controlRows(company, [
    value('edr', 500_000, 'saving'),
    value('mfa', 400_000),
    value('patch7', 900_000),
  ]);
  expect(rows.slice(0, 3).map(({ id, perYen }) => [id, perYen])).toEqual([
    ['mfa', 4],
    ['edr', 0.5],
    ['patch7', undefined],
  ]);
  expect(rows.at(-1)?.value).toBeUndefined();
});

test('T3 effects come with source, date and certainty; where none was found there is none', () => {
  const rows = new Map(controlRows(company).map((row) => [row.id, row]));
  const [effect] = rows.get('mfa')?.effects ?? [];
  expect(effect).toMatchObject({ id: 'ctl.mfa_full', value: 0.71, certainty: 'computed', date: '2023' });
  expect(effect.sources[0].title).toBeTruthy();
  expect(rows.get('encryption')?.effects).toEqual([]);
});
