import type { VocabularyName } from '../../fields.ts';
import { BOOLEAN_LABELS, labelOf } from '../../labels.ts';
import { fold } from '../../nearest.ts';
import type { Leaf } from '../../shape.ts';
import type { Lexicon } from '../../vocabulary.ts';

/** What is written to a cell, and the number format where the column's own does not do. */
export type CellContent = { readonly value: string | number | Date; readonly format?: string };

export const DATE_FORMAT = 'yyyy-mm-dd';
/** Excel cannot hold earlier days as dates. */
const FIRST_DAY = '1900-03-01';

/** The content of a cell for a value of the company. What a person reads; the reader turns it back without loss. */
export function contentOf(leaf: Leaf, value: unknown, lexicon: Lexicon): CellContent {
  if (Array.isArray(value)) {
    return {
      value: value
        .map((entry) => String(contentOf({ ...leaf, list: false }, entry, lexicon).value))
        .join('、'),
    };
  }
  if (typeof value === 'number') return numberContent(leaf, value);
  if (typeof value === 'boolean') return { value: value ? BOOLEAN_LABELS.true.ja : BOOLEAN_LABELS.false.ja };
  const text = String(value);
  if (leaf.kind === 'enum' || (leaf.knowable && text === 'unknown')) return { value: labelOf(text).ja };
  if (leaf.meta.vocabulary) return { value: wordShown(leaf.meta.vocabulary, text, lexicon) };
  if (leaf.kind === 'date' && text >= FIRST_DAY)
    return { value: new Date(`${text}T00:00:00Z`), format: DATE_FORMAT };
  return { value: escaped(text) };
}

/** The number format of a column. */
export function columnFormat(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'yen':
    case 'count':
    case 'integer':
      return '#,##0';
    case 'number':
      return 'General';
    case 'share':
      return '0%';
    case 'date':
      return DATE_FORMAT;
    default:
      return '@';
  }
}

/** A share shows as many decimals as it has: 35 %, 35.5 %. */
function numberContent(leaf: Leaf, value: number): CellContent {
  if (leaf.kind !== 'share') return { value };
  const decimals = [0, 1, 2, 3].find((d) => Math.round(value * 1_000_000) % 10 ** (4 - d) === 0) ?? 4;
  return { value, format: decimals === 0 ? '0%' : `0.${'0'.repeat(decimals)}%` };
}

/** The Japanese name of a word where it reads back to the same id and does not look like a list, else the id. */
export function wordShown(list: VocabularyName, id: string, lexicon: Lexicon): string {
  const name = lexicon.entry(list, id)?.ja;
  if (name === undefined || /[、,，;；\n]/.test(name)) return id;
  const isUnknown = fold(name) === fold(labelOf('unknown').ja);
  return !isUnknown && lexicon.idOf(list, name) === id ? name : id;
}

/** Readers take `_x0041_` for a character; an escaped underscore keeps it a text. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
