import { duties } from '@sonae/knowledge/duties';
import type { Company } from '@sonae/register';
import { expect, test } from 'vitest';
import { contractGaps } from './contract-gaps.ts';
import { deadlinesOf } from './deadlines.ts';
import { lawChanges } from './law-changes.ts';
import { readinessOf } from './readiness.ts';

const TODAY = '2026-11-22';
const company = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '試験' },
  partners: [{ id: 'p', name: '相手', role: 'client' }],
  contracts: [
    { id: 'open', partner: 'p', side: 'we_supply', cap: { kind: 'none' }, noticeHours: 24, to: '2026-11-20' },
    { id: 'vague', partner: 'p', side: 'we_supply', noticeHours: 24 },
    {
      id: 'fine',
      partner: 'p',
      side: 'we_supply',
      cap: { kind: 'amount', yen: 1 },
      penalty: { yen: 3_000_000, mode: 'adds' },
      noticeHours: 24,
    },
    {
      id: 'vendor',
      partner: 'p',
      side: 'we_buy',
      cap: { kind: 'fee_multiple', times: 2 },
      yearlyFeeYen: 1_000_000,
    },
  ],
  controls: [
    { id: 'mfa', status: 'yes' },
    { id: 'edr', status: 'no' },
  ],
  contacts: [{ id: 'c', area: 'legal', firm: '法律事務所' }],
  calendar: [
    { id: 'drill', kind: 'drill', title: '訓練', nextDue: '2026-12-22' },
    { id: 'late', kind: 'audit', title: '監査', nextDue: '2026-10-23' },
  ],
} as unknown as Company;

test('V5 what is due comes in the order of its days, what is late first', () => {
  const found = deadlinesOf(company, TODAY).map(({ id, days }) => [id, days]);
  expect(found).toEqual([
    ['calendar late', -30],
    ['contract open', -2],
    ['calendar drill', 30],
  ]);
});

test('V6 gaps of contracts: worst kind first, then the larger amount; unknown is not none', () => {
  const found = contractGaps(company, 10_000_000).map(({ contract, kind, yen }) => [contract, kind, yen]);
  expect(found).toEqual([
    ['open', 'no-cap', undefined],
    ['vague', 'cap-unknown', undefined],
    ['fine', 'penalty-adds', 3_000_000],
    ['vendor', 'low-cap', 8_000_000],
    ['vendor', 'no-notice', undefined],
  ]);
  // Without figures nothing is said of caps, and a cap that suffices is none.
  expect(contractGaps(company, undefined).some(({ kind }) => kind === 'low-cap')).toBe(false);
  expect(contractGaps(company, 2_000_000).some(({ kind }) => kind === 'low-cap')).toBe(false);
});

test('V7 readiness counts what is stated; contacts are not counted for those who may not see them', () => {
  const { controls, controlsUnknown, contacts, overdue } = readinessOf(company, TODAY, false);
  expect([controls.done, contacts, overdue]).toEqual([1, { done: 1, of: 9 }, 1]);
  expect(controlsUnknown).toBe(controls.of - 2);
  expect(readinessOf(company, TODAY, true).contacts).toBeUndefined();
});

test('V8 changes of law: those of a year and those to come, Japan first, by source', () => {
  const found = lawChanges(duties, TODAY);
  expect(found[0].id).toBe('jp-appi-26-2-amend2026');
  expect(found.map(({ jurisdiction }) => jurisdiction !== 'JP')).toEqual(
    found.map(({ jurisdiction }) => jurisdiction !== 'JP').sort(),
  );
  expect(found.every(({ sources }) => sources.length > 0)).toBe(true);
  expect(found.some(({ id }) => id === 'jp-appi-26-prelim')).toBe(false);
});
