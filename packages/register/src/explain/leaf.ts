import { ID_PATTERN } from '@sonae/core';
import { isPlainText, LIST_LIMIT, TEXT_LIMIT, tidyText } from '../fields.ts';
import { BOOLEAN_LABELS, labelOf } from '../labels.ts';
import { fold, nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { dateForm, noSuchDate } from '../problems/date.ts';
import { empty, longList, wrongFormat, wrongType } from '../problems/structure.ts';
import * as problems from '../problems/value.ts';
import type { Leaf } from '../shape.ts';
import { readDateText } from './date-text.ts';
import { explainNumber, explainNumberText } from './number.ts';

/**
 * Why the schema refuses a value, and what to write instead. The schema decides whether a value is good; this only
 * finds the words, and says nothing where it knows none.
 *
 * @param written the value as it stands in the file, where that tells more than the value
 */
export function explainLeaf(leaf: Leaf, value: unknown, written?: string): Problem[] {
  if (value === null) return [empty(leaf)];
  if (leaf.list) return explainList(leaf, value);
  if (typeof value === 'object') return [wrongType(leaf, value)];
  if (typeof value === 'string' && value.trim() === '') return [empty(leaf)];
  switch (leaf.kind) {
    case 'yen':
    case 'count':
    case 'integer':
    case 'number':
    case 'share':
      if (typeof value === 'number')
        return explainNumber(leaf, value, leaf.kind === 'share' ? undefined : written);
      return typeof value === 'string' ? explainNumberText(leaf, value) : [wrongType(leaf, value)];
    case 'date':
      return explainDate(leaf, written ?? String(value));
    case 'boolean':
      return [problems.notBoolean(leaf, value, booleanMeant(value))];
    case 'literal':
      return [wrongFormat(leaf, value)];
    case 'enum':
      return [explainChoice(leaf, value)];
    default:
      return explainText(leaf, value, written);
  }
}

function explainList(leaf: Leaf, value: unknown): Problem[] {
  if (!Array.isArray(value)) return [wrongType(leaf, value)];
  if (value.length === 0) return [empty(leaf)];
  return value.length > LIST_LIMIT ? [longList(leaf, value.length, LIST_LIMIT)] : [];
}

function explainDate(leaf: Leaf, text: string): Problem[] {
  const read = readDateText(text);
  if (read === undefined) return [dateForm(leaf, text, undefined)];
  return 'date' in read ? [dateForm(leaf, text, read.date)] : [noSuchDate(leaf, text, read.lastOfMonth)];
}

function explainChoice(leaf: Leaf, value: unknown): Problem {
  const isYesNo = leaf.values.join() === 'yes,no,unknown';
  if (isYesNo) return problems.notYesNo(leaf, value, yesNoMeant(value));
  if (typeof value !== 'string') return wrongType(leaf, value);
  const labels = new Map(leaf.values.map((word) => [fold(labelOf(word).ja), word]));
  const byLabel = labels.get(fold(value)) ?? leaf.values.find((word) => fold(word) === fold(value));
  const near = byLabel ?? nearest(value, leaf.values) ?? labels.get(nearest(value, labels.keys()) ?? '');
  return problems.unknownValue(leaf, value, near);
}

function explainText(leaf: Leaf, value: unknown, written: string | undefined): Problem[] {
  if (typeof value === 'number') return [problems.numberForText(leaf, written ?? String(value))];
  if (typeof value === 'boolean') return [problems.truthForText(leaf, value)];
  const text = String(value);
  if (leaf.kind === 'id') return ID_PATTERN.test(text) ? [] : [problems.badId(leaf, text, idLike(text))];
  if (!isPlainText(tidyText(text))) return [problems.badCharacter(leaf, text)];
  if (tidyText(text).length > TEXT_LIMIT) return [problems.longText(leaf, tidyText(text).length, TEXT_LIMIT)];
  if (leaf.kind === 'policy') return [problems.notAPolicy(leaf, text)];
  return leaf.kind === 'email' ? [problems.badEmail(leaf, text)] : [];
}

/** `yes`, `no` or `unknown` for the ways people write them; `n` and `off` are no, 不明 is unknown. */
function yesNoMeant(value: unknown): string | undefined {
  return yesNoWritten(value) ?? nearest(fold(String(value)), ['yes', 'no', 'unknown']);
}

/** The same for the ways that leave no doubt. */
export function yesNoWritten(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const word = fold(String(value));
  if (/^(?:on|true|y|1|はい|有|有り|あり|済|実施|○|◯|o|t)$/.test(word)) return 'yes';
  if (/^(?:off|false|n|0|いいえ|無|無し|なし|未実施|×|x|f)$/.test(word)) return 'no';
  return /^(?:不明|未確認|分からない|わからない|\?|n\/a|maybe)$/.test(word) ? 'unknown' : undefined;
}

export function booleanMeant(value: unknown): string | undefined {
  const word = fold(String(value));
  if (word === BOOLEAN_LABELS.true.ja || /^(?:yes|on|y|1|true)$/.test(word)) return 'true';
  return word === BOOLEAN_LABELS.false.ja || /^(?:no|off|n|0|false)$/.test(word) ? 'false' : undefined;
}

/** The text with what an id may not hold replaced; undefined where nothing sensible is left. */
function idLike(text: string): string | undefined {
  const like = text
    .normalize('NFKC')
    .trim()
    .replace(/[\s/:]+/g, '-')
    .replace(/[^A-Za-z0-9_.-]/g, '')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64);
  return ID_PATTERN.test(like) && like.length * 2 >= Math.min(text.length, 64) ? like : undefined;
}
