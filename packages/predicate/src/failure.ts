import type { Text } from '@sonae/core';

/**
 * What it means, in both languages, that CEL could not compute a value, and how to mend it.
 *
 * @param reason the library's English message
 */
export function failureOf(reason: string): { readonly message: Text; readonly hint: Text } {
  const known = FAILURES.find(({ pattern }) => pattern.test(reason));
  const message = known ?? { ja: `計算できません（${reason}）`, en: `cannot be computed: ${reason}` };
  const hint = known?.hint ?? { ja: '値を確かめます', en: 'check the values' };
  return { message: { ja: message.ja, en: message.en }, hint };
}

const FAILURES: readonly (Text & { readonly pattern: RegExp; readonly hint: Text })[] = [
  {
    pattern: /by zero/,
    ja: '0 で割っています',
    en: 'division by zero',
    hint: {
      ja: '0 でないことを先に確かめます。例：b != 0 && a / b > 2',
      en: 'test first, e.g. b != 0 && a / b > 2',
    },
  },
  {
    pattern: /overflow|out of range/,
    ja: '数または日時が表せる範囲を超えます',
    en: 'the number or time is out of range',
    hint: { ja: '値の桁を確かめます', en: 'check the size of the values' },
  },
  {
    pattern: /out of bounds/,
    ja: '一覧にその番号の要素はありません',
    en: 'the list has no element of that number',
    hint: {
      ja: '番号は 0 から数えます。size() で数を確かめます',
      en: 'numbers start at 0; test size() first',
    },
  },
  {
    pattern: /parse duration/,
    ja: '期間として読めません',
    en: 'this is no duration',
    hint: {
      ja: "単位は h・m・s です。30日は duration('720h')",
      en: "units are h, m and s; 30 days are duration('720h')",
    },
  },
  {
    pattern: /parse timestamp/,
    ja: '日時として読めません',
    en: 'this is no timestamp',
    hint: {
      ja: "時差を付けて書きます。例：timestamp('2026-04-01T00:00:00+09:00')",
      en: "write the offset, e.g. timestamp('2026-04-01T00:00:00+09:00')",
    },
  },
  {
    pattern: /regexp/,
    ja: '正規表現として読めません',
    en: 'this is no regular expression',
    hint: { ja: '書式は RE2 です', en: 'the syntax is RE2' },
  },
  {
    pattern: /time zone/,
    ja: 'その時間帯はありません',
    en: 'there is no such time zone',
    hint: { ja: "日本は 'Asia/Tokyo' です", en: "Japan is 'Asia/Tokyo'" },
  },
  {
    pattern: /convert/,
    ja: '値を変換できません',
    en: 'the value cannot be converted',
    hint: { ja: '数字だけの文字列かを確かめます', en: 'check that the text is a number' },
  },
];
