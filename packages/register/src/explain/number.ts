import { ppmOf } from '@sonae/core';
import type { Problem } from '../problem.ts';
import * as problems from '../problems/number.ts';
import { type Leaf, mayBeUnknown } from '../shape.ts';
import { type NumberText, readNumberText } from './number-text.ts';

const NOBODY_KNOWS = /^(?:不明|未定|未確認|(?:わか|分か)ら.*|調査中|n\/?a|tbd|[?？\-—ー]+)$/i;

/** What a unit is worth in the unit expected: `2年` is 24 months. */
const CONVERSIONS: Readonly<Record<string, number>> = {
  'years>months': 12,
  'days>hours': 24,
  'weeks>hours': 168,
  'weeks>days': 7,
};

/**
 * What is wrong with a number, or nothing.
 * @param written the number as it stands in the file, where that tells more: `150%`, digits a double cannot hold
 */
export function explainNumber(leaf: Leaf, value: number, written?: string): Problem[] {
  if (!Number.isFinite(value)) return [problems.notFinite(leaf, value)];
  if (leaf.kind === 'share') {
    if (value < 0 || value > 1) return [problems.shareRange(leaf, value, written)];
    return ppmOf(value) === undefined ? [problems.tooManyDecimals(leaf, value)] : [];
  }
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return [problems.tooLargeNumber(leaf, written ?? String(value))];
  }
  if (value < 0 && (leaf.min ?? leaf.above ?? 0) >= 0) return [problems.negative(leaf, value)];
  if (leaf.kind !== 'number' && !Number.isInteger(value)) return [problems.notInteger(leaf, value)];
  const low = leaf.above === undefined ? value < (leaf.min ?? 0) : value <= leaf.above;
  return low || (leaf.max !== undefined && value > leaf.max) ? [problems.outOfRange(leaf, value)] : [];
}

/** What is wrong with a text that stands where a number belongs: its form, and the number it means. */
export function explainNumberText(leaf: Leaf, text: string): Problem[] {
  const read = readNumberText(text);
  if (read === undefined) {
    const unknown = mayBeUnknown(leaf) && NOBODY_KNOWS.test(text.trim());
    return [problems.textForNumber(leaf, text, unknown ? 'unknown' : undefined)];
  }
  if (read.unit === 'foreign') return [problems.foreignCurrency(leaf, text)];
  const meant = meantBy(read, leaf);
  if (meant === undefined) return [problems.unit(leaf, text, undefined)];
  const range = explainNumber(leaf, meant.value, read.unit === 'percent' ? text : undefined);
  const suggestion = range.length > 0 ? undefined : meant.written;
  return [formProblem(leaf, text, read, meant, suggestion), ...range].filter(
    (problem) => problem !== undefined,
  );
}

/** The value and the way to write it; undefined where the unit is of another kind. */
export function meantBy(read: NumberText, leaf: Leaf): { value: number; written: string } | undefined {
  const plain = { value: Number(read.digits), written: read.digits };
  if (leaf.kind === 'share') {
    if (read.unit === undefined) return plain;
    return read.unit === 'percent' ? { value: plain.value / 100, written: `${read.digits}%` } : undefined;
  }
  if (read.unit === undefined || read.unit === (leaf.meta.unit ?? leaf.kind)) return plain;
  const factor = CONVERSIONS[`${read.unit}>${leaf.meta.unit}`];
  return factor === undefined
    ? undefined
    : { value: plain.value * factor, written: String(plain.value * factor) };
}

function formProblem(
  leaf: Leaf,
  text: string,
  read: NumberText,
  meant: { written: string },
  suggestion: string | undefined,
): Problem | undefined {
  const percent = leaf.kind === 'share' && read.unit === 'percent';
  if (read.scaled || (read.unit !== undefined && !percent)) return problems.unit(leaf, text, suggestion);
  if (read.fullWidth) return problems.fullWidth(leaf, text, meant.written);
  if (read.separators) return problems.thousandsSeparator(leaf, text, meant.written);
  return percent && text === meant.written ? undefined : problems.textForNumber(leaf, text, suggestion);
}
