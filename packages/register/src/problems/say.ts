import { say, type Text } from '@sonae/core';
import { unitLabel } from '../labels.ts';
import type { Problem } from '../problem.ts';
import { type Leaf, mayBeUnknown, type Shape } from '../shape.ts';

/** An error; the file is refused. */
export const error = (code: Problem['code'], message: Text, hint: Text): Problem => ({
  code,
  severity: 'error',
  message,
  hint,
});

/** A warning; the file is read. */
export const warning = (code: Problem['code'], message: Text, hint: Text): Problem => ({
  code,
  severity: 'warning',
  message,
  hint,
});

/** A field by its label: 「本人の数」, "Persons". */
export const called = (shape: Shape): Text => say(`「${shape.meta.ja}」`, `"${shape.meta.en}"`);

/** A value as it is quoted in a message, cut where it is long; control characters made visible. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const printable = text.replace(
    /\p{C}/gu,
    (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable;
}

/** The unit a number is expected in, as words: `単位は人`. */
export function expectedUnit(leaf: Leaf): Text {
  const unit = unitLabel(leaf);
  if (leaf.kind === 'share')
    return say('0から1までの割合か、35% のような百分率', 'a share from 0 to 1, or a percentage such as 35%');
  if (leaf.kind === 'yen') return say('円単位の整数', 'whole yen');
  const ja = leaf.kind === 'number' ? '数' : '整数';
  const en = leaf.kind === 'number' ? 'a number' : 'a whole number';
  return unit ? say(`${ja}（単位は${unit.ja}）`, `${en} of ${unit.en}`) : say(ja, en);
}

/** `3000 と書いてください` and, where the field allows it, how to say that the fact is not known. */
export function write(value: string | undefined, leaf?: Leaf): Text {
  const unknown =
    leaf && mayBeUnknown(leaf)
      ? say(
          '分からなければ unknown（不明）と書くか、空けてください',
          'If nobody knows, write unknown or leave it out',
        )
      : leaf?.optional
        ? say('分からなければ空けてください', 'If nobody knows, leave it out')
        : say('', '');
  const concrete = value === undefined ? say('', '') : say(`${value} と書いてください`, `Write ${value}`);
  return join(concrete, value === undefined ? unknown : say('', ''));
}

/** Sentences one after the other, empty ones left out. */
export function join(...texts: readonly Text[]): Text {
  const all = (language: 'ja' | 'en') => texts.map((text) => text[language]).filter((part) => part !== '');
  return say(all('ja').join('。'), all('en').join('. '));
}
