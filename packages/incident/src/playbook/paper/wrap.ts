/** Characters as wide as they are high. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/;
/** What no line begins with (行頭禁則), and what none ends with (行末禁則). */
const NOT_FIRST = /^[、。，．・：；！？）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％…,.;:!?)\]]/;
const NOT_LAST = /[（「『【〈《([]$/;
const PIECES = /[\x21-\x7e\u00a0-\u02ff]+|\s+|./gu;

/** Width of a Latin letter as a share of a Japanese one, on the wide side so that nothing leaves its box. */
const NARROW = 0.6;

/** Width of a text in Japanese letters. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const char of text) ems += WIDE.test(char) ? 1 : NARROW;
  return ems;
}

/** Breaks a text into lines of at most so many Japanese letters; Latin words stay whole unless one is longer than a line. */
export function wrapText(text: string, ems: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const most = Math.max(1, Math.floor(ems / NARROW));
  const pieces = (text.match(PIECES) ?? []).flatMap(
    (piece) => piece.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [],
  );
  for (const piece of pieces) {
    if (emsOf(line) + emsOf(piece.trimEnd()) <= ems) {
      line += piece;
      continue;
    }
    // A mark that may not begin a line takes the letter before it along; an opening bracket goes down as well.
    const letters = [...line.trimEnd()];
    const moved = NOT_FIRST.test(piece) || NOT_LAST.test(line.trimEnd()) ? (letters.pop() ?? '') : '';
    if (letters.length > 0) lines.push(letters.join('').trimEnd());
    line = moved + piece.trimStart();
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length > 0 ? lines : [''];
}
