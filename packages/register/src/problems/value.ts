import { say } from '@sonae/core';
import type { VocabularyName } from '../fields.ts';
import { labelOf } from '../labels.ts';
import type { Problem } from '../problem.ts';
import type { Leaf } from '../shape.ts';
import type { VocabularyEntry } from '../vocabulary.ts';
import { called, error, join, shown, write } from './say.ts';

/** A number where a text belongs: an id, a clause, a telephone number without quotes. */
export const numberForText = (leaf: Leaf, written: string): Problem =>
  error(
    'register.number-for-text',
    say(
      `${called(leaf).ja}が数値です（${shown(written)}）`,
      `${called(leaf).en} is a number (${shown(written)})`,
    ),
    say(
      `"${shown(written)}" のように引用符で囲んでください（Excel ではセルの書式を文字列にして入力し直す）`,
      `Put it in quotes, "${shown(written)}" (in Excel: format the cell as text and type it again)`,
    ),
  );

/** A truth value where a text belongs. */
export const truthForText = (leaf: Leaf, value: boolean): Problem =>
  error(
    'register.wrong-type',
    say(`${called(leaf).ja}が真偽値です（${value}）`, `${called(leaf).en} is a truth value (${value})`),
    say(`"${value}" のように引用符で囲んでください`, `Put it in quotes, "${value}"`),
  );

/** Control characters or broken characters in a text. */
export const badCharacter = (leaf: Leaf, text: string): Problem =>
  error(
    'register.bad-character',
    say(
      `${called(leaf).ja}に使えない文字があります（${shown(text)}）`,
      `${called(leaf).en} holds a character that cannot be kept (${shown(text)})`,
    ),
    say(
      '制御文字やタブを消してください（改行は使えます）',
      'Remove control characters and tabs (line feeds are fine)',
    ),
  );

/** A text longer than a field may hold. */
export const longText = (leaf: Leaf, length: number, limit: number): Problem =>
  error(
    'register.long-text',
    say(`${called(leaf).ja}が${length}文字あります`, `${called(leaf).en} has ${length} characters`),
    say(`${limit}文字までにしてください`, `Keep it to ${limit} characters`),
  );

/** An id with spaces, Japanese letters or more than 64 characters. */
export const badId = (leaf: Leaf, text: string, suggestion: string | undefined): Problem =>
  error(
    'register.bad-id',
    say(`${called(leaf).ja}の「${shown(text)}」は ID に使えません`, `"${shown(text)}" cannot be an id`),
    join(
      say(
        'ID は半角の英数字と _ - . で、英数字から始め、64文字まで',
        'An id has letters, digits, _ - and ., starts with a letter or digit, 64 at most',
      ),
      write(suggestion),
    ),
  );

/** No e-mail address. */
export const badEmail = (leaf: Leaf, text: string): Problem =>
  error(
    'register.bad-email',
    say(
      `${called(leaf).ja}の「${shown(text)}」はメールアドレスではありません`,
      `"${shown(text)}" is no e-mail address`,
    ),
    say('name@example.jp の形で書いてください', 'Write it like name@example.jp'),
  );

/** Neither `none` nor `unknown` nor the file of a policy. */
export const notAPolicy = (leaf: Leaf, text: string): Problem =>
  error(
    'register.not-a-policy',
    say(
      `${called(leaf).ja}の「${shown(text)}」は証券ファイルではありません`,
      `"${shown(text)}" is no policy file`,
    ),
    /^(?:no|false|off|無し?|なし|いいえ|未加入)$/i.test(text.normalize('NFKC').trim())
      ? say('加入していなければ none と書いてください', 'If there is no policy, write none')
      : say(
          'none（未加入）、unknown（不明）、または policy.yaml のような場所を書いてください',
          'Write none, unknown, or a file such as policy.yaml',
        ),
  );

/** A word outside the list of a choice. */
export const unknownValue = (leaf: Leaf, text: string, suggestion: string | undefined): Problem => {
  const words = leaf.values.map((value) => `${value}（${labelOf(value).ja}）`);
  return error(
    'register.unknown-value',
    say(
      `${called(leaf).ja}の「${shown(text)}」は選択肢にありません`,
      `${called(leaf).en} cannot be "${shown(text)}"`,
    ),
    suggestion === undefined
      ? say(`${words.join('、')} から選んでください`, `Choose from ${leaf.values.join(', ')}`)
      : say(`${suggestion}（${labelOf(suggestion).ja}）と書いてください`, `Write ${suggestion}`),
  );
};

/** `on`, `true`, `はい` where `yes`, `no` or `unknown` belongs. */
export const notYesNo = (leaf: Leaf, found: unknown, suggestion: string | undefined): Problem =>
  error(
    'register.not-yes-no',
    say(
      `${called(leaf).ja}に「${shown(found)}」は使えません`,
      `${called(leaf).en} cannot be "${shown(found)}"`,
    ),
    suggestion === undefined
      ? say('yes（はい）、no（いいえ）、unknown（不明）から選んでください', 'Choose from yes, no and unknown')
      : say(`${suggestion}（${labelOf(suggestion).ja}）と書いてください`, `Write ${suggestion}`),
  );

/** `yes` or `on` where `true` or `false` belongs. */
export const notBoolean = (leaf: Leaf, found: unknown, suggestion: string | undefined): Problem =>
  error(
    'register.not-boolean',
    say(
      `${called(leaf).ja}に「${shown(found)}」は使えません`,
      `${called(leaf).en} cannot be "${shown(found)}"`,
    ),
    write(suggestion ?? 'true / false'),
  );

const LIST_NAMES: Readonly<Record<VocabularyName, readonly [string, string]>> = {
  industries: ['業種', 'industries'],
  dataKinds: ['情報の種類', 'kinds of data'],
  heads: ['費目', 'heads of loss'],
  controls: ['対策', 'controls'],
};

/** A word the vocabulary does not know. */
export const unknownWord = (
  list: VocabularyName,
  text: string,
  suggestion: VocabularyEntry | undefined,
): Problem => {
  const [ja, en] = LIST_NAMES[list];
  return error(
    'register.unknown-word',
    say(`「${shown(text)}」という${ja}はありません`, `"${shown(text)}" is not among the ${en}`),
    suggestion === undefined
      ? say(`語彙の一覧（${ja}）から選んでください`, `Choose from the vocabulary (${en})`)
      : say(`${suggestion.id}（${suggestion.ja}）ではありませんか`, `Did you mean ${suggestion.id}?`),
  );
};
