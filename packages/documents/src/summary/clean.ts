import type { Assessment } from '@sonae/assessment';

/** Control characters, which no page can show, but line ends and tabs, which become spaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/gu;
/**
 * Embeddings, overrides and isolates of writing direction (the marks LRM and RLM stay). One left open would turn the rest of
 * the line around, figures included.
 */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as it may stand on a page: whole characters, composed (か and ゙ are が), on one line.
 *
 * @example cleanText('a\u0000b\nc\u202e') // 'ab c'
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROL, '')
    .replace(DIRECTION, '')
    .replace(/[\s\u2028\u2029]*[\t\n\r\u2028\u2029][\s\u2028\u2029]*/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** The assessment with every text in it cleaned, so that no later step has to think of it. */
export function cleanAssessment(assessment: Assessment): Assessment {
  return clean(assessment) as Assessment;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clean(part)]));
}
