import { betaTable, gammaTable } from '../random/quantile-table.ts';
import type { Builder } from './builder.ts';
import { type Level, OP, type Op, type Ref } from './graph.ts';
import { type Expression, FormulaError, parseFormula } from './parse.ts';

/** Where the names of a formula are looked up, and what its draws are numbered by. */
export type Scope = {
  readonly builder: Builder;
  /** The frame in which draws of this scope happen; undefined where luck has no place. */
  readonly drawLevel: Level | undefined;
  readonly names: Map<string, Ref>;
  readonly tables: ReadonlyMap<string, number>;
  /** Numbers the draws of the scope in the order they are written. */
  readonly nextDraw: { value: number };
};

/** Compiles a formula in a scope. Throws {@link FormulaError}, naming the formula. */
export function compileFormula(scope: Scope, source: string): Ref {
  try {
    return compile(scope, parseFormula(source));
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw new FormulaError(`${error.message} in "${source}"`, error.at);
  }
}

function compile(scope: Scope, e: Expression): Ref {
  const { builder } = scope;
  switch (e.kind) {
    case 'number':
      return builder.constant(e.value);
    case 'name': {
      const ref = scope.names.get(e.name);
      if (!ref) throw new FormulaError(`unknown name ${e.name}`, e.at);
      return ref;
    }
    case 'index': {
      const table = scope.tables.get(e.table);
      if (table === undefined) throw new FormulaError(`unknown table ${e.table}`, e.at);
      return builder.operation(OP.table, [compile(scope, e.index)], table);
    }
    case 'unary': {
      const operand = compile(scope, e.operand);
      return e.operator === 'not'
        ? builder.operation(OP.not, [operand])
        : builder.operation(OP.subtract, [builder.constant(0), operand]);
    }
    case 'binary':
      return binary(scope, e.operator, compile(scope, e.left), compile(scope, e.right));
    case 'call':
      return call(scope, e);
  }
}

const BINARY: Readonly<Record<string, Op>> = {
  '+': OP.add,
  '-': OP.subtract,
  '*': OP.multiply,
  '/': OP.divide,
  '<': OP.less,
  '<=': OP.lessEqual,
  '==': OP.equal,
  and: OP.and,
  or: OP.or,
};

function binary({ builder }: Scope, operator: string, left: Ref, right: Ref): Ref {
  if (operator === '>') return builder.operation(OP.less, [right, left]);
  if (operator === '>=') return builder.operation(OP.lessEqual, [right, left]);
  if (operator === '!=') return builder.operation(OP.not, [builder.operation(OP.equal, [left, right])]);
  return builder.operation(BINARY[operator], [left, right]);
}

const SIMPLE: Readonly<Record<string, { op: Op; args: number }>> = {
  exp: { op: OP.exp, args: 1 },
  ln: { op: OP.log, args: 1 },
  log10: { op: OP.log10, args: 1 },
  sqrt: { op: OP.sqrt, args: 1 },
  pow: { op: OP.pow, args: 2 },
  floor: { op: OP.floor, args: 1 },
  round: { op: OP.round, args: 1 },
  if: { op: OP.choose, args: 3 },
};

type Call = Extract<Expression, { kind: 'call' }>;

function call(scope: Scope, e: Call): Ref {
  const { builder } = scope;
  // Draws are numbered before their arguments are compiled, in the order they are written.
  const draw = DRAWS.has(e.name) ? drawOf(scope, e) : undefined;
  const args = e.args.map((arg) => compile(scope, arg));
  const need = (...counts: number[]) => {
    if (!counts.includes(args.length)) {
      throw new FormulaError(`${e.name} takes ${counts.join(' or ')} arguments, not ${args.length}`, e.at);
    }
  };
  const simple = SIMPLE[e.name];
  if (simple) {
    need(simple.args);
    return builder.operation(simple.op, args);
  }
  if (draw) return distribution(scope, e, args, draw, need);
  switch (e.name) {
    case 'min':
    case 'max':
      return args.reduce((a, b) => builder.operation(e.name === 'min' ? OP.min : OP.max, [a, b]));
    case 'clip':
      need(3);
      return builder.operation(OP.min, [builder.operation(OP.max, [args[0], args[1]]), args[2]]);
    case 'band':
      return builder.operation(OP.band, args);
    case 'pick':
      return builder.operation(OP.pick, args);
    default:
      throw new FormulaError(`unknown function ${e.name}`, e.at);
  }
}

