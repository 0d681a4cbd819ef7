import type { Company } from '@sonae/register';
import { expect, test } from 'vitest';
import { contractGaps, contractRows, headNames } from './contracts.ts';

const company = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '甲社' },
  partners: [
    { id: 'a', name: 'A社', role: 'client' },
    { id: 'b', name: 'B社', role: 'client' },
    { id: 'c', name: 'C社', role: 'client' },
  ],
  contracts: [
    {
      id: '1',
      partner: 'a',
      title: '保守',
      side: 'we_supply',
      yearlyFeeYen: 3_000_000,
      cap: { kind: 'fee', per: 'claim' },
      brokenBy: ['gross_negligence'],
    },
    {
      id: '2',
      partner: 'b',
      title: '開発',
      side: 'we_supply',
      cap: { kind: 'fee_multiple', times: 2 },
      penalty: { yen: 100, mode: 'adds' },
    },
    { id: '3', partner: 'b', title: '運用', side: 'we_supply', cap: { kind: 'none' } },
    { id: '4', partner: 'c', title: '仕入', side: 'we_buy', cap: { kind: 'amount', yen: 5 } },
  ],
} as Company;

test('O1 a cap is shown in yen where it can be known; unknown is neither a cap nor none', () => {
  expect(contractRows(company).map(({ cap, notes }) => [cap, notes])).toEqual([
    [{ kind: 'amount', yen: 3_000_000, per: 'claim' }, []],
    [{ kind: 'unknown' }, ['fee-unknown']],
    [{ kind: 'none' }, []],
    [{ kind: 'theirs' }, []],
  ]);
});

test('O2 gaps are the partners with most left to pay, with every reason why', () => {
  const exposures = [
    { partner: 'b', claimed: 900, owed: 900, probability: 0.1 },
    { partner: 'c', claimed: 500, owed: 500, probability: 0.1 },
    { partner: 'a', claimed: 400, owed: 300, probability: 0.1 },
    { partner: 'd', claimed: 0, owed: 0, probability: 0 },
  ];
  const gaps = contractGaps(company, exposures);
  expect(gaps.map(({ name, owed, reasons }) => [name, owed, reasons])).toEqual([
    ['B社', 900, ['cap-unknown', 'penalty-adds', 'no-cap']],
    ['C社', 500, ['no-contract']],
    ['A社', 300, ['broken']],
  ]);
  expect(gaps[1].contracts).toEqual([]);
  expect(contractGaps(company, exposures, 1)).toHaveLength(1);
});

test('O3 heads have names in both languages', () => {
  expect(headNames(['partner_lost_profit'], 'ja')[0]).toMatch(/[一-龠]/);
  expect(headNames(['partner_lost_profit'], 'en')[0]).not.toMatch(/[一-龠]/);
});
