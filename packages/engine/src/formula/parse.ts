/**
 * The formula language of the loss model: arithmetic, comparisons, `and`, `or`, `not`, function calls and table
 * look-ups `margin[industry]`. A formula is data with a source, so people can read, check and change it; the
 * compiler turns it into columns of numbers. True is 1, false is 0.
 */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'index'; readonly table: string; readonly index: Expression; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type BinaryOperator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

/** A formula that cannot be read: what is wrong and at which character, counted from 0. */
export class FormulaError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'FormulaError';
    this.at = at;
  }
}

/** The formulas of a model are read again for every company; their texts are few. */
const read = new Map<string, Expression>();
const MOST_READ = 2000;

/** Reads a formula. Throws {@link FormulaError}: formulas are part of the model, not input of a user. */
export function parseFormula(source: string): Expression {
  const known = read.get(source);
  if (known) return known;
  if (read.size >= MOST_READ) read.clear();
  const expression = parse(source);
  read.set(source, expression);
  return expression;
}

function parse(source: string): Expression {
  const tokens = tokenise(source);
  let next = 0;

  const peek = () => tokens[next];
  const take = () => tokens[next++];
  const accept = (text: string) => (peek().text === text ? take() : undefined);
  const expect = (text: string) => {
    const token = take();
    if (token.text !== text)
      throw new FormulaError(`expected ${text}, found ${token.text || 'the end'}`, token.at);
  };

  /** Left-associative chain of binary operators of one rank. */
  const chain = (operators: readonly string[], operand: () => Expression): Expression => {
    let left = operand();
    while (operators.includes(peek().text)) {
      const operator = take().text as BinaryOperator;
      left = { kind: 'binary', operator, left, right: operand() };
    }
    return left;
  };

  const disjunction = (): Expression => chain(['or'], conjunction);
  const conjunction = (): Expression => chain(['and'], negation);
  const negation = (): Expression =>
    accept('not') ? { kind: 'unary', operator: 'not', operand: negation() } : comparison();
  const comparison = (): Expression => chain(['<', '<=', '>', '>=', '==', '!='], sum);
  const sum = (): Expression => chain(['+', '-'], product);
  const product = (): Expression => chain(['*', '/'], sign);
  const sign = (): Expression =>
    accept('-') ? { kind: 'unary', operator: '-', operand: sign() } : primary();

  const primary = (): Expression => {
    const token = take();
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.text === '(') {
      const inner = disjunction();
      expect(')');
      return inner;
    }
    if (token.kind !== 'name') throw new FormulaError(`unexpected ${token.text || 'end'}`, token.at);
    if (accept('[')) {
      const index = disjunction();
      expect(']');
      return { kind: 'index', table: token.text, index, at: token.at };
    }
    if (!accept('(')) return { kind: 'name', name: token.text, at: token.at };
    const args: Expression[] = [];
    if (!accept(')')) {
      do args.push(disjunction());
      while (accept(','));
      expect(')');
    }
    return { kind: 'call', name: token.text, args, at: token.at };
  };

  const expression = disjunction();
  if (peek().kind !== 'end') throw new FormulaError(`unexpected ${peek().text}`, peek().at);
  return expression;
}

type Token = {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
};

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|==|!=|[-+*/<>()[\],]))/y;

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new FormulaError(`unreadable character ${source.slice(from).trimStart()[0]}`, from);
    const [whole, number, name, symbol] = match;
    const text = number ?? name ?? symbol;
    const at = from + whole.length - text.length;
    tokens.push({ kind: number !== undefined ? 'number' : name !== undefined ? 'name' : 'symbol', text, at });
  }
  tokens.push({ kind: 'end', text: '', at: end });
  return tokens;
}
