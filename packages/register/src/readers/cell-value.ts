import { wrongUnitInFormat } from '../explain/stated-unit.ts';
import { UNKNOWN } from '../fields.ts';
import { BOOLEAN_LABELS, labelOf } from '../labels.ts';
import { fold } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { unit } from '../problems/number.ts';
import { numberForText } from '../problems/value.ts';
import * as problems from '../problems/workbook.ts';
import { type Leaf, mayBeUnknown } from '../shape.ts';
import { Flaw } from '../source.ts';
import { type Cell, dateOfSerial } from './grid.ts';

/** What separates the entries of a list in one cell. No id holds any of them. */
const SEPARATORS = /[、,，;；\n]/;

/**
 * The value a cell means for a field: labels become the words of the schema, lists are split, dates become texts. What
 * cannot be meant becomes a {@link Flaw} with its problem; what is merely wrong is left for the schema to refuse.
 */
export function valueOfCell(cell: Cell, leaf: Leaf, date1904: boolean): unknown {
  switch (cell.type) {
    case 'error':
      return new Flaw(problems.errorCell(cell.value));
    case 'uncalculated':
      return new Flaw(problems.noCachedValue());
    case 'text':
      return leaf.list ? listOfText(cell.value, leaf) : valueOfText(cell.value.trim(), leaf);
    case 'date':
      if (leaf.kind !== 'date') return new Flaw(problems.dateForOther(leaf, cell.value));
      return cell.time ? new Flaw(problems.timeForDate(leaf, cell.value)) : cell.value;
    case 'boolean':
      return leaf.list ? [cell.value] : cell.value;
    case 'number':
      return valueOfNumber(cell.value, cell.format, leaf, date1904);
  }
}

function listOfText(text: string, leaf: Leaf): unknown {
  const entries = text
    .split(SEPARATORS)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const single = { ...leaf, list: false };
  if (leaf.knowable && entries.length === 1 && meansUnknown(entries[0])) return UNKNOWN;
  return entries.map((entry) => valueOfText(entry, single));
}

function valueOfText(text: string, leaf: Leaf): unknown {
  if (mayBeUnknown(leaf) && meansUnknown(text)) return UNKNOWN;
  if (leaf.kind === 'boolean') {
    if (fold(text) === fold(BOOLEAN_LABELS.true.ja) || fold(text) === fold(BOOLEAN_LABELS.true.en))
      return true;
    return fold(text) === fold(BOOLEAN_LABELS.false.ja) || fold(text) === fold(BOOLEAN_LABELS.false.en)
      ? false
      : text;
  }
  if (leaf.kind === 'enum') {
    const named = (word: string) =>
      [word, labelOf(word).ja, labelOf(word).en].some((name) => fold(name) === fold(text));
    return leaf.values.find(named) ?? text;
  }
  return text;
}

function meansUnknown(text: string): boolean {
  return text === UNKNOWN || text === labelOf(UNKNOWN).ja;
}

function valueOfNumber(value: number, format: string, leaf: Leaf, date1904: boolean): unknown {
  const flaw = (problem: Problem) => new Flaw(problem);
  const asShown = wrongUnitInFormat(value, format, leaf);
  if (asShown !== undefined) return flaw(unit(leaf, asShown, undefined));
  switch (leaf.kind) {
    case 'date':
      return flaw(problems.numberForDate(leaf, value, dateOfSerial(value, date1904)));
    case 'phone':
      return flaw(numberForText(leaf, String(value)));
    case 'id':
    case 'text':
    case 'literal': {
      // Excel makes a number of any text that looks like one: an id 1, a clause 12.
      const text = Number.isSafeInteger(value) ? String(value) : undefined;
      if (text === undefined) return flaw(numberForText(leaf, String(value)));
      return leaf.list ? [text] : text;
    }
    default:
      return leaf.list ? [value] : value;
  }
}
