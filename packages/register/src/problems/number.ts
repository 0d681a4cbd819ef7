import { say } from '@sonae/core';
import type { Problem } from '../problem.ts';
import type { Leaf } from '../shape.ts';
import { called, error, expectedUnit, join, shown, write } from './say.ts';

/** A text that is no number, or a number in quotes. */
export const textForNumber = (leaf: Leaf, text: string, suggestion: string | undefined): Problem =>
  error(
    'register.text-for-number',
    say(`${called(leaf).ja}が文字列です（${shown(text)}）`, `${called(leaf).en} is a text (${shown(text)})`),
    join(
      say(`${expectedUnit(leaf).ja}です`, `It should be ${expectedUnit(leaf).en}`),
      write(suggestion, leaf),
    ),
  );

/** Full-width digits, minus, percent or comma: 「３０００」. */
export const fullWidth = (leaf: Leaf, text: string, suggestion: string): Problem =>
  error(
    'register.full-width',
    say(
      `${called(leaf).ja}が全角で書かれています（${shown(text)}）`,
      `${called(leaf).en} is written in full-width characters (${shown(text)})`,
    ),
    join(say('半角にしてください', 'Use half-width characters'), write(suggestion)),
  );

/** `3,000`, `100_000`, `3 000`. */
export const thousandsSeparator = (leaf: Leaf, text: string, suggestion: string): Problem =>
  error(
    'register.thousands-separator',
    say(
      `${called(leaf).ja}に桁区切りがあります（${shown(text)}）`,
      `${called(leaf).en} has thousands separators (${shown(text)})`,
    ),
    join(say('区切りを取ってください', 'Remove the separators'), write(suggestion)),
  );

/** A unit or a scale word beside the number: 「3000万」「30億円」「48千人」「300 人日」. */
export const unit = (leaf: Leaf, text: string, suggestion: string | undefined): Problem =>
  error(
    'register.unit',
    say(
      `${called(leaf).ja}に単位が付いています（${shown(text)}）`,
      `${called(leaf).en} carries a unit (${shown(text)})`,
    ),
    join(
      say(
        `単位を付けず、${expectedUnit(leaf).ja}で書きます`,
        `Without a unit it means ${expectedUnit(leaf).en}`,
      ),
      write(suggestion, leaf),
    ),
  );

/** Dollars, euros and the like. */
export const foreignCurrency = (leaf: Leaf, text: string): Problem =>
  error(
    'register.foreign-currency',
    say(
      `${called(leaf).ja}が外貨です（${shown(text)}）`,
      `${called(leaf).en} is in a foreign currency (${shown(text)})`,
    ),
    say('円に換算し、整数で書いてください', 'Convert it to yen and write whole yen'),
  );

/** Below zero. */
export const negative = (leaf: Leaf, value: number): Problem =>
  error(
    'register.negative',
    say(`${called(leaf).ja}が負です（${value}）`, `${called(leaf).en} is negative (${value})`),
    join(say('0以上にしてください', 'It must be 0 or more'), write(undefined, leaf)),
  );

/** 2.5 persons, 100.5 yen. */
export const notInteger = (leaf: Leaf, value: number): Problem =>
  error(
    'register.not-integer',
    say(
      `${called(leaf).ja}が整数ではありません（${value}）`,
      `${called(leaf).en} is not a whole number (${value})`,
    ),
    write(String(Math.round(value))),
  );

/** Outside the least and greatest value of the field. */
export const outOfRange = (leaf: Leaf, value: number): Problem => {
  const low =
    leaf.above === undefined
      ? say(`${leaf.min ?? 0}以上`, `at least ${leaf.min ?? 0}`)
      : say(`${leaf.above}より大きく`, `above ${leaf.above}`);
  const high = leaf.max === undefined ? say('', '') : say(`${leaf.max}以下`, ` and at most ${leaf.max}`);
  return error(
    'register.out-of-range',
    say(`${called(leaf).ja}が範囲の外です（${value}）`, `${called(leaf).en} is out of range (${value})`),
    say(`${low.ja}${high.ja}の数を書いてください`, `Write a number ${low.en}${high.en}`),
  );
};

/** Below 0 % or above 100 %. */
export const shareRange = (leaf: Leaf, value: number, written: string | undefined): Problem => {
  const percent = written === undefined && value > 1 && value <= 100 ? `${value}%` : undefined;
  return error(
    'register.share-range',
    say(
      `${called(leaf).ja}が0から1（0%から100%）の外です（${shown(written ?? value)}）`,
      `${called(leaf).en} is outside 0 to 1 (${shown(written ?? value)})`,
    ),
    percent === undefined
      ? say('0から1までの数か、0%から100%で書いてください', 'Write a number from 0 to 1, or 0% to 100%')
      : say(
          `${percent} のつもりなら ${percent} と書いてください`,
          `If you mean ${percent}, write ${percent}`,
        ),
  );
};

/** A share with more than six decimals, which could not be kept exactly. */
export const tooManyDecimals = (leaf: Leaf, value: number): Problem =>
  error(
    'register.too-many-decimals',
    say(
      `${called(leaf).ja}の小数が6桁を超えます（${value}）`,
      `${called(leaf).en} has more than six decimals (${value})`,
    ),
    write(String(Number(value.toFixed(6)))),
  );

/** NaN and infinity. */
export const notFinite = (leaf: Leaf, value: number): Problem =>
  error(
    'register.not-finite',
    say(
      `${called(leaf).ja}が数になっていません（${value}）`,
      `${called(leaf).en} is no finite number (${value})`,
    ),
    join(
      say(`${expectedUnit(leaf).ja}です`, `It should be ${expectedUnit(leaf).en}`),
      write(undefined, leaf),
    ),
  );

/** Above 2^53 − 1, where neighbouring whole numbers can no longer be told apart. */
export const tooLargeNumber = (leaf: Leaf, written: string): Problem =>
  error(
    'register.too-large-number',
    say(
      `${called(leaf).ja}が大きすぎます（${shown(written)}）`,
      `${called(leaf).en} is too large (${shown(written)})`,
    ),
    say('9007199254740991 以下の数にしてください', 'It must not exceed 9007199254740991'),
  );
