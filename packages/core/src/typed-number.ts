/** A number as people type it: its value, and whether a scale or a currency says that it is in yen. */
export type TypedNumber = { readonly value: number; readonly isYen: boolean };

const SCALES: readonly (readonly [string, number])[] = [
  ['兆', 1e12],
  ['億', 1e8],
  ['万', 1e4],
];

const DIGITS = String.raw`(\d+(?:\.\d+)?)`;
const NUMBER = new RegExp(
  `^(¥)?${SCALES.map(([scale]) => `(?:${DIGITS}${scale})?`).join('')}(?:${DIGITS})?(円|人|名)?$`,
);
const SEPARATORS = /[\s,_]/g;

/**
 * Reads a number that is not negative: `30000`, `30,000`, 「３０，０００」, 「3億5,000万円」, 「1.2万人」. Undefined for anything
 * else, so that the reader is asked instead of guessed at.
 *
 * @example readNumber('3億5,000万円') // { value: 350000000, isYen: true }
 */
export function readNumber(text: string): TypedNumber | undefined {
  const match = NUMBER.exec(text.normalize('NFKC').replace(SEPARATORS, ''));
  if (!match) return undefined;
  const [, sign, ...rest] = match;
  const unit = rest.pop();
  const counts = rest.map((digits) => (digits === undefined ? undefined : Number(digits)));
  const units = counts.at(-1);
  const scaled = counts.slice(0, -1).some((count) => count !== undefined);
  // 「3億5000」 may mean 5,000 yen or 5,000万: ask.
  if (units !== undefined && scaled && unit === undefined) return undefined;
  if (units === undefined && !scaled) return undefined;
  const factors = [...SCALES.map(([, factor]) => factor), 1];
  // Fifteen digits put right what binary fractions lose: 1.1 × 10,000 is 11,000.
  const parts = counts.map((count = 0, i) => Number((count * factors[i]).toPrecision(15)));
  const value = parts.reduce((total, part) => total + part, 0);
  return { value, isYen: scaled || sign !== undefined || unit === '円' };
}
