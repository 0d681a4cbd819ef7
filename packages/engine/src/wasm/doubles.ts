import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from '../random/elementary.ts';
import { CENTRAL, FAR, MIDDLE, type Ratio } from '../random/normal-coefficients.ts';
import type { Assembler } from './assembler.ts';
import type { Callee, Coder, Value } from './coder.ts';

/**
 * The functions of `random/` on two doubles at a time: the same steps in the same order, so the same bits.
 */
export type Doubles = {
  readonly exp: Callee;
  readonly log: Callee;
  readonly pow: Callee;
  readonly normal: Callee;
  /** {@link normal} of uniforms beyond 0.425 from the middle. */
  readonly tail: Callee;
  /** `lookUp(z, address of the cubics)` before its scale is undone. */
  readonly cubic: Callee;
};

export function both(c: Coder, value: number): Value {
  const [low, high] = new Uint32Array(Float64Array.of(value).buffer);
  return c.words(low, high, low, high);
}

export function defineDoubles(module: Assembler): Doubles {
  const exp = defineExp(module);
  const log = defineLog(module);
  const tail = defineTail(module, log);
  return {
    exp,
    log,
    pow: definePow(module, exp, log),
    tail,
    normal: defineNormal(module, tail),
    cubic: defineCubic(module),
  };
}

const longs = (c: Coder, value: bigint): Value => {
  const low = Number(value & 0xffffffffn);
  const high = Number((value >> 32n) & 0xffffffffn);
  return c.words(low, high, low, high);
};
/** Added to a double of a small whole number, it leaves that number in the low bits. */
export const WHOLE = 6755399441055744;

/** Horner's rule, highest power first: ((a x + b) x + c) … */
function horner(c: Coder, x: Value, coefficients: readonly number[]): Value {
  return coefficients
    .slice(1)
    .reduce(
      (sum, next) => c.op('f64x2.add', c.op('f64x2.mul', sum, x), both(c, next)),
      both(c, coefficients[0]),
    );
}

/** a + x (b + x (c + …)), lowest power first. */
function nested(c: Coder, x: Value, coefficients: readonly number[]): Value {
  let sum = both(c, coefficients.at(-1) as number);
  for (let i = coefficients.length - 2; i >= 0; i--) {
    sum = c.op('f64x2.add', both(c, coefficients[i]), c.op('f64x2.mul', x, sum));
  }
  return sum;
}

function defineExp(module: Assembler): Callee {
  return module.define('exp', ['v'], 'v', (c, [x]) => {
    const k = c.op(
      'f64x2.floor',
      c.op('f64x2.add', c.op('f64x2.mul', x, both(c, INVERSE_LN2)), both(c, 0.5)),
    );
    const high = c.op('f64x2.sub', x, c.op('f64x2.mul', k, both(c, LN2_HIGH)));
    const low = c.op('f64x2.mul', k, both(c, LN2_LOW));
    const r = c.op('f64x2.sub', high, low);
    const t = c.op('f64x2.mul', r, r);
    const p = nested(
      c,
      t,
      [
        0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
        4.1381367970572385e-8,
      ],
    );
    const d = c.op('f64x2.sub', r, c.op('f64x2.mul', t, p));
    const ratio = c.op('f64x2.div', c.op('f64x2.mul', r, d), c.op('f64x2.sub', both(c, 2), d));
    const y = c.op('f64x2.sub', both(c, 1), c.op('f64x2.sub', c.op('f64x2.sub', low, ratio), high));
    const power = (e: Value) =>
      c.op('i64x2.shl', c.op('i64x2.add', c.op('f64x2.add', e, both(c, WHOLE)), longs(c, 1023n)), c.i32(52));
    const result = c.variable('v', c.op('f64x2.mul', y, power(k)));
    // Rarely anything but a plain power of two: not a number, or near the ends of what a double can hold.
    const usual = c.op('f64x2.lt', c.op('f64x2.abs', x), both(c, 700));
    c.when(c.op('v128.any_true', c.op('v128.not', usual)), () => {
      const within = (e: Value) => c.op('f64x2.pmin', both(c, 1023), c.op('f64x2.pmax', both(c, -1022), e));
      const first = within(k);
      const second = within(c.op('f64x2.sub', k, first));
      const scaled = c.op('f64x2.mul', c.op('f64x2.mul', y, power(first)), power(second));
      const over = c.op('f64x2.gt', x, both(c, 709.782712893384));
      const bounded = c.op('v128.bitselect', both(c, Number.POSITIVE_INFINITY), scaled, over);
      c.set(result, c.op('v128.andnot', bounded, c.op('f64x2.lt', x, both(c, -745.1332191019411))));
    });
    return result;
  });
}

