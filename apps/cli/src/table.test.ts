import { expect, test } from 'vitest';
import { table } from './table.ts';
import { COLUMNS, widthOf } from './width.ts';

test('U12 words stand to the left, figures to the right, full-width text is aligned', () => {
  const drawn = table(
    ['費目', '証券', '金額'],
    [
      ['賠償金', '', '1億円'],
      ['Defence', '第3条', '¥50'],
    ],
  );
  expect(drawn).toBe(
    [
      '┌─────────┬───────┬───────┐',
      '│ 費目    │ 証券  │  金額 │',
      '├─────────┼───────┼───────┤',
      '│ 賠償金  │       │ 1億円 │',
      '│ Defence │ 第3条 │   ¥50 │',
      '└─────────┴───────┴───────┘',
    ].join('\n'),
  );
});

test.each([
  ['a-long-policy-name / expense / h_response'.repeat(2)],
  ['とても長い保険証券の名前と特約の名前'.repeat(3)],
])('U12 a table too wide for a terminal breaks its widest column of words: %s', (name) => {
  const drawn = table(
    ['自己負担になる理由', '証券', '金額'],
    [['保険の対象でない費目', name, '¥3.5 million']],
  );
  const lines = drawn.split('\n');
  const widths = new Set(lines.map(widthOf));
  expect(widths.size).toBe(1);
  expect([...widths][0]).toBeLessThanOrEqual(COLUMNS);
  const cells = lines.filter((line) => line.startsWith('│')).map((line) => line.split('│')[2].trim());
  expect(cells.slice(1).join('').replaceAll(' ', '')).toBe(name.replaceAll(' ', ''));
});
