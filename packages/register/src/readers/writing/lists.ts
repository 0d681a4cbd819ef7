import type { Workbook } from 'exceljs';
import { CHOICES_SHEET, type Column, sheetPlans, WORDS_SHEET } from '../../columns.ts';
import type { VocabularyName } from '../../fields.ts';
import { labelOf } from '../../labels.ts';
import type { Lexicon, Vocabulary } from '../../vocabulary.ts';
import { addressOf } from '../grid.ts';
import { wordShown } from './cell-content.ts';
import { BOLD, FONT, textWidth } from './style.ts';
import type { ListRanges } from './validation.ts';

const VOCABULARY_NAMES: Readonly<Record<VocabularyName, string>> = {
  industries: '業種',
  dataKinds: '情報の種類',
  heads: '費目',
  controls: '対策',
};
const VOCABULARIES = Object.keys(VOCABULARY_NAMES) as VocabularyName[];

/**
 * Where the drop-downs find their words. Ranges are fixed before any sheet is written, so that the sheets with the words
 * can come last.
 */
export function listRanges(columns: readonly Column[], vocabulary: Vocabulary, lastRow: number): ListRanges {
  const choices = choicesIn(columns);
  return {
    choice: (values) => {
      const at = choices.findIndex((choice) => choice.join() === values.join()) + 1;
      return range(CHOICES_SHEET, at, 1, values.length);
    },
    vocabulary: (list) => {
      const at = VOCABULARIES.indexOf(list as VocabularyName) * 2 + 1;
      return range(WORDS_SHEET, at, 2, vocabulary[list as VocabularyName].length + 1);
    },
    table: (name) => range(sheetPlans.find(({ table }) => table === name)?.name ?? '', 1, 2, lastRow),
  };
}

/** Writes the sheet 語彙 (names and ids, for looking up) and the hidden sheet 選択肢. */
export function addListSheets(book: Workbook, columns: readonly Column[], lexicon: Lexicon): void {
  const { vocabulary } = lexicon;
  const words = book.addWorksheet(WORDS_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  VOCABULARIES.forEach((list, i) => {
    const [names, ids] = [words.getColumn(i * 2 + 1), words.getColumn(i * 2 + 2)];
    const shown = vocabulary[list].map(({ id }) => wordShown(list, id, lexicon));
    names.values = [VOCABULARY_NAMES[list], ...shown];
    ids.values = ['ID', ...vocabulary[list].map(({ id }) => id)];
    names.width = Math.min(50, Math.max(12, ...shown.map((name) => textWidth(name) + 2)));
    ids.width = Math.max(12, ...vocabulary[list].map(({ id }) => id.length + 2));
    for (const column of [names, ids]) column.font = FONT;
  });
  words.getRow(1).font = BOLD;
  const hidden = book.addWorksheet(CHOICES_SHEET, { state: 'hidden' });
  choicesIn(columns).forEach((values, i) => {
    hidden.getColumn(i + 1).values = values.map((value) => labelOf(value).ja);
  });
}

/** Every different set of words a choice in the workbook offers. */
function choicesIn(columns: readonly Column[]): string[][] {
  const sets = columns.filter(({ leaf }) => leaf.kind === 'enum').map(({ leaf }) => leaf.values.join());
  return [...new Set([['yes', 'no'].join(), ...sets])].map((set) => set.split(','));
}

function range(sheet: string, column: number, first: number, last: number): string {
  const absolute = (row: number) => addressOf(row, column).replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
  return `'${sheet}'!${absolute(first)}:${absolute(last)}`;
}
