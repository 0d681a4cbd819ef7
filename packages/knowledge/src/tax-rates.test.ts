import { expect, test } from 'vitest';
import { taxRates, taxRatesOn } from './tax-rates.ts';

test('K26 a rate of tax holds from a day to a day, and says who says so', () => {
  expect(taxRatesOn('2026-11-22').map(({ id, ppm }) => [id, ppm])).toEqual([
    ['standard', 100_000],
    ['reduced', 80_000],
  ]);
  expect(taxRatesOn('2019-10-01')).toHaveLength(2);
  expect(taxRatesOn('2019-09-30')).toEqual([]);
  for (const { sources, certainty, date } of taxRates) {
    expect(sources[0].title).not.toBe('');
    expect([certainty, date.length]).toEqual(['unverified', 10]);
  }
});
