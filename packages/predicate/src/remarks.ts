import { failureOf } from './failure.ts';
import type { Remark } from './finding.ts';
import { nearest } from './nearest.ts';
import type { Refusal } from './term.ts';

/** What is wrong with an expression as written. Codes are listed in SPEC.md. */

export function unknownName(name: string, declared: Iterable<string>): Remark {
  const message = { ja: `「${name}」という項目はありません`, en: `no fact is named '${name}'` };
  return error('predicate.unknown-name', message, suggestion(name, declared));
}

export function unknownField(name: string, declared: Iterable<string>): Remark {
  const message = { ja: `ここに「${name}」という項目はありません`, en: `there is no field '${name}' here` };
  return error('predicate.unknown-name', message, suggestion(name, declared));
}

export function unknownFunction(name: string, functions: Iterable<string>): Remark {
  const message = { ja: `「${name}」という関数はありません`, en: `no function is named '${name}'` };
  const hint =
    name === 'has'
      ? {
          ja: 'has() には項目を書きます。例：has(asset.state)',
          en: 'has() takes a field, e.g. has(asset.state)',
        }
      : suggestion(name, functions);
  return error('predicate.unknown-function', message, hint);
}

export function refused(reason: Refusal): Remark {
  const { message, hint } = REFUSALS[reason];
  return error(reason === 'too-deep' ? 'predicate.too-deep' : 'predicate.unsupported', message, hint);
}

export function comparesUnknown(): Remark {
  return error(
    'predicate.compares-unknown',
    { ja: "'unknown' とは比べられません", en: "nothing can be compared with 'unknown'" },
    {
      ja: '未確認の事実は自動で「不明」として扱われます。この比較を外してください',
      en: 'facts not known make the result unknown by themselves; remove the comparison',
    },
  );
}

export function unlistedValue(value: string, values: readonly string[]): Remark {
  const message = { ja: `「${value}」は選択肢にありません`, en: `'${value}' is not in the closed list` };
  return warning('predicate.unlisted-value', message, suggestion(value, values));
}

export function integerDivision(): Remark {
  return warning(
    'predicate.integer-division',
    { ja: '整数どうしの割り算は端数を捨てます', en: 'dividing integers drops the remainder' },
    { ja: '割合には double(a) / double(b) と書きます', en: 'for a share write double(a) / double(b)' },
  );
}

export function noTimeZone(name: string): Remark {
  return warning(
    'predicate.no-time-zone',
    { ja: `${name}() は協定世界時で数えます`, en: `${name}() counts in UTC` },
    { ja: `日本の日時には ${name}('Asia/Tokyo') と書きます`, en: `for Japan write ${name}('Asia/Tokyo')` },
  );
}

export function failedConstant(reason: string): Remark {
  const { message, hint } = failureOf(reason);
  return error('predicate.constant', message, hint);
}

/** An expression that could not be computed although every fact it needs is known. */
export function failedEvaluation(reason: string): Remark {
  const { message, hint } = failureOf(reason);
  return error('predicate.evaluation', message, hint);
}

const REFUSALS: Readonly<Record<Refusal, Pick<Remark, 'message' | 'hint'>>> = {
  null: {
    message: { ja: 'null は使えません', en: 'null cannot be used' },
    hint: {
      ja: '記入のない事実は「不明」です。ないことが分かっている場合は真偽の項目で表します',
      en: 'a fact not stated is unknown; say that there is none with a boolean fact',
    },
  },
  bytes: {
    message: { ja: 'バイト列は使えません', en: 'bytes cannot be used' },
    hint: { ja: "'…' と書いて文字列にします", en: "write '…' for a string" },
  },
  uint: {
    message: { ja: '符号なし整数（1u）は使えません', en: 'unsigned numbers (1u) cannot be used' },
    hint: { ja: 'u を外します', en: 'remove the u' },
  },
  map: {
    message: { ja: '{…} は使えません', en: '{…} cannot be used' },
    hint: { ja: '項目の名前か一覧 […] を使います', en: 'use facts or a list […]' },
  },
  'too-deep': {
    message: { ja: '式の入れ子が深すぎます', en: 'the expression is nested too deeply' },
    hint: { ja: '式を分けます', en: 'split the expression' },
  },
};

function suggestion(word: string, candidates: Iterable<string>): Remark['hint'] {
  const names = [...candidates];
  const near = nearest(word, names);
  if (near !== undefined) return { ja: `「${near}」の誤りではありませんか`, en: `did you mean '${near}'?` };
  const some = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
  return { ja: `使えるもの：${some}`, en: `available: ${some}` };
}

function error(code: string, message: Remark['message'], hint: Remark['hint']): Remark {
  return { code, severity: 'error', message, hint };
}

function warning(code: string, message: Remark['message'], hint: Remark['hint']): Remark {
  return { code, severity: 'warning', message, hint };
}
