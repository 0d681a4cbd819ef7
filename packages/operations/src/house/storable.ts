import type { Issue } from '@sonae/core';
import { mistake } from './refusals.ts';

/** Nothing people send is nested deeper; a register has six levels. */
const DEEPEST = 40;

/** What PostgreSQL cannot keep in a value: the character NUL, halves of characters, and depth without end. */
export function unstorable(value: unknown, path = '', depth = 0): Issue | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : NOT_TEXT(path);
  if (typeof value !== 'object' || value === null || value instanceof Blob || value instanceof Date)
    return undefined;
  if (depth > DEEPEST) return TOO_DEEP(path);
  for (const [key, item] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = isText(key) ? unstorable(item, place, depth + 1) : NOT_TEXT(path);
    if (found) return found;
  }
  return undefined;
}

const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

const NOT_TEXT = (path: string) =>
  mistake(
    'request.text',
    path.toWellFormed().replaceAll('\0', ''),
    { ja: '文字として扱えない値が含まれています。', en: 'Contains what is no character.' },
    { ja: '制御文字や壊れた文字を除いてください。', en: 'Remove control characters and broken ones.' },
  );

const TOO_DEEP = (path: string) =>
  mistake(
    'request.depth',
    path,
    { ja: '入れ子が深すぎます。', en: 'Nested too deeply.' },
    { ja: '形式を確かめてください。', en: 'Check the format.' },
  );
