import { say, type Text } from '@sonae/core';
import type { Problem } from '../problem.ts';
import { error, shown, warning } from './say.ts';

/** A file larger than any register. */
export const tooLarge = (what: Text): Problem =>
  error(
    'register.too-large',
    say(`ファイルが大きすぎます（${what.ja}）`, `The file is too large (${what.en})`),
    say('ほかのものが混ざっていないか確かめてください', 'Check that nothing else got into it'),
  );

/** Bytes that are no UTF-8: Shift_JIS, UTF-16. */
export const notUtf8 = (): Problem =>
  error(
    'register.not-utf8',
    say('文字コードが UTF-8 ではありません', 'The file is not in UTF-8'),
    say(
      'メモ帳なら「名前を付けて保存」で文字コードを UTF-8 にしてください',
      'Save it again as UTF-8 (in Notepad: Save as, encoding UTF-8)',
    ),
  );

/** A byte order mark at the beginning. */
export const bom = (): Problem =>
  warning(
    'register.bom',
    say('先頭に BOM が付いています', 'The file begins with a byte order mark'),
    say(
      '文字コードを「UTF-8（BOM なし）」にすると消えます（読み取りに差し支えはありません）',
      'Save it as UTF-8 without BOM (it was read all the same)',
    ),
  );

/** Nothing but white space and comments. */
export const emptyFile = (): Problem =>
  error(
    'register.empty-file',
    say('ファイルに何も書かれていません', 'The file is empty'),
    say('例のファイルを写して書き換えてください', 'Start from a copy of an example file'),
  );

/** More than one document in a file. */
export const severalDocuments = (): Problem =>
  error(
    'register.several-documents',
    say('1つのファイルに複数の文書があります（--- の行）', 'The file holds several documents (a line ---)'),
    say('1つのファイルに1つの文書だけを書いてください', 'Put one document into one file'),
  );

/** Tabs where YAML wants spaces. */
export const tab = (): Problem =>
  error(
    'register.tab',
    say('字下げにタブが使われています', 'A tab is used to indent'),
    say('タブを半角の空白2つに置き換えてください', 'Replace the tab with two spaces'),
  );

/** One key twice in one group. */
export const duplicateKey = (key: string, first: number): Problem => ({
  ...error(
    'register.duplicate-key',
    say(
      `「${shown(key)}」が同じ所に2度あります（先は${first}行目）`,
      `"${shown(key)}" occurs twice here (first in line ${first})`,
    ),
    say('どちらかを消してください', 'Remove one of them'),
  ),
  at: 'key',
});

/** A key that is a list, a group or nothing. */
export const badKey = (): Problem =>
  error(
    'register.bad-key',
    say('項目名が文字列ではありません', 'The name of a field is not a text'),
    say('項目名: 値 の形にしてください', 'Write it as name: value'),
  );

/** More values than any register holds, aliases counted as often as they are used. */
export const tooManyValues = (limit: number): Problem =>
  error(
    'register.too-many-values',
    say(`値が${limit}個を超えます`, `More than ${limit} values`),
    say('ほかのものが混ざっていないか確かめてください', 'Check that nothing else got into it'),
  );

/** More aliases (`*name`) than anybody writes by hand. */
export const tooManyAliases = (limit: number): Problem =>
  error(
    'register.too-many-aliases',
    say(`参照（*）が${limit}個を超えます`, `More than ${limit} aliases (*)`),
    say('参照をやめ、値をそのまま書いてください', 'Write the values out instead'),
  );

/** An alias without an anchor before it. */
export const deadAlias = (name: string): Problem =>
  brokenYaml(
    say(`参照 *${shown(name)} の先がありません`, `the alias *${shown(name)} leads nowhere`),
    say(
      `* で始まる値なら "*${shown(name)}" のように引用符で囲んでください`,
      `If the value begins with *, put it in quotes, "*${shown(name)}"`,
    ),
  );

/** An alias inside its own anchor: it would nest without end. */
export const circularAlias = (name: string): Problem =>
  error(
    'register.circular-reference',
    say(`参照 *${shown(name)} が自分自身の中にあります`, `The alias *${shown(name)} stands inside itself`),
    say(
      `*${shown(name)} を消し、値をそのまま書いてください`,
      `Remove *${shown(name)} and write the value itself`,
    ),
  );

/** Nesting deeper than any register. */
export const tooDeep = (): Problem =>
  error(
    'register.too-deep',
    say('入れ子が深すぎるか、括弧の数が合いません', 'Nested too deep, or brackets do not match'),
    say('括弧の閉じ忘れを確かめてください', 'Look for open brackets'),
  );

/** YAML that cannot be taken apart. */
export const brokenYaml = (reason: Text, hint: Text | undefined): Problem =>
  error(
    'register.broken-yaml',
    say(`YAML として読めません: ${reason.ja}`, `This is not valid YAML: ${reason.en}`),
    hint ??
      say(
        '前後の行の字下げ、コロンの後の空白、閉じていない引用符や括弧を確かめてください',
        'Check indentation, the space after colons, and open quotes or brackets nearby',
      ),
  );
