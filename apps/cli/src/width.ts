/** Columns of the terminal everything fits into. Fixed, so that the same input prints the same bytes everywhere. */
export const COLUMNS = 80;

/** Characters that take two columns: kana, kanji, hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : 1;
  return width;
}

/** A run of Latin letters and digits with what follows it, or one other character. */
const PIECES = /[\x21-\x7e\u00a0-\u02ff]+|\s+|./gu;
/** What no line begins with (行頭禁則). */
const NOT_FIRST = /^[、。，．・：；！？）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％…]/;

/**
 * Breaks a text into lines of so many columns: between Latin words (within one only where it is longer than a line),
 * between any two Japanese characters, but not before a closing mark. Further lines are indented.
 */
export function wrap(text: string, { columns = COLUMNS, indent = 0 } = {}): string {
  const lines: string[] = [];
  let line = '';
  const short = new RegExp(`.{1,${columns - indent}}`, 'gsu');
  for (const piece of text.match(PIECES)?.flatMap((word) => word.match(short) ?? []) ?? []) {
    if (widthOf(line) + widthOf(piece.trimEnd()) <= columns) {
      line += piece;
      continue;
    }
    const kept = NOT_FIRST.test(piece) ? /^(.*)(.)$/su.exec(line.trimEnd()) : null;
    lines.push((kept?.[1] ?? line).trimEnd());
    line = ' '.repeat(indent) + (kept?.[2] ?? '') + piece.trimStart();
  }
  return [...lines, line.trimEnd()].filter((part, i) => part !== '' || i === 0).join('\n');
}
