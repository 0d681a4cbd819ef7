import type { DataValidation } from 'exceljs';
import { labelOf } from '../../labels.ts';
import { type Leaf, mayBeUnknown } from '../../shape.ts';

/** Where the words of drop-downs stand: sheet and column of each list. */
export type ListRanges = {
  /** Range with the labels of a choice, by the words of the choice. */
  choice(values: readonly string[]): string;
  /** Range with the names of a vocabulary list. */
  vocabulary(list: string): string;
  /** Range with the ids of a table. */
  table(name: string): string;
};

const UNKNOWN = labelOf('unknown').ja;

/**
 * What Excel lets people enter into a cell: a drop-down, a number, a date. For lists the drop-down only offers; several
 * entries must be possible.
 *
 * @param cell address of the first cell of the column, relative, for formulas
 */
export function validationOf(leaf: Leaf, cell: string, ranges: ListRanges): DataValidation | undefined {
  const list = listFor(leaf, ranges);
  if (list !== undefined) {
    return {
      type: 'list',
      allowBlank: true,
      formulae: [list],
      showErrorMessage: !leaf.list,
      errorTitle: leaf.meta.ja,
      error: '一覧から選んでください',
    };
  }
  const test = numberTest(leaf, cell);
  if (test === undefined) return undefined;
  const unknown = mayBeUnknown(leaf);
  return {
    type: 'custom',
    allowBlank: true,
    // IF, not OR: Excel's OR fails as soon as one of its parts does, and INT of a text fails.
    formulae: [`IF(ISNUMBER(${cell}),AND(${test.formula}),${unknown ? `${cell}="${UNKNOWN}"` : 'FALSE'})`],
    showErrorMessage: true,
    errorTitle: leaf.meta.ja,
    error: unknown ? `${test.words}か、「${UNKNOWN}」を入力してください` : `${test.words}を入力してください`,
  };
}

function listFor(leaf: Leaf, ranges: ListRanges): string | undefined {
  if (leaf.meta.refersTo) return ranges.table(leaf.meta.refersTo);
  if (leaf.meta.vocabulary) return ranges.vocabulary(leaf.meta.vocabulary);
  if (leaf.kind === 'boolean') return ranges.choice(['yes', 'no']);
  return leaf.kind === 'enum' ? ranges.choice(leaf.values) : undefined;
}

/** What must hold of a number in the cell, as arguments of AND. */
function numberTest(leaf: Leaf, cell: string): { formula: string; words: string } | undefined {
  const least = leaf.above ?? leaf.min ?? 0;
  const above = leaf.above !== undefined;
  const range = `${cell}${above ? '>' : '>='}${least}${leaf.max === undefined ? '' : `,${cell}<=${leaf.max}`}`;
  const words = above ? `${least}より大きい` : `${least}以上の`;
  switch (leaf.kind) {
    case 'yen':
    case 'count':
    case 'integer':
      return { formula: `${range},${cell}=INT(${cell})`, words: `${words}整数` };
    case 'number':
      return { formula: range, words: `${words}数` };
    case 'share':
      return { formula: `${cell}>=0,${cell}<=1`, words: '0%から100%まで' };
    case 'date':
      return { formula: `${cell}=INT(${cell})`, words: '日付（2026-02-03 の形）' };
    default:
      return undefined;
  }
}
