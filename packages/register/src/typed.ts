import { readDateText } from './explain/date-text.ts';
import { booleanMeant, yesNoWritten } from './explain/leaf.ts';
import { meantBy } from './explain/number.ts';
import { readNumberText } from './explain/number-text.ts';
import { exactShare, UNKNOWN } from './fields.ts';
import { labelOf } from './labels.ts';
import { fold } from './nearest.ts';
import { type Leaf, mayBeUnknown } from './shape.ts';
import type { Lexicon } from './vocabulary.ts';

/** What a table of the register calls its rows, for references: the id a word stands for, by id or by name. */
export type RowNames = (table: NonNullable<Leaf['meta']['refersTo']>, word: string) => string | undefined;

/** What separates the entries of a list in one cell. No id holds any of them. */
const SEPARATORS = /[、,，;；\n]/;

/** What people write where nobody knows: 不明、分からない、?. */
const NOBODY_KNOWS =
  /^(?:unknown|不明|未定|未確認|(?:わか|分か)ら(?:ない|ず|ん)|調査中|\?|？|don't know|not known)$/i;

/**
 * What somebody typed or pasted into a cell means: 「3,000万円」 is 30000000, 「令和8年2月3日」 a date, 「はい」 yes, 「不明」
 * unknown, nothing at all undefined. A file is read more strictly (R8); a screen shows at once what it understood. What
 * means nothing for certain stays the text, for {@link checkCompany} to refuse with its reasons.
 *
 * @example readTyped(leafOfRevenue, '１．２億円', lexicon) // 120000000
 */
export function readTyped(leaf: Leaf, typed: string, lexicon: Lexicon, rows?: RowNames): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  if (mayBeUnknown(leaf) && (NOBODY_KNOWS.test(text) || fold(text) === fold(labelOf(UNKNOWN).ja)))
    return UNKNOWN;
  if (!leaf.list) return single(leaf, text, lexicon, rows);
  const one = { ...leaf, list: false };
  return text
    .split(SEPARATORS)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => single(one, entry, lexicon, rows));
}

function single(leaf: Leaf, text: string, lexicon: Lexicon, rows?: RowNames): unknown {
  switch (leaf.kind) {
    case 'yen':
    case 'count':
    case 'integer':
    case 'number':
    case 'share':
      return numberOf(leaf, text) ?? text;
    case 'date': {
      const read = readDateText(text);
      return read && 'date' in read ? read.date : text;
    }
    case 'boolean': {
      const meant = booleanMeant(text);
      return meant === undefined ? text : meant === 'true';
    }
    case 'enum':
      return wordOf(leaf, text) ?? text;
    default:
      if (leaf.meta.vocabulary) return lexicon.idOf(leaf.meta.vocabulary, text) ?? text;
      return (leaf.meta.refersTo && rows?.(leaf.meta.refersTo, text)) ?? text;
  }
}

function numberOf(leaf: Leaf, text: string): number | undefined {
  const read = readNumberText(text);
  const meant = read && meantBy(read, leaf)?.value;
  if (meant === undefined || !Number.isFinite(meant)) return undefined;
  // Under a heading in %, 35 is 35 %; a share of 35 there is not.
  const percent = leaf.kind === 'share' && read?.unit === undefined && meant > 1 && meant <= 100;
  return percent ? exactShare(meant / 100) : meant;
}

function wordOf(leaf: Leaf, text: string): string | undefined {
  const named = leaf.values.find((word) =>
    [word, labelOf(word).ja, labelOf(word).en].some((name) => fold(name) === fold(text)),
  );
  if (named !== undefined) return named;
  const meant = leaf.values.includes('yes') ? yesNoWritten(text) : undefined;
  return meant !== undefined && leaf.values.includes(meant) ? meant : undefined;
}
