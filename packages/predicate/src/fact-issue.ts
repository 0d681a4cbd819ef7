import type { Issue, Text } from '@sonae/core';
import { nearest } from './nearest.ts';
import type { FactKind } from './schema.ts';
import { valuesOf } from './shape.ts';

/** A fact that is not what the schema says: `predicate.fact-value` for a closed list, else `predicate.fact-kind`. */
export function wrongFact(path: string, value: unknown, kind: FactKind): Issue {
  const given = typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value).slice(0, 40);
  const values = valuesOf(kind);
  if (values === undefined || typeof value !== 'string') {
    const expected = EXPECTED[typeof kind === 'string' ? kind : Object.keys(kind)[0]];
    const message = {
      ja: `事実「${path}」は${expected.ja}のはずですが、${given} です`,
      en: `the fact '${path}' should be ${expected.en} but is ${given}`,
    };
    const hint = {
      ja: '値を直すか、不明なら空けます',
      en: 'correct the value, or leave it out while unknown',
    };
    return { code: 'predicate.fact-kind', severity: 'error', path, message, hint };
  }
  const near = nearest(value, values) ?? values.slice(0, 8).join(', ');
  return {
    code: 'predicate.fact-value',
    severity: 'error',
    path,
    message: {
      ja: `事実「${path}」の値 ${given} は選択肢にありません`,
      en: `the value ${given} of the fact '${path}' is not in the closed list`,
    },
    hint: { ja: `候補：${near}`, en: `perhaps: ${near}` },
  };
}

const EXPECTED: Readonly<Record<string, Text>> = {
  boolean: { ja: '真偽', en: 'true or false' },
  string: { ja: '文字列', en: 'a string' },
  values: { ja: '文字列', en: 'a string' },
  integer: { ja: '整数', en: 'a whole number' },
  number: { ja: '数', en: 'a finite number' },
  instant: { ja: '日時（エポックからのミリ秒）', en: 'an instant in epoch milliseconds' },
  duration: { ja: '期間（ミリ秒）', en: 'a duration in milliseconds' },
  list: { ja: '一覧', en: 'a list' },
  fields: { ja: '項目の組', en: 'an object' },
};
