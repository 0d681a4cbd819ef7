import { expect, test } from 'vitest';
import { COLUMNS, widthOf, wrap } from './width.ts';

test('U12 kana, kanji, full-width forms and emoji take two columns, everything else one', () => {
  expect(widthOf('')).toBe(0);
  expect(widthOf('abc ±–…¥')).toBe(8);
  expect(widthOf('損害ﾃｽﾄ')).toBe(7);
  expect(widthOf('（１）、「あ」ー')).toBe(16);
  expect(widthOf('🔥')).toBe(2);
});

test('U12 lines break between Latin words and between Japanese characters, never beyond the columns', () => {
  expect(wrap('one two three', { columns: 8 })).toBe('one two\nthree');
  expect(wrap('損害賠償の額', { columns: 8 })).toBe('損害賠償\nの額');
  expect(wrap('- one two three', { columns: 9, indent: 2 })).toBe('- one two\n  three');
  expect(wrap('short')).toBe('short');
  expect(wrap('')).toBe('');
  const long = '損害モデルは first fit であり、半分は判断による。'.repeat(9);
  const lines = wrap(long, { indent: 2 }).split('\n');
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(COLUMNS);
  expect(
    lines
      .map((line, i) => (i === 0 ? line : line.slice(2)))
      .join('')
      .replaceAll(' ', ''),
  ).toBe(long.replaceAll(' ', ''));
});

test('U12 no line begins with a closing mark', () => {
  expect(wrap('損害賠償。', { columns: 8 })).toBe('損害賠\n償。');
  expect(wrap('あいう（えお）か', { columns: 12 })).toBe('あいう（え\nお）か');
});

test('U12 a word longer than the line is broken', () => {
  expect(wrap('see https://example.jp here', { columns: 10 })).toBe('see\nhttps://ex\nample.jp\nhere');
});
