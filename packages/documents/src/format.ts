import { isCivilDate, type Language } from '@sonae/core';

/** A figure cut into digits and unit words, so that a page can set the units smaller. */
export type AmountPart = { readonly text: string; readonly unit: boolean };

/**
 * How an amount is written.
 * - `rounded`: two significant digits, half up. For reading only: no calculation uses it.
 * - `grouped`: every yen, in 万 and 億. For what people entered.
 * - `exact`: every yen, in one number. For checking sums.
 */
export type Precision = 'rounded' | 'grouped' | 'exact';

const DIGITS = 2;
const MINUS = '−';
const JA_UNITS: readonly (readonly [number, string])[] = [
  [1e12, '兆'],
  [1e8, '億'],
  [1e4, '万'],
  [1, ''],
];
const EN_UNITS: readonly (readonly [number, string])[] = [
  [1e12, ' trillion'],
  [1e9, ' billion'],
  [1e6, ' million'],
  [1, ''],
];

/**
 * An amount of money as people read it.
 *
 * @param yen whole yen; a fraction is rounded
 * @example yenText(99_950_000, 'ja') // '1億円'
 * @example yenText(123_456_789, 'ja') // '1億2,000万円'
 * @example yenText(123_456_789, 'en') // '¥120 million'
 * @example yenText(123_456_789, 'ja', 'grouped') // '1億2,345万6,789円'
 * @example yenText(8_083_384, 'ja', 'exact') // '8,083,384円'
 */
export function yenText(yen: number, language: Language, precision: Precision = 'rounded'): string {
  return yenParts(yen, language, precision)
    .map(({ text }) => text)
    .join('');
}

/**
 * The same amount in parts.
 *
 * @example yenParts(940_000, 'ja') // [{ text: '94', unit: false }, { text: '万円', unit: true }]
 */
export function yenParts(yen: number, language: Language, precision: Precision = 'rounded'): AmountPart[] {
  if (!Number.isFinite(yen)) throw new RangeError(`not an amount of money: ${yen}`);
  const whole = Math.round(Math.abs(yen));
  const shown = precision === 'rounded' ? roundSignificant(whole, DIGITS) : whole;
  const sign = yen < 0 && shown > 0 ? [{ text: MINUS, unit: false }] : [];
  if (language === 'en') return merge([...sign, { text: '¥', unit: true }, ...english(shown, precision)]);
  const digits = precision === 'exact' ? [digitsOf(shown)] : groups(shown);
  return merge([...sign, ...digits, { text: '円', unit: true }]);
}

/**
 * A whole number in 万 and 億, or with commas in English.
 *
 * @example countText(100_000, 'ja') // '10万'
 * @example countText(100_000, 'en') // '100,000'
 */
export function countText(count: number, language: Language): string {
  if (language === 'en') return digitsOf(Math.round(count)).text;
  return groups(Math.round(count))
    .map(({ text }) => text)
    .join('');
}

/**
 * A share in per cent with two significant digits.
 *
 * @example percentText(0.0058, 'ja') // '0.58%'
 * @example percentText(0.000_001, 'ja') // '0.001%未満'
 */
export function percentText(share: number, language: Language): string {
  if (!Number.isFinite(share)) throw new RangeError(`not a share: ${share}`);
  // 0.145 × 100 is 14.499…; twelve digits put the half back before it is rounded.
  const percent = Number((share * 100).toPrecision(12));
  if (percent > 0 && percent < 0.001) return language === 'ja' ? '0.001%未満' : 'under 0.001%';
  const rounded = Number(percent.toPrecision(DIGITS));
  return `${rounded < 0 ? MINUS : ''}${digitsOf(Math.abs(rounded)).text}%`;
}

/**
 * Once in so many years.
 *
 * @example periodText(100, 'ja') // '100年に1度'
 * @example periodText(100, 'en') // '1 in 100 years'
 */
export function periodText(years: number, language: Language): string {
  const count = countText(years, language);
  return language === 'ja' ? `${count}年に1度` : `1 in ${count} years`;
}

/**
 * Once in so many years, and what that is a year.
 *
 * @example periodWithShare(100, 'ja') // '100年に1度（年1%）'
 */
export function periodWithShare(years: number, language: Language): string {
  const share = percentText(1 / years, language);
  return language === 'ja'
    ? `${periodText(years, language)}（年${share}）`
    : `${periodText(years, language)} (${share} a year)`;
}

/**
 * A yearly probability as a return period of two significant digits.
 *
 * @example probabilityAsPeriod(0.0058, 'ja') // '約170年に1度'
 */
export function probabilityAsPeriod(probability: number, language: Language): string {
  const years = roundSignificant(Math.max(1, Math.round(1 / probability)), DIGITS);
  return language === 'ja' ? `約${periodText(years, language)}` : `about ${periodText(years, language)}`;
}

const MONTHS = 'January,February,March,April,May,June,July,August,September,October,November,December'.split(
  ',',
);

/**
 * A civil date in words.
 *
 * @example dateText('2026-11-21', 'ja') // '2026年11月21日'
 * @example dateText('2026-11-21', 'en') // '21 November 2026'
 */
export function dateText(date: string, language: Language): string {
  if (!isCivilDate(date)) throw new RangeError(`not a date: ${date}`);
  const [year, month, day] = date.split('-').map(Number);
  return language === 'ja' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/**
 * Rounded half up to so many significant digits. The carry is part of it: 9,995万 becomes 1億.
 *
 * @param whole a whole number, not negative
 */
export function roundSignificant(whole: number, digits: number): number {
  const step = 10 ** Math.max(0, String(whole).length - digits);
  return Math.round(whole / step) * step;
}

/** 123456789 → 1 億 2,345 万 6,789. */
function groups(whole: number): AmountPart[] {
  if (whole === 0) return [{ text: '0', unit: false }];
  let rest = whole;
  return JA_UNITS.flatMap(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [digitsOf(count), { text: unit, unit: true }];
  });
}

/** In million and above where at most three decimals hold it: ¥1.395 million, but ¥12,345,678. */
function english(whole: number, precision: Precision): AmountPart[] {
  const [size, unit] = EN_UNITS.find(([least]) => whole >= least) ?? [1, ''];
  const thousandth = size / 1000;
  if (precision === 'exact' || size === 1 || whole % thousandth !== 0) return [digitsOf(whole)];
  return [digitsOf(whole / thousandth / 1000), { text: unit, unit: true }];
}

function digitsOf(number: number): AmountPart {
  const [whole, decimals] = String(number).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return { text: decimals === undefined ? grouped : `${grouped}.${decimals}`, unit: false };
}

/** Neighbours of one kind become one part; empty ones go. */
function merge(parts: readonly AmountPart[]): AmountPart[] {
  const merged: AmountPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.text === '') continue;
    if (last?.unit === part.unit)
      merged[merged.length - 1] = { text: last.text + part.text, unit: part.unit };
    else merged.push(part);
  }
  return merged;
}
