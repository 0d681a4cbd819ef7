import { say } from '@sonae/core';
import { labelOf } from '../labels.ts';
import type { Problem } from '../problem.ts';
import type { Leaf, Shape } from '../shape.ts';
import { called, error, expectedUnit, join, shown, write } from './say.ts';

/** A key the schema does not know. */
export const unknownKey = (key: string, suggestion: { key: string; ja: string } | undefined): Problem => ({
  ...error(
    'register.unknown-key',
    say(`「${shown(key)}」という項目はありません`, `There is no field "${shown(key)}"`),
    suggestion
      ? say(`${suggestion.key}（${suggestion.ja}）ではありませんか`, `Did you mean ${suggestion.key}?`)
      : say('項目名を確かめるか、行を消してください', 'Check the name of the field, or remove it'),
  ),
  at: 'key',
});

/** A field by its label (従業員数) or in another case (`RevenueYen`). */
export const labelForKey = (key: string, name: string): Problem => ({
  ...error(
    'register.unknown-key',
    say(`「${shown(key)}」という項目はありません`, `There is no field "${shown(key)}"`),
    say(`${name} と書いてください`, `Write ${name}`),
  ),
  at: 'key',
});

/** A known field in the wrong place: `revenueYen` beside `organisation` instead of inside. */
export const misplacedKey = (key: string, home: string): Problem => ({
  ...error(
    'register.misplaced-key',
    say(`「${shown(key)}」を書く場所が違います`, `"${shown(key)}" stands in the wrong place`),
    home === ''
      ? say('いちばん外側に書いてください', 'Write it at the top level')
      : say(`${home} の中に書いてください`, `Write it inside ${home}`),
  ),
  at: 'key',
});

/** A field that must be there is not. */
export const missing = (key: string, shape: Shape): Problem =>
  error(
    'register.missing',
    say(`${called(shape).ja}がありません`, `${called(shape).en} is missing`),
    shape.meta.ja === ''
      ? say(`${key} を書いてください`, `Add ${key}`)
      : say(`${key}（${shape.meta.ja}）を書いてください`, `Add ${key}`),
  );

/** Nothing, an empty text or only white space, where a value should be. */
export const empty = (shape: Shape): Problem =>
  error(
    'register.empty',
    say(`${called(shape).ja}が空です`, `${called(shape).en} is empty`),
    shape.optional
      ? join(
          say('値を書くか、項目ごと消してください', 'Write a value, or remove the field'),
          shape.node === 'leaf' ? write(undefined, shape) : say('', ''),
        )
      : say('値を書いてください', 'Write a value'),
  );

/** A list where one value should be, one value where a table should be, and so on. */
export const wrongType = (shape: Shape, found: unknown): Problem => {
  const what = expected(shape);
  const is = foundType(found);
  return error(
    'register.wrong-type',
    say(
      `${called(shape).ja}は${what.ja}のはずですが、${is.ja}です`,
      `${called(shape).en} should be ${what.en} but is ${is.en}`,
    ),
    shape.node === 'leaf' && shape.list && !isObject(found)
      ? say(`[${shown(found)}] のように並びにしてください`, `Write it as a list, [${shown(found)}]`)
      : shape.node === 'leaf'
        ? join(say(`${what.ja}を1つ書いてください`, `Write ${what.en}`), write(undefined, shape))
        : say('例のファイルと形を比べてください', 'Compare its form with an example file'),
  );
};

/** The file is of another format, or says none. */
export const wrongFormat = (leaf: Leaf, found: unknown): Problem =>
  error(
    'register.wrong-format',
    say(`形式「${shown(found)}」は読めません`, `Format "${shown(found)}" cannot be read`),
    write(leaf.values.join(' / ')),
  );

/** Too many entries in a list inside one row. */
export const longList = (leaf: Leaf, found: number, limit: number): Problem =>
  error(
    'register.long-list',
    say(`${called(leaf).ja}に${found}件あります`, `${called(leaf).en} has ${found} entries`),
    say(`${limit}件までにまとめてください`, `Group them into at most ${limit}`),
  );

/** A rule of the schema that no other problem explains; keeps a refused value from passing in silence. */
export const wrongValue = (shape: Shape | undefined, found: unknown, reason: string): Problem =>
  error(
    'register.wrong-value',
    say(
      `${shape ? called(shape).ja : '値'}「${shown(found)}」は使えません（${reason}）`,
      `${shown(found)}: ${reason}`,
    ),
    say('例のファイルと形を比べてください', 'Compare its form with an example file'),
  );

function expected(shape: Shape) {
  if (shape.node === 'table') return say('行の並び', 'a list of rows');
  if (shape.node === 'group') return say('項目の集まり', 'a group of fields');
  if (shape.list) return say('並び', 'a list');
  if (shape.kind === 'boolean') return say('true か false', 'true or false');
  if (shape.values.length > 0) {
    const words = shape.values.map((value) => `${value}（${labelOf(value).ja}）`);
    return say(`${words.join('、')} のどれか`, `one of ${shape.values.join(', ')}`);
  }
  if (shape.kind === 'date') return say('日付', 'a date');
  if (['text', 'email', 'phone', 'policy', 'id'].includes(shape.kind)) return say('文字列', 'a text');
  return expectedUnit(shape);
}

function foundType(found: unknown) {
  if (Array.isArray(found)) return say('並び', 'a list');
  if (isObject(found)) return say('項目の集まり', 'a group of fields');
  if (typeof found === 'boolean') return say(`真偽値（${found}）`, `a truth value (${found})`);
  if (typeof found === 'number') return say(`数値（${found}）`, `a number (${found})`);
  return say(`文字列（${shown(found)}）`, `a text (${shown(found)})`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
