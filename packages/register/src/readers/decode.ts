import { type Issue, say } from '@sonae/core';
import { issueOf, type Problem } from '../problem.ts';
import { bom, emptyFile, notUtf8, tooDeep, tooLarge } from '../problems/document.ts';

/** Largest text accepted, in bytes: a register of ten thousand rows has about 2 MB. */
export const TEXT_BYTES = 5_000_000;

/** Most lines accepted; ten thousand rows of the longest table have 130,000. */
export const TEXT_LINES = 300_000;
/** Marks such as quotes, commas and colons: five for each of 150,000 values. The parser needs about 10 µs for each. */
const MARKS = 750_000;
/** What an anchor, alias or tag counts for: the parser needs twenty times as long to refuse one. */
const DEAR_MARK = 20;
/** Brackets open at once, or closed without being open; the parser's time grows with the square of either. */
const OPEN_BRACKETS = 500;

/** A text, or the reason there is none. */
export type Decoded = { readonly text?: string; readonly issues: readonly Issue[] };

/** Bytes or text as text: UTF-8 only, 5 MB at most, a byte order mark taken off. */
export function decodeText(input: string | Uint8Array, file: string): Decoded {
  const refuse = (problem: Problem) => ({ issues: [issueAtStart(problem, file)] });
  const size = typeof input === 'string' ? input.length : input.byteLength;
  if (size > TEXT_BYTES)
    return refuse(tooLarge(say(`${size} > ${TEXT_BYTES} バイト`, `${size} > ${TEXT_BYTES} bytes`)));
  const text = typeof input === 'string' ? input : utf8(input);
  // U+FFFD: somebody decoded other bytes as UTF-8 before us, and characters are lost. U+0000: UTF-16 read as UTF-8.
  if (text === undefined || /[\ufffd\0]/.test(text)) return refuse(notUtf8());
  const lines = text.split('\n', TEXT_LINES + 1).length;
  if (lines > TEXT_LINES)
    return refuse(tooLarge(say(`${TEXT_LINES} 行を超えます`, `more than ${TEXT_LINES} lines`)));
  const runaway = runawayMarks(text);
  if (runaway) return refuse(runaway);
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (plain.trim() === '') return refuse(emptyFile());
  return { text: plain, issues: plain === text ? [] : [issueAtStart(bom(), file)] };
}

/** Counts marks without looking at quotes: hundreds of unbalanced brackets are no register either way. */
function runawayMarks(text: string): Problem | undefined {
  let [marks, open] = [0, 0];
  for (const [mark] of text.matchAll(/["'&*!|>,[\]{}]|[-?:](?=\s)/g)) {
    if (mark === '[' || mark === '{') open += 1;
    if (mark === ']' || mark === '}') open -= 1;
    marks += mark === '&' || mark === '*' || mark === '!' ? DEAR_MARK : 1;
    if (Math.abs(open) > OPEN_BRACKETS) return tooDeep();
    if (marks > MARKS) return tooLarge(say(`記号が ${MARKS} 個を超えます`, `more than ${MARKS} marks`));
  }
  return undefined;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // The decoder says no more than that it failed.
  }
}

function issueAtStart(problem: Problem, file: string): Issue {
  return issueOf({ path: [], problem }, { place: () => ({ file, line: 1, column: 1 }) });
}
