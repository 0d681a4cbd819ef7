import { say } from '@sonae/core';
import type { Problem } from '../problem.ts';
import type { Leaf } from '../shape.ts';
import { called, error, shown, write } from './say.ts';

/** A date that does not exist: 2026-02-30. */
export const noSuchDate = (leaf: Leaf, text: string, suggestion: string | undefined): Problem =>
  error(
    'register.no-such-date',
    say(
      `${called(leaf).ja}の「${shown(text)}」という日はありません`,
      `There is no day ${shown(text)} for ${called(leaf).en}`,
    ),
    suggestion === undefined
      ? say('暦にある日を YYYY-MM-DD で書いてください', 'Write a day of the calendar as YYYY-MM-DD')
      : say(`月末なら ${suggestion} です`, `The last day of that month is ${suggestion}`),
  );

/** A date written in another way: 2026/02/03, 令和8年2月3日, 20260203. */
export const dateForm = (leaf: Leaf, written: string, suggestion: string | undefined): Problem =>
  error(
    'register.date-form',
    say(
      `${called(leaf).ja}の「${shown(written)}」は日付として読めません`,
      `${called(leaf).en} "${shown(written)}" cannot be read as a date`,
    ),
    suggestion === undefined
      ? say('2026-02-03 の形で書いてください', 'Write it like 2026-02-03')
      : write(suggestion),
  );
