import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countText,
  dateText,
  percentText,
  periodText,
  periodWithShare,
  probabilityAsPeriod,
  roundSignificant,
  yenParts,
  yenText,
} from './format.ts';

const yen = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** The number a Japanese amount stands for. */
function read(text: string): number {
  const sizes: Record<string, number> = { 兆: 1e12, 億: 1e8, 万: 1e4, '': 1 };
  const parts = [...text.replace(/[円,]/g, '').matchAll(/(\d+)([兆億万]?)/g)];
  return parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * sizes[unit], 0);
}

test('D1 amounts people know', () => {
  const shown = [0, 7, 95, 995, 8_083, 9_950, 12_345, 738_040, 940_000, 8_039_636].map((x) =>
    yenText(x, 'ja'),
  );
  expect(shown).toEqual([
    '0円',
    '7円',
    '95円',
    '1,000円',
    '8,100円',
    '1万円',
    '1万2,000円',
    '74万円',
    '94万円',
    '800万円',
  ]);
  expect(yenText(120_000_000, 'ja')).toBe('1億2,000万円');
  expect(yenText(1_250_000_000_000, 'ja')).toBe('1兆3,000億円');
  expect(yenText(-572_175, 'ja')).toBe('−57万円');
  expect(yenText(-0.4, 'ja')).toBe('0円');
});

test('D1 the carry moves into the next group', () => {
  expect(yenText(99_499_999, 'ja')).toBe('9,900万円');
  expect(yenText(99_500_000, 'ja')).toBe('1億円');
  expect(yenText(99_950_000, 'ja')).toBe('1億円');
  expect(yenText(999_500_000_000, 'ja')).toBe('1兆円');
  expect(yenText(9_999, 'ja')).toBe('1万円');
});

test('D1 a rounded amount reads as the amount rounded, and larger is never shown smaller', () => {
  fc.assert(
    fc.property(yen, (amount) => {
      const rounded = roundSignificant(amount, 2);
      expect(read(yenText(amount, 'ja'))).toBe(rounded);
      expect(Math.abs(rounded - amount)).toBeLessThanOrEqual(amount * 0.05);
      expect(String(rounded).replace(/0+$/, '').length).toBeLessThanOrEqual(2);
    }),
  );
  fc.assert(
    fc.property(yen, yen, (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(read(yenText(less, 'ja'))).toBeLessThanOrEqual(read(yenText(more, 'ja')));
    }),
  );
});

test('D2 grouped and exact keep every yen', () => {
  fc.assert(
    fc.property(yen, (amount) => {
      expect(read(yenText(amount, 'ja', 'grouped'))).toBe(amount);
      expect(read(yenText(amount, 'ja', 'exact'))).toBe(amount);
      expect(Number(yenText(amount, 'en', 'exact').replace(/[¥,]/g, ''))).toBe(amount);
    }),
  );
  expect(yenText(123_456_789, 'ja', 'grouped')).toBe('1億2,345万6,789円');
  expect(yenText(8_083_384, 'ja', 'exact')).toBe('8,083,384円');
});

test('D1 the parts are the text', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom('ja', 'en'), (amount, language) => {
      const text = yenParts(amount, language)
        .map((part) => part.text)
        .join('');
      expect(text).toBe(yenText(amount, language));
    }),
  );
  expect(yenParts(123_000_000, 'ja').map(({ text }) => text)).toEqual(['1', '億', '2,000', '万円']);
});

test('D3 amounts in English', () => {
  expect(yenText(738_040, 'en')).toBe('¥740,000');
  expect(yenText(999_999, 'en')).toBe('¥1 million');
  expect(yenText(1_694_887, 'en')).toBe('¥1.7 million');
  expect(yenText(115_947_241, 'en')).toBe('¥120 million');
  expect(yenText(1_249_000_000, 'en')).toBe('¥1.2 billion');
  expect(yenText(1_395_000, 'en', 'grouped')).toBe('¥1.395 million');
  expect(yenText(12_345_678, 'en', 'grouped')).toBe('¥12,345,678');
  expect(yenText(-4_225_533, 'en', 'exact')).toBe('−¥4,225,533');
});

test('D4 shares in per cent', () => {
  const shown = [0, 0.000_001, 0.000_01, 0.0058, 0.0562, 0.1045, 0.145, 0.5, 1, 3.4, 123.4];
  expect(shown.map((share) => percentText(share, 'ja'))).toEqual([
    '0%',
    '0.001%未満',
    '0.001%',
    '0.58%',
    '5.6%',
    '10%',
    '15%',
    '50%',
    '100%',
    '340%',
    '12,000%',
  ]);
  expect(percentText(0.000_001, 'en')).toBe('under 0.001%');
  expect(percentText(-0.25, 'ja')).toBe('−25%');
});

test('D5 return periods and dates', () => {
  expect(periodText(1_000, 'ja')).toBe('1,000年に1度');
  expect(periodWithShare(100, 'ja')).toBe('100年に1度（年1%）');
  expect(periodWithShare(20, 'en')).toBe('1 in 20 years (5% a year)');
  expect(probabilityAsPeriod(0.0058, 'ja')).toBe('約170年に1度');
  expect(probabilityAsPeriod(0.0058, 'en')).toBe('about 1 in 170 years');
  expect(countText(100_000, 'ja')).toBe('10万');
  expect(countText(1_500, 'en')).toBe('1,500');
  expect(dateText('2026-01-02', 'ja')).toBe('2026年1月2日');
  expect(dateText('2026-11-21', 'en')).toBe('21 November 2026');
});

test('D6 what is no number or no date is refused', () => {
  expect(() => yenText(Number.NaN, 'ja')).toThrow(RangeError);
  expect(() => yenText(Number.POSITIVE_INFINITY, 'en')).toThrow(RangeError);
  expect(() => percentText(Number.NaN, 'ja')).toThrow(RangeError);
  expect(() => dateText('2026-02-30', 'ja')).toThrow(RangeError);
  expect(() => dateText('today', 'en')).toThrow(RangeError);
});
