import type { Leaf } from '../shape.ts';
import { readNumberText } from './number-text.ts';

/** Kinds of fields that hold a number. */
const NUMBERS = new Set(['yen', 'count', 'integer', 'number', 'share']);

/**
 * The unit that a heading states in brackets where it is another than the field's own: 千円 of 「年間売上高（千円）」. The
 * figures below it would be read as something else. Brackets that hold no unit are left alone.
 */
export function wrongUnitInHeading(heading: string, leaf: Leaf): string | undefined {
  const inside = /\(([^()]*)\)\s*\*?$/.exec(heading.normalize('NFKC').trim())?.[1] ?? '';
  const words = inside.replace(/^単位\s*:?/, '').split(/[\s・、,/]+/);
  return words.find((word) => changesMeaning(word, 0, leaf));
}

/**
 * A number as its format shows it, where the words of the format make another number of it: `300百万円` for 300 in the
 * format `#,##0"百万円"`. A format that divides by what its words multiply with (`#,##0,,"百万円"`) is right.
 */
export function wrongUnitInFormat(value: number, format: string, leaf: Leaf): string | undefined {
  const [positive] = format.split(';');
  const bare = positive.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (/%/.test(bare)) return leaf.kind === 'share' ? undefined : `${value * 100}%`;
  const thousands = /[0#?](,+)(?![,0#?])/.exec(bare)?.[1].length ?? 0;
  // Words stand in quotes, after a backslash, as a currency sign in square brackets, or bare.
  const words = positive.matchAll(
    /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|([$€£¥円人件社倍日年千万億])/g,
  );
  const unit = [...words].map(([, ...kinds]) => kinds.find((kind) => kind !== undefined) ?? '').join('');
  return changesMeaning(unit.trim(), thousands * 3, leaf)
    ? `${value / 10 ** (thousands * 3)}${unit.trim()}`
    : undefined;
}

/** Whether a unit does not fit the field, or multiplies by another power of ten than the figures were divided by. */
function changesMeaning(unit: string, divided: number, leaf: Leaf): boolean {
  if (!NUMBERS.has(leaf.kind) || unit === '') return false;
  const read = readNumberText(`1${unit}`);
  if (read === undefined || (read.unit === undefined && !read.scaled)) return false;
  const own = leaf.kind === 'share' ? 'percent' : leaf.meta.unit;
  return read.digits.length - 1 !== divided || (read.unit !== undefined && read.unit !== own);
}
