import { say, type Text } from '@sonae/core';
import type { Problem } from '../problem.ts';
import type { Leaf, Table } from '../shape.ts';
import { called, error, shown, warning } from './say.ts';

/** Two rows of a table with one id. */
export const duplicateId = (table: Table, id: string, first: Text): Problem =>
  error(
    'register.duplicate-id',
    say(
      `${called(table).ja}に「${shown(id)}」が2つあります（先は${first.ja}）`,
      `"${shown(id)}" occurs twice in ${called(table).en} (first at ${first.en})`,
    ),
    say(
      `どちらかを別の ID にするか、1行にまとめてください`,
      'Give one of them another id, or merge the rows',
    ),
  );

/** An id that leads to no row. */
export const danglingReference = (
  leaf: Leaf,
  table: Table,
  id: string,
  suggestion: string | undefined,
): Problem =>
  error(
    'register.dangling-reference',
    say(
      `${called(leaf).ja}の「${shown(id)}」は${called(table).ja}にありません`,
      `${called(leaf).en} "${shown(id)}" is not among ${called(table).en}`,
    ),
    suggestion === undefined
      ? say(
          `${called(table).ja}に行を足すか、そこにある ID を書いてください`,
          `Add a row to ${called(table).en}, or write an id found there`,
        )
      : say(`${suggestion} ではありませんか`, `Did you mean ${suggestion}?`),
  );

/** An id of another table: an asset owned by a system. */
export const wrongTable = (leaf: Leaf, wanted: Table, found: Table, id: string): Problem =>
  error(
    'register.wrong-table',
    say(
      `${called(leaf).ja}の「${shown(id)}」は${called(found).ja}の ID です`,
      `${called(leaf).en} "${shown(id)}" is an id of ${called(found).en}`,
    ),
    say(`${called(wanted).ja}の ID を書いてください`, `Write an id of ${called(wanted).en}`),
  );

/** A row that depends on itself through others. */
export const circularReference = (leaf: Leaf, circle: readonly string[]): Problem =>
  error(
    'register.circular-reference',
    say(
      `${called(leaf).ja}が輪になっています（${shownCircle(circle)}）`,
      `${called(leaf).en} runs in a circle (${shownCircle(circle)})`,
    ),
    say('輪のどこか1か所を消してください', 'Remove one link of the circle'),
  );

/** People who stand in for each other all the way round. */
export const deputiesInCircle = (leaf: Leaf, circle: readonly string[]): Problem =>
  warning(
    'register.deputies-in-circle',
    say(
      `${called(leaf).ja}が輪になっています（${shownCircle(circle)}）。全員が不在なら代わる人がいません`,
      `${called(leaf).en} runs in a circle (${shownCircle(circle)}); nobody is left when all are away`,
    ),
    say('誰か1人の代理を、輪の外の人にしてください', 'Give one of them a deputy outside the circle'),
  );

/** One entry twice in a list. */
export const repeatedEntry = (leaf: Leaf, entry: string): Problem =>
  warning(
    'register.repeated-entry',
    say(
      `${called(leaf).ja}に「${shown(entry)}」が2度あります`,
      `${called(leaf).en} names "${shown(entry)}" twice`,
    ),
    say('1つにしてください（1つとして読みました）', 'Keep one of them (it was read as one)'),
  );

/** A contract that ends before it begins. */
export const toBeforeFrom = (from: string, to: string): Problem =>
  error(
    'register.to-before-from',
    say(`終了日 ${to} が開始日 ${from} より前です`, `It ends on ${to}, before it begins on ${from}`),
    say('どちらかの日付を直してください', 'Correct one of the dates'),
  );

/** A next date that lies before the last one. */
export const dueBeforeDone = (lastDone: string, nextDue: string): Problem =>
  warning(
    'register.due-before-done',
    say(
      `次回の予定日 ${nextDue} が前回の実施日 ${lastDone} より前です`,
      `The next date ${nextDue} lies before the last one ${lastDone}`,
    ),
    say('次回の予定日を改めてください', 'Set the next date anew'),
  );

/** A cap whose amount or multiple is not stated. */
export const capWithout = (field: 'yen' | 'times'): Problem =>
  error(
    field === 'yen' ? 'register.cap-without-yen' : 'register.cap-without-times',
    field === 'yen'
      ? say('賠償上限が定額なのに、額がありません', 'The cap is an amount, but no amount is stated')
      : say(
          '賠償上限が対価の倍数なのに、倍数がありません',
          'The cap is a multiple of the fee, but no multiple is stated',
        ),
    field === 'yen'
      ? say(
          'cap.yen（賠償上限の額）を書くか、cap.kind を unknown（不明）にしてください',
          'Add cap.yen, or set cap.kind to unknown',
        )
      : say(
          'cap.times（賠償上限の倍数）を書くか、cap.kind を unknown（不明）にしてください',
          'Add cap.times, or set cap.kind to unknown',
        ),
  );

/** An amount or a multiple beside a kind of cap that has none. */
export const capUnused = (field: 'yen' | 'times', kind: string): Problem =>
  warning(
    'register.cap-unused',
    say(
      `賠償上限の種類が ${shown(kind)} なので、${field === 'yen' ? '額' : '倍数'}は使われません`,
      `A cap of kind ${shown(kind)} has no use for ${field}`,
    ),
    say(
      `cap.${field} を消すか、cap.kind を ${field === 'yen' ? 'amount' : 'fee_multiple'} にしてください`,
      `Remove cap.${field}, or set cap.kind to ${field === 'yen' ? 'amount' : 'fee_multiple'}`,
    ),
  );

/** More than ten card numbers a person: likely a slip. */
export const manyCards = (cards: number, persons: number): Problem =>
  warning(
    'register.many-cards',
    say(
      `カード番号の数 ${cards} が本人の数 ${persons} の10倍を超えます`,
      `${cards} card numbers for ${persons} persons is more than ten each`,
    ),
    say('どちらかの数を確かめてください', 'Check both numbers'),
  );

function shownCircle(circle: readonly string[]): string {
  const named = circle.length > 20 ? [...circle.slice(0, 20), '…'] : circle;
  return [...named, circle[0]].map(shown).join(' → ');
}
