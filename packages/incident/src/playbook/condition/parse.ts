import { parseSoarca } from './soarca.ts';
import {
  type Condition,
  ConditionError,
  type Dialect,
  type Operand,
  type Operator,
  variableNamed,
} from './syntax.ts';

/**
 * Parses a condition: comparison expressions of STIX patterning over variables, `__risk__:value = 'high' AND NOT
 * __count__:value < 1000`, with brackets round or square.
 *
 * @throws ConditionError
 */
export function parseCondition(text: string, dialect: Dialect = 'strict'): Condition {
  return dialect === 'soarca' ? parseSoarca(text) : new Parser(tokensOf(text)).whole();
}

type Token = {
  readonly kind: 'word' | 'text' | 'number' | 'sign';
  readonly text: string;
  readonly at: number;
};

const TOKEN = new RegExp(
  [
    /(?<text>'(?:[^'\\]|\\['\\])*')/,
    /(?<word>[A-Za-z_][A-Za-z0-9_-]*(?::value)?(?![A-Za-z0-9_:]))/,
    /(?<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.:/-]))/,
    /(?<sign>==|!=|<>|<=|>=|[=<>()[\],])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'y',
);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at >= text.length) return tokens;
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found)
      throw new ConditionError(
        at,
        `「${text.slice(at, at + 12)}」を読めません。文字の値は ' で囲みます`,
        `"${text.slice(at, at + 12)}" cannot be read; values that are no numbers stand in single quotes`,
      );
    const [kind] = Object.entries(found.groups ?? {}).find(([, group]) => group !== undefined) ?? ['sign'];
    tokens.push({ kind: kind as Token['kind'], text: found[0], at });
    at += found[0].length;
  }
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  IN: 'IN',
  LIKE: 'LIKE',
  ISSUBSET: 'ISSUBSET',
  ISSUPERSET: 'ISSUPERSET',
};

/** Words of STIX patterning that ask for observations over time, which a variable has not. */
const BEYOND = ['FOLLOWEDBY', 'WITHIN', 'REPEATS', 'START', 'STOP', 'MATCHES', 'EXISTS'];

const DEEPEST = 50;

class Parser {
  #next = 0;
  #depth = 0;
  readonly #tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#or();
    const rest = this.#tokens[this.#next];
    if (rest) throw this.#wrong(rest, '余分な語', 'left over');
    return condition;
  }

  #or(): Condition {
    return this.#chain('OR', 'or', () => this.#chain('AND', 'and', () => this.#not()));
  }

  #chain(word: string, kind: 'and' | 'or', part: () => Condition): Condition {
    const parts = [part()];
    while (this.#takes(word)) parts.push(part());
    return parts.length === 1 ? parts[0] : { kind, parts };
  }

  #not(): Condition {
    if (this.#takes('NOT')) return { kind: 'not', part: this.#deeper(() => this.#not()) };
    for (const [open, close] of ['()', '[]']) {
      if (!this.#takes(open)) continue;
      const inside = this.#deeper(() => this.#or());
      this.#needs(close);
      return inside;
    }
    return this.#compare();
  }

  #compare(): Condition {
    const left = this.#take('変数', 'a variable');
    const variable = left.kind === 'word' ? variableNamed(left.text) : undefined;
    if (variable === undefined)
      throw this.#wrong(
        left,
        '左は変数（__name__:value）です',
        'a variable, __name__:value, stands on the left',
      );
    const negated = this.#takes('NOT');
    const sign = this.#take('比較の記号', 'an operator');
    const operator = OPERATORS[sign.text.toUpperCase()];
    if (operator === undefined) throw this.#wrong(sign, '比較の記号ではありません', 'no operator');
    const compared: Condition = { kind: 'compare', variable, operator, operands: this.#operands(operator) };
    return negated ? { kind: 'not', part: compared } : compared;
  }

  #operands(operator: Operator): Operand[] {
    if (operator !== 'IN' || !this.#takes('(')) return [this.#operand()];
    const operands = [this.#operand()];
    while (this.#takes(',')) operands.push(this.#operand());
    this.#needs(')');
    return operands;
  }

  #operand(): Operand {
    const token = this.#take('値', 'a value');
    if (token.kind === 'text')
      return { kind: 'literal', text: token.text.slice(1, -1).replaceAll(/\\(['\\])/g, '$1') };
    if (token.kind === 'number') return { kind: 'literal', text: token.text };
    const name = token.kind === 'word' ? variableNamed(token.text) : undefined;
    if (name !== undefined) return { kind: 'variable', name };
    if (/^(true|false)$/i.test(token.text)) return { kind: 'literal', text: token.text };
    throw this.#wrong(token, "文字の値は ' で囲みます", 'values that are no numbers stand in single quotes');
  }

  #deeper<T>(work: () => T): T {
    if (++this.#depth > DEEPEST) throw new ConditionError(0, '入れ子が深すぎます', 'it is nested too deeply');
    const result = work();
    this.#depth--;
    return result;
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind === 'text' || token?.text.toUpperCase() !== text) return false;
    this.#next++;
    return true;
  }

  #needs(text: string): void {
    if (!this.#takes(text))
      throw this.#wrong(this.#tokens[this.#next], `「${text}」がありません`, `"${text}" is missing`);
  }

  #take(ja: string, en: string): Token {
    const token = this.#tokens[this.#next++];
    if (!token) throw this.#wrong(undefined, `${ja}がありません`, `${en} is missing`);
    return token;
  }

  #wrong(token: Token | undefined, ja: string, en: string): ConditionError {
    const last = this.#tokens.at(-1);
    const at = token?.at ?? (last ? last.at + last.text.length : 0);
    if (token && BEYOND.includes(token.text.toUpperCase()))
      return new ConditionError(at, `${token.text} には対応していません`, `${token.text} is not supported`);
    return token
      ? new ConditionError(at, `「${token.text}」：${ja}`, `"${token.text}": ${en}`)
      : new ConditionError(at, ja, en);
  }
}
