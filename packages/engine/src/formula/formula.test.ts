import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBuilder } from './builder.ts';
import { compileFormula, type Scope } from './compile.ts';
import type { Ref } from './graph.ts';
import { FormulaError, parseFormula } from './parse.ts';
import { prepareFrame } from './run.ts';

const LUCK = {
  key0: 1,
  key1: 2,
  block: 3,
  firstSlot: 1,
  index: Int32Array.from({ length: 500 }, (_, i) => i),
  owner: new Int32Array(500).fill(9),
};

function scopeWith(names: Readonly<Record<string, number>> = {}): Scope {
  const builder = createBuilder();
  const refs = Object.entries(names).map(([name, value]): [string, Ref] => [name, builder.constant(value)]);
  const tables = new Map([['margin', builder.numbers(Float64Array.of(0.1, 0.2, 0.3))]]);
  return { builder, drawLevel: 2, names: new Map(refs), tables, nextDraw: { value: 0 } };
}

/** The values of a formula with draws, for a number of events. */
function sample(formula: string, n = 500): Float64Array {
  const scope = scopeWith();
  const ref = scope.builder.lift(compileFormula(scope, formula), 2);
  const frame = prepareFrame(scope.builder.graph(), 2, [ref], n);
  frame.run(n, [], new Int32Array(n), [], LUCK);
  return frame.columns[ref.index];
}

/** The value of a formula without draws. */
function value(formula: string, names?: Readonly<Record<string, number>>): number {
  const scope = scopeWith(names);
  return scope.builder.constantOf(compileFormula(scope, formula)) as number;
}

describe('language', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 * -3', 6],
    ['10 - 4 - 3', 3],
    ['1e3 / 2.5e2', 4],
    ['2 < 3 and 3 >= 3', 1],
    ['not (1 == 1) or 1 != 2', 1],
    ['if(0, 1, 2)', 2],
    ['min(3, 1, 2) + max(3, 1, 2)', 4],
    ['clip(5, 0, 1)', 1],
    ['band(25, 20, 100, 300)', 1],
    ['band(300, 20, 100, 300)', 3],
    ['pick(1, 10, 20, 30)', 20],
    ['margin[2]', undefined],
    ['round(2.5) + floor(2.9)', 5],
    ['sqrt(16) + pow(2, 10)', 1028],
  ])('E6 %s', (formula, expected) => {
    expect(value(formula)).toBe(expected);
  });

  test('E6 arithmetic means what it means in the host language', () => {
    const leaf = fc.integer({ min: 1, max: 9 }).map(String);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree'))
          .map(([a, o, b]) => `(${a} ${o} ${b})`),
      ),
    }));
    fc.assert(
      fc.property(tree, (source) => {
        // The text holds digits, operators and brackets only.
        expect(value(String(source)) + 0).toBe(Function(`return ${source}`)() + 0);
      }),
    );
  });

  test.each([
    ['1 +', 3],
    ['foo(1)', 0],
    ['a + 1', 0],
    ['1 $ 2', 1],
    ['(1', 2],
    ['lognormal(1)', 0],
    ['margins[1]', 0],
  ])('E7 %s is refused at its character', (formula, at) => {
    try {
      compileFormula(scopeWith(), formula);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FormulaError);
      expect((error as FormulaError).at).toBe(at);
    }
  });

  test('E7 luck is refused where it has no place', () => {
    const scope = { ...scopeWith(), drawLevel: undefined };
    expect(() => compileFormula(scope, 'uniform(0, 1)')).toThrow(/no luck/);
  });

  test('E6 numbers with exponents and names with digits are read whole', () => {
    expect(parseFormula('3.5e6')).toEqual({ kind: 'number', value: 3.5e6 });
    expect(value('x2 * 2', { x2: 21 })).toBe(42);
  });
});

describe('draws', () => {
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;

  test.each([
    ['uniform(2, 4)', 3, 0.1],
    ['normal(5, 1)', 5, 0.2],
    ['lognormal(100, 0.5)', 113.3, 12],
    ['triangular(0, 1, 5)', 2, 0.2],
    ['beta(3, 3)', 0.5, 0.05],
    ['gamma(2, 0.55)', 0.55, 0.1],
    ['bernoulli(0.3)', 0.3, 0.08],
    ['poisson(4)', 4, 0.4],
    ['binomial(10, 0.2)', 2, 0.3],
    ['category(1, 1, 2)', 1.25, 0.15],
  ])('E8 %s has its mean', (formula, expected, tolerance) => {
    expect(Math.abs(mean(sample(formula)) - expected)).toBeLessThan(tolerance);
  });

  test('E8 a load ties a draw to a shared factor', () => {
    const scope = scopeWith();
    const z = compileFormula(scope, 'normal(0, 1)');
    scope.names.set('z', z);
    const x = compileFormula(scope, 'mix(0.6, z)');
    const frame = prepareFrame(scope.builder.graph(), 2, [z, x], 500);
    frame.run(500, [], new Int32Array(500), [], LUCK);
    const [a, b] = [frame.columns[z.index], frame.columns[x.index]];
    const covariance = mean(a.map((v, i) => v * b[i])) - mean(a) * mean(b);
    expect(covariance).toBeGreaterThan(0.45);
    expect(covariance).toBeLessThan(0.75);
  });

  test('E9 what cannot happen costs no draw, and leaves the luck of the others alone', () => {
    const scope = scopeWith();
    const never = compileFormula(scope, 'bernoulli(0) * lognormal(1, 1)');
    expect(scope.builder.constantOf(never)).toBe(0);
    const after = compileFormula(scope, 'uniform(0, 1)');
    const other = scopeWith();
    compileFormula(other, 'bernoulli(0.5) * lognormal(1, 1)');
    const same = compileFormula(other, 'uniform(0, 1)');
    const run = (s: Scope, ref: Ref) => {
      const frame = prepareFrame(s.builder.graph(), 2, [ref], 10);
      frame.run(10, [], new Int32Array(10), [], LUCK);
      return [...frame.columns[ref.index]];
    };
    expect(run(scope, after)).toEqual(run(other, same));
  });
});