function defineLog(module: Assembler): Callee {
  return module.define('log', ['v'], 'v', (c, [x]) => {
    const tiny = c.op('f64x2.lt', x, both(c, 2.2250738585072014e-308));
    const value = c.op('v128.bitselect', c.op('f64x2.mul', x, both(c, 18014398509481984)), x, tiny);
    const biased = c.op('i64x2.shr_u', value, c.i32(52));
    // A small whole number as a double: put below the bits of 2^52, then taken off again.
    const exponent = c.op('f64x2.sub', c.op('v128.or', biased, both(c, 2 ** 52)), both(c, 2 ** 52 + 1023));
    const low = c.op('v128.and', value, longs(c, 0x000fffffffffffffn));
    const m0 = c.op('v128.or', low, both(c, 1));
    const large = c.op('f64x2.gt', m0, both(c, Math.SQRT2));
    const m = c.op('v128.bitselect', c.op('f64x2.mul', m0, both(c, 0.5)), m0, large);
    const k0 = c.op('f64x2.add', exponent, c.op('v128.and', large, both(c, 1)));
    const k = c.op('f64x2.add', k0, c.op('v128.and', tiny, both(c, -54)));
    const f = c.op('f64x2.sub', m, both(c, 1));
    const s = c.op('f64x2.div', f, c.op('f64x2.add', both(c, 2), f));
    const z = c.op('f64x2.mul', s, s);
    const w = c.op('f64x2.mul', z, z);
    const t1 = c.op(
      'f64x2.mul',
      w,
      nested(c, w, [0.3999999999940942, 0.22222198432149784, 0.15313837699209373]),
    );
    const t2 = c.op(
      'f64x2.mul',
      z,
      nested(c, w, [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586]),
    );
    const half = c.op('f64x2.mul', c.op('f64x2.mul', both(c, 0.5), f), f);
    const inner = c.op('f64x2.mul', s, c.op('f64x2.add', c.op('f64x2.add', half, t1), t2));
    const tail = c.op('f64x2.add', inner, c.op('f64x2.mul', k, both(c, LN2_LOW)));
    const right = c.op('f64x2.sub', c.op('f64x2.sub', half, tail), f);
    let result = c.op('f64x2.sub', c.op('f64x2.mul', k, both(c, LN2_HIGH)), right);
    const infinite = c.op('f64x2.eq', x, both(c, Number.POSITIVE_INFINITY));
    result = c.op('v128.bitselect', x, result, infinite);
    const positive = c.op('f64x2.gt', x, both(c, 0));
    const zero = c.op('f64x2.eq', x, both(c, 0));
    const outside = c.op('v128.bitselect', both(c, Number.NEGATIVE_INFINITY), both(c, Number.NaN), zero);
    return c.op('v128.bitselect', result, outside, positive);
  });
}

function definePow(module: Assembler, exp: Callee, log: Callee): Callee {
  return module.define('pow', ['v', 'v'], 'v', (c, [x, y]) => {
    const usual = c.call(exp, c.op('f64x2.mul', y, c.call(log, x)));
    const ofZero = c.op(
      'v128.bitselect',
      both(c, 0),
      both(c, Number.POSITIVE_INFINITY),
      c.op('f64x2.gt', y, both(c, 0)),
    );
    const result = c.op('v128.bitselect', ofZero, usual, c.op('f64x2.eq', x, both(c, 0)));
    const one = c.op('v128.or', c.op('f64x2.eq', y, both(c, 0)), c.op('f64x2.eq', x, both(c, 1)));
    return c.op('v128.bitselect', both(c, 1), result, one);
  });
}

