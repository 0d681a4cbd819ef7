import { liabilities } from '@sonae/contract';
import { expect, test } from 'vitest';
import { playYears } from '../played-years/play.ts';
import { exampleRetailer } from '../testing/played.ts';
import { partnerExposure } from './partner-exposure.ts';

const { company, data, subject, liabilities: own } = exampleRetailer();
const played = playYears(data, subject, { years: 4000, seed: 42 });

test('A32 what a partner could claim, and what the contract leaves of it: a cap never adds, no contract takes nothing off', () => {
  const rows = partnerExposure(played, own, 100);
  expect(rows).toHaveLength(subject.partners.length);
  expect(rows.some(({ claimed }) => claimed > 0)).toBe(true);
  expect(rows.map(({ owed }) => owed)).toEqual(rows.map(({ owed }) => owed).toSorted((a, b) => b - a));
  for (const { owed, claimed, probability } of rows) {
    expect(owed).toBeLessThanOrEqual(claimed);
    expect(probability).toBeLessThanOrEqual(1);
  }
  for (const { owed, claimed } of partnerExposure(played, new Map(), 100)) expect(owed).toBe(claimed);
});

test('A32 a tighter cap leaves less to pay to its partner and changes no other', () => {
  const [first] = partnerExposure(played, new Map(), 100);
  const contract = {
    id: 'c',
    partner: first.partner,
    title: 'c',
    side: 'we_supply' as const,
    cap: { kind: 'amount' as const, yen: 10_000, per: 'claim' as const },
  };
  const { byPartner } = liabilities({ ...company, contracts: [contract] });
  const rows = new Map(partnerExposure(played, byPartner, 100).map((row) => [row.partner, row]));
  expect(rows.get(first.partner)?.owed).toBeLessThan(first.owed);
  for (const row of partnerExposure(played, new Map(), 100))
    if (row.partner !== first.partner) expect(rows.get(row.partner)).toEqual(row);
});
