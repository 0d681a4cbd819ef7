import { isCivilDate } from '@sonae/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDateText } from './date-text.ts';

test.each([
  ['2026/02/03', '2026-02-03'],
  ['2026/2/3', '2026-02-03'],
  ['2026-2-3', '2026-02-03'],
  ['2026.02.03', '2026-02-03'],
  ['20260203', '2026-02-03'],
  ['2026年2月3日', '2026-02-03'],
  ['２０２６年２月３日', '2026-02-03'],
  ['令和8年2月3日', '2026-02-03'],
  ['令和元年5月1日', '2019-05-01'],
  ['R8.2.3', '2026-02-03'],
  ['H30/12/31', '2018-12-31'],
  ['昭和63年12月31日', '1988-12-31'],
  ['2026-02-03T09:00:00+09:00', '2026-02-03'],
])('R11 %s means %s', (text, date) => {
  expect(readDateText(text)).toEqual({ date });
});

test.each([
  ['2026-02-30', '2026-02-28'],
  ['2024-02-30', '2024-02-29'],
  ['2026/04/31', '2026-04-30'],
  ['令和8年2月29日', '2026-02-28'],
])('R11 %s does not exist, the month ends on %s', (text, lastOfMonth) => {
  expect(readDateText(text)).toEqual({ noSuchDay: true, lastOfMonth });
});

test.each(['2026-13-01', '2026-00-10', '2026-05-00'])('R11 %s does not exist', (text) => {
  expect(readDateText(text)).toEqual({ noSuchDay: true });
});

test.each(['03/04/2026', '来月', '2026-02', '8年2月3日', '', '2026'])(
  'R11 %s is no date for certain',
  (text) => {
    expect(readDateText(text)).toBeUndefined();
  },
);

test('R3 any text is read or refused, and what is read exists', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?$/)),
      (text) => {
        const read = readDateText(text);
        if (read && 'date' in read) expect(isCivilDate(read.date)).toBe(true);
      },
    ),
  );
});