/** The normal scores of two uniforms as the central formula has them, and in which lanes it does not hold. */
export function middleScore(c: Coder, p: Value): { readonly score: Value; readonly outside: Value } {
  const q = c.op('f64x2.sub', p, both(c, 0.5));
  const r = c.op('f64x2.sub', both(c, 0.180625), c.op('f64x2.mul', q, q));
  return {
    score: c.op('f64x2.mul', q, ratio(c, r, CENTRAL)),
    outside: c.op('f64x2.gt', c.op('f64x2.abs', q), both(c, 0.425)),
  };
}

function ratio(c: Coder, r: Value, { above, below }: Ratio): Value {
  return c.op('f64x2.div', horner(c, r, above), horner(c, r, below));
}

/** The normal scores of two uniforms that lie in the tails. */
function defineTail(module: Assembler, log: Callee): Callee {
  return module.define('tail', ['v'], 'v', (c, [p]) => {
    const negative = c.op('f64x2.lt', c.op('f64x2.sub', p, both(c, 0.5)), both(c, 0));
    const tail = c.op('v128.bitselect', p, c.op('f64x2.sub', both(c, 1), p), negative);
    const root = c.op('f64x2.sqrt', c.op('f64x2.neg', c.call(log, tail)));
    const z = c.variable('v', ratio(c, c.op('f64x2.sub', root, both(c, 1.6)), MIDDLE));
    const far = c.op('f64x2.gt', root, both(c, 5));
    c.when(c.op('v128.any_true', far), () =>
      c.set(z, c.op('v128.bitselect', ratio(c, c.op('f64x2.sub', root, both(c, 5)), FAR), z, far)),
    );
    return c.op('v128.xor', z, c.op('v128.and', negative, both(c, -0)));
  });
}

function defineNormal(module: Assembler, tail: Callee): Callee {
  return module.define('normal', ['v'], 'v', (c, [p]) => {
    const { score, outside } = middleScore(c, p);
    const result = c.variable('v', score);
    c.when(c.op('v128.any_true', outside), () =>
      c.set(result, c.op('v128.bitselect', c.call(tail, p), score, outside)),
    );
    return result;
  });
}

/** Cells of `random/quantile-table.ts`: 8 a unit from −8 to 8. */
const CELLS = 128;

function defineCubic(module: Assembler): Callee {
  return module.define('cubic', ['v', 'i'], 'v', (c, [z, table]) => {
    const raw = c.op('f64x2.mul', c.op('f64x2.add', z, both(c, 8)), both(c, 8));
    const position = c.op('f64x2.pmin', both(c, CELLS), c.op('f64x2.pmax', both(c, 0), raw));
    const cell = c.op('f64x2.pmin', both(c, CELLS - 1), c.op('f64x2.floor', position));
    const t = c.op('f64x2.sub', position, cell);
    const index = c.op('f64x2.add', cell, both(c, WHOLE));
    const rows = [0, 1].map((lane) => {
      const number = c.op('i32.wrap_i64', c.lane('i64x2', index, lane));
      const base = c.op('i32.add', table, c.op('i32.shl', number, c.i32(5)));
      return [c.load('v', { base }), c.load('v', { base, offset: 16 })];
    });
    const first = (i: number) => c.shuffle(rows[0][i], rows[1][i], [0, 1, 4, 5]);
    const second = (i: number) => c.shuffle(rows[0][i], rows[1][i], [2, 3, 6, 7]);
    const add = (a: Value, b: Value) => c.op('f64x2.add', a, b);
    const mul = (a: Value, b: Value) => c.op('f64x2.mul', a, b);
    return add(first(0), mul(t, add(second(0), mul(t, add(first(1), mul(t, second(1)))))));
  });
}