const DRAWS = new Set([
  'uniform',
  'normal',
  'lognormal',
  'loguniform',
  'triangular',
  'beta',
  'gamma',
  'bernoulli',
  'poisson',
  'binomial',
  'category',
  'mix',
]);

function drawOf(scope: Scope, e: Call): Ref {
  if (scope.drawLevel === undefined)
    throw new FormulaError(`${e.name} draws, but no luck is allowed here`, e.at);
  return scope.builder.unit(scope.drawLevel, scope.nextDraw.value++);
}

/** One draw of a distribution, always by inversion of one uniform: the same luck gives an ordered answer. */
function distribution(
  { builder }: Scope,
  e: Call,
  args: readonly Ref[],
  unit: Ref,
  need: (...counts: number[]) => void,
): Ref {
  const op = builder.operation;
  const scaled = (low: Ref, high: Ref) =>
    op(OP.add, [low, op(OP.multiply, [unit, op(OP.subtract, [high, low])])]);
  const normal = () => op(OP.normal, [unit]);
  /** load × factor + √(1 − load²) × own luck: a standard normal again. */
  const mix = (load: Ref, factor: Ref) => {
    const rest = op(OP.sqrt, [op(OP.subtract, [builder.constant(1), op(OP.multiply, [load, load])])]);
    return op(OP.add, [op(OP.multiply, [load, factor]), op(OP.multiply, [rest, normal()])]);
  };
  const constants = () =>
    args.map((arg) => {
      const value = builder.constantOf(arg);
      if (value === undefined) throw new FormulaError(`the shape of ${e.name} must be a constant`, e.at);
      return value;
    });
  switch (e.name) {
    case 'uniform':
      need(2);
      return scaled(args[0], args[1]);
    case 'loguniform':
      need(2);
      return op(OP.exp, [scaled(op(OP.log, [args[0]]), op(OP.log, [args[1]]))]);
    case 'normal':
      need(2);
      return op(OP.add, [args[0], op(OP.multiply, [args[1], normal()])]);
    case 'mix':
      need(2);
      return mix(args[0], args[1]);
    case 'lognormal': {
      need(2, 4);
      const z = args.length === 4 ? mix(args[2], args[3]) : normal();
      return op(OP.multiply, [args[0], op(OP.exp, [op(OP.multiply, [args[1], z])])]);
    }
    case 'triangular':
      need(3);
      return op(OP.triangular, [unit, ...args]);
    case 'beta': {
      need(2);
      const [a, b] = constants();
      return op(
        OP.quantile,
        [normal()],
        builder.quantiles(`beta ${a} ${b}`, () => betaTable(a, b)),
      );
    }
    case 'gamma': {
      // gamma(shape, mean)
      need(2);
      const shape = builder.constantOf(args[0]);
      if (shape === undefined) throw new FormulaError('the shape of gamma must be a constant', e.at);
      const table = builder.quantiles(`gamma ${shape}`, () => gammaTable(shape));
      return op(OP.multiply, [args[1], op(OP.quantile, [normal()], table)]);
    }
    case 'bernoulli': {
      need(1);
      const p = builder.constantOf(args[0]);
      if (p !== undefined && (p <= 0 || p >= 1)) return builder.constant(p <= 0 ? 0 : 1);
      return op(OP.less, [unit, args[0]]);
    }
    case 'poisson':
      need(1);
      return op(OP.poisson, [unit, args[0]]);
    case 'binomial':
      need(2);
      return op(OP.binomial, [unit, ...args]);
    case 'category':
      return op(OP.category, [unit, ...args]);
    default:
      throw new FormulaError(`unknown distribution ${e.name}`, e.at);
  }
}
