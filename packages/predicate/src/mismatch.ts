import type { Text } from '@sonae/core';
import type { Remark, Report } from './finding.ts';
import type { Shape } from './shape.ts';

/** Reports a term that is no boolean, `predicate.not-boolean`. */
export function requireBoolean(at: number, shape: Shape, report: Report): void {
  if (shape === 'any' || shape === 'boolean') return;
  const kind = kindOf(shape);
  report(at, {
    code: 'predicate.not-boolean',
    severity: 'error',
    message: {
      ja: `ここは真偽でなければなりませんが、${kind.ja}です`,
      en: `this must be a boolean but is ${kind.en}`,
    },
    hint: {
      ja: '比較して真偽にします。例：persons > 1000',
      en: 'compare it to make a boolean, e.g. persons > 1000',
    },
  });
}

/** Kinds that do not go together, `predicate.type`. */
export function notComparable(operator: string, left: Shape, right: Shape): Remark {
  const [a, b] = [kindOf(left), kindOf(right)];
  const message = {
    ja: `「${operator}」で${a.ja}と${b.ja}は比べられません`,
    en: `'${operator}' cannot compare ${a.en} with ${b.en}`,
  };
  return mismatch(message, conversionHint([left, right]));
}

export function notAlike(operator: string, left: Shape, right: Shape): Remark {
  const [a, b] = [kindOf(left), kindOf(right)];
  const message = {
    ja: `「${operator}」に${a.ja}と${b.ja}は混ぜられません`,
    en: `'${operator}' cannot mix ${a.en} and ${b.en}`,
  };
  return mismatch(message, conversionHint([left, right]));
}

export function noOverload(operator: string, shapes: readonly Shape[]): Remark {
  const kinds = shapes.map(kindOf);
  const message = {
    ja: `「${operator}」は${kinds.map((k) => k.ja).join('と')}には使えません`,
    en: `'${operator}' does not take ${kinds.map((k) => k.en).join(' and ')}`,
  };
  return mismatch(message, conversionHint(shapes));
}

export function notList(macro: string, shape: Shape): Remark {
  const kind = kindOf(shape);
  return mismatch(
    {
      ja: `「${macro}」は一覧に使いますが、${kind.ja}です`,
      en: `'${macro}' needs a list but this is ${kind.en}`,
    },
    {
      ja: '一覧の項目を書きます。例：actors.exists(a, a.intent)',
      en: 'name a list, e.g. actors.exists(a, a.intent)',
    },
  );
}

export function noFields(shape: Shape, field: string): Remark {
  const kind = kindOf(shape);
  return mismatch(
    { ja: `${kind.ja}に「${field}」という項目はありません`, en: `${kind.en} has no field '${field}'` },
    { ja: '一覧の中は exists などで調べます', en: 'look into a list with exists, all, filter or map' },
  );
}

function mismatch(message: Text, hint: Text): Remark {
  return { code: 'predicate.type', severity: 'error', message, hint };
}

function conversionHint(shapes: readonly Shape[]): Remark['hint'] {
  const has = (shape: Shape) => shapes.includes(shape);
  const kinds = new Set(shapes.map((shape) => kindOf(shape).en)).size;
  if (has('integer') && has('number')) {
    return {
      ja: '整数は double(x)、数字は 2.0 のように書いて小数にそろえます',
      en: 'write double(x) or 2.0 so that both have fractions',
    };
  }
  if (has('instant') && kinds > 1) {
    return {
      ja: "日時は timestamp('2026-04-01T00:00:00+09:00') と書きます",
      en: "write an instant as timestamp('2026-04-01T00:00:00+09:00')",
    };
  }
  if (has('duration') && kinds > 1) {
    return {
      ja: "期間は duration('720h') と書きます（30日＝720h）",
      en: "write a duration as duration('720h'), which is 30 days",
    };
  }
  return { ja: '両側を同じ種類の値にします', en: 'use values of kinds that go together' };
}

const KINDS: Readonly<Record<string, Text>> = {
  boolean: { ja: '真偽', en: 'a boolean' },
  string: { ja: '文字列', en: 'a string' },
  integer: { ja: '整数', en: 'an integer' },
  number: { ja: '小数', en: 'a number with a fraction' },
  instant: { ja: '日時', en: 'an instant' },
  duration: { ja: '期間', en: 'a duration' },
  list: { ja: '一覧', en: 'a list' },
  fields: { ja: '項目の組', en: 'an object' },
  any: { ja: '不明な値', en: 'a value of no known kind' },
};

function kindOf(shape: Shape): Text {
  if (typeof shape === 'string') return KINDS[shape];
  return KINDS['values' in shape ? 'string' : 'list' in shape ? 'list' : 'fields'];
}
