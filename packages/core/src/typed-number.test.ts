import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumber } from './typed-number.ts';

test.each([
  ['30000', 30_000, false],
  ['30,000', 30_000, false],
  ['３０，０００', 30_000, false],
  ['12000人', 12_000, false],
  ['0', 0, false],
  ['2.5', 2.5, false],
  ['3億円', 300_000_000, true],
  ['3億5,000万円', 350_000_000, true],
  ['１．５億', 150_000_000, true],
  ['1.1万', 11_000, true],
  ['1兆2億3万4円', 1_000_200_030_004, true],
  ['300000000円', 300_000_000, true],
  ['￥300,000', 300_000, true],
  [' 5 000 万 円 ', 50_000_000, true],
])('C33 %s', (text, value, isYen) => {
  expect(readNumber(text)).toEqual({ value, isYen });
});

test.each(['', '円', '億', '-5', '−5', 'たくさん', '3億5000', '1e9', '1.2.3', '5万3億', 'NaN', '0x10'])(
  'C33 what may mean several things, or nothing, is not guessed: %j',
  (text) => {
    expect(readNumber(text)).toBeUndefined();
  },
);

test('C33 whole yen come back as they were written in 億 and 万', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (yen) => {
      const [trillions, rest] = [Math.floor(yen / 1e12), yen % 1e12];
      const [oku, man, left] = [Math.floor(rest / 1e8), Math.floor((rest % 1e8) / 1e4), rest % 1e4];
      expect(readNumber(`${trillions}兆${oku}億${man}万${left}円`)).toEqual({ value: yen, isYen: true });
    }),
  );
});
