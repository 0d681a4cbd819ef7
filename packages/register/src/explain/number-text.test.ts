import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumberText } from './number-text.ts';

test.each([
  ['３０００', '3000'],
  ['−３', '-3'],
  ['－３', '-3'],
  ['△500', '-500'],
  ['3,000', '3000'],
  ['１，２３４，５６７', '1234567'],
  ['100_000', '100000'],
  ['3 000', '3000'],
  ['3000万', '30000000'],
  ['30億円', '3000000000'],
  ['1億2,000万円', '120000000'],
  ['1.5億', '150000000'],
  ['0.29億', '29000000'],
  ['48千人', '48000'],
  ['2百万円', '2000000'],
  ['¥3,000', '3000'],
  ['￥３，０００', '3000'],
  ['3000円（税込）', '3000'],
  ['3.5 million yen', '3500000'],
  ['20k', '20000'],
  ['35 %', '35'],
  ['0.50', '0.5'],
  ['3000', '3000'],
  ['12か月', '12'],
  ['12ヶ月', '12'],
])('R8 %s means %s', (text, digits) => {
  expect(readNumberText(text)?.digits).toBe(digits);
});

test.each([
  ['300 USD', 'foreign'],
  ['$300', 'foreign'],
  ['5万ドル', 'foreign'],
  ['€20', 'foreign'],
  ['48千人', 'persons'],
  ['2日', 'days'],
  ['12件', 'records'],
])('R8 the unit of %s is %s', (text, unit) => {
  expect(readNumberText(text)?.unit).toBe(unit);
});

test.each([
  '',
  '不明',
  '約3000',
  '3000以上',
  '1,23',
  '1,2345',
  '12-34',
  '3000ほげ',
  '万',
  '1万2億',
  '--3',
  '１/２',
  '9'.repeat(61),
])('R8 %s means no number for certain', (text) => {
  expect(readNumberText(text)).toBeUndefined();
});

test('R8 scales are exact where binary fractions are not', () => {
  fc.assert(
    fc.property(fc.nat({ max: 99_999_999 }), (n) => {
      const text = `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}万`;
      expect(readNumberText(text)?.digits).toBe(String(n));
    }),
  );
});

test('R3 any text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9０-９万億千円,._ %-]{0,20}$/)),
      (text) => {
        const read = readNumberText(text);
        if (read) expect(read.digits).toMatch(/^-?\d+(\.\d+)?$/);
      },
    ),
  );
});
