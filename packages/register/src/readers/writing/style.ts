import type { Borders, Fill, Font } from 'exceljs';
import type { Column } from '../../columns.ts';
import { BOOLEAN_LABELS, labelOf } from '../../labels.ts';
import { mayBeUnknown } from '../../shape.ts';

/** Universal-design font of current Windows; Excel takes the nearest where it is missing. */
export const FONT: Partial<Font> = { name: 'BIZ UDPゴシック', size: 10.5 };
export const BOLD: Partial<Font> = { ...FONT, bold: true };
export const TITLE: Partial<Font> = { ...FONT, bold: true, size: 14 };
export const LINK: Partial<Font> = { ...FONT, underline: true, color: { argb: 'FF1F4E9E' } };
export const QUIET: Partial<Font> = { ...FONT, color: { argb: 'FF5C5C5C' } };

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
/** Headings of columns that must be filled in are darker than the others; the note says so too. */
export const REQUIRED_FILL = solid('FFC9D9EA');
export const OPTIONAL_FILL = solid('FFEDF2F7');

export const RULE: Partial<Borders> = { bottom: { style: 'thin', color: { argb: 'FF8A8A8A' } } };

/** Width of a text in Excel's unit, half-width characters; a full-width one counts two. */
export function textWidth(text: string): number {
  return [...text].reduce(
    (width, char) => width + (/[\u1100-\u115f\u2e80-\uffdc\uffe0-\uffe6]/.test(char) ? 2 : 1),
    0,
  );
}

/** Width of a column: its heading, and what usually stands in it. */
export function columnWidth({ leaf, heading }: Column): number {
  const usual = leaf.list
    ? 30
    : leaf.kind === 'text'
      ? 28
      : leaf.kind === 'yen'
        ? 18
        : leaf.kind === 'email'
          ? 26
          : 14;
  return Math.min(40, Math.max(usual, textWidth(heading) + 3));
}

/** More choices than this do not fit a note; the drop-down shows them anyway. */
const CHOICES_IN_NOTE = 6;

/** What the note on a heading says: must it be filled in, what it means, what may be chosen. */
export function headingNote({ leaf, required }: Column): string {
  const choices = leaf.kind === 'boolean' ? ['true', 'false'] : leaf.kind === 'enum' ? leaf.values : [];
  const labels = new Map(choices.map((word) => [word, wordLabel(word)]));
  return [
    required ? '必須' : mayBeUnknown(leaf) ? '任意（分からなければ「不明」か空欄）' : '任意',
    // Notes speak of the words of the file format; here people choose labels.
    (leaf.meta.note ?? '').replace(/ ?([a-z_]+) ?/g, (written, word) =>
      labels.has(word) ? `「${labels.get(word)}」` : written,
    ),
    leaf.list ? '複数あるときは「、」で区切る' : '',
    leaf.kind === 'id' && leaf.meta.refersTo === undefined
      ? '半角の英数字と _ - .（この表の中で重ならないように）'
      : '',
    labels.size > 0 && labels.size <= CHOICES_IN_NOTE ? `選択肢: ${[...labels.values()].join('、')}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function wordLabel(word: string): string {
  return word === 'true' || word === 'false' ? BOOLEAN_LABELS[word].ja : labelOf(word).ja;
}
