import { parse } from '@bufbuild/cel';
import type { Remark, Report } from './finding.ts';
import { refused } from './remarks.ts';
import { readTerm, type Term } from './term.ts';

/** Reads an expression, or reports where it cannot be read. */
export function parseTerm(source: string, report: Report): Term | undefined {
  try {
    return readTerm(parse(source), source);
  } catch (thrown) {
    // The library throws for syntax; RangeError is the end of the stack on thousands of brackets.
    if (thrown instanceof RangeError) report(0, refused('too-deep'));
    else {
      const at = (thrown as { location?: { start: { offset: number } } }).location?.start.offset ?? 0;
      report(at, syntaxRemark(source, at, String((thrown as { rawMessage?: string }).rawMessage ?? '')));
    }
    return undefined;
  }
}

function syntaxRemark(source: string, at: number, reason: string): Remark {
  const rest = source.slice(at);
  const found = /^[\w$]+|^\S/u.exec(rest)?.[0];
  const message =
    found === undefined
      ? { ja: '式が途中で終わっています', en: 'the expression ends too early' }
      : { ja: `「${found}」から先を式として読めません`, en: `cannot be read from '${found}' on` };
  const slip = SLIPS.find(({ pattern }) => pattern.test(reason) || pattern.test(rest));
  return { code: 'predicate.syntax', severity: 'error', message, hint: slip ?? FORM };
}

const FORM: Remark['hint'] = {
  ja: '演算子の両側と括弧・引用符の対を確かめます',
  en: 'check both sides of the operator and that brackets and quotes are closed',
};

/**
 * Slips that people make most, by the text at the place where reading stops or by the library's reason. That place may
 * come before the slip: of `cause == 漏えい` it is the operator.
 */
const SLIPS: readonly (Remark['hint'] & { readonly pattern: RegExp })[] = [
  {
    pattern: /^reserved/,
    ja: 'CEL の予約語は名前に使えません',
    en: 'a word reserved by CEL cannot be a name',
  },
  { pattern: /^=(?!=)/, ja: '等しいことは == と書きます', en: 'write == for equality' },
  { pattern: /^(<>|=\/=)/, ja: '等しくないことは != と書きます', en: 'write != for inequality' },
  { pattern: /^(and|AND)\b/, ja: '「かつ」は && と書きます', en: 'write && for and' },
  { pattern: /^(or|OR)\b/, ja: '「または」は || と書きます', en: 'write || for or' },
  { pattern: /^&(?!&)/, ja: '「かつ」は && と書きます', en: 'write && for and' },
  { pattern: /^\|(?!\|)/, ja: '「または」は || と書きます', en: 'write || for or' },
  {
    pattern: /^[^'"]*[\u3000-\u303f\uff00-\uffef]/,
    ja: '記号は半角で書きます',
    en: 'write signs as half-width characters',
  },
  {
    pattern: /^[^'"]*[^\p{ASCII}]/u,
    ja: "日本語の値は '…' で囲みます。項目名は英数字です",
    en: "put Japanese values in '…'; names of facts are ASCII",
  },
];
