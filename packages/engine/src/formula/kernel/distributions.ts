import { POISSON_LIMITS } from '../../random/counts.ts';
import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { both, type Doubles } from '../../wasm/doubles.ts';
import type { Scene } from './scene.ts';

/** `poissonQuantile`: by inversion for small means, by the host for large ones. */
export function definePoisson(module: Assembler, large: Callee, doubles: Doubles): Callee {
  return module.define('poissonQuantile', ['d', 'd'], 'd', (c, [u, mean]) => {
    const k = c.variable('d', c.f64(0));
    c.when(c.op('f64.gt', mean, c.f64(0)), () => {
      c.when(
        c.op('f64.ge', mean, c.f64(POISSON_LIMITS.sequentialMean)),
        () => c.set(k, c.call(large, u, mean)),
        () => {
          const start = c.call(doubles.exp, c.op('f64x2.splat', c.op('f64.neg', mean)));
          const pmf = c.variable('d', c.lane('f64x2', start, 0));
          const cdf = c.variable('d', pmf);
          c.loop((again, leave) => {
            leave(c.op('f64.ge', cdf, u));
            c.set(k, c.op('f64.add', k, c.f64(1)));
            c.set(pmf, c.op('f64.mul', pmf, c.op('f64.div', mean, k)));
            c.set(cdf, c.op('f64.add', cdf, pmf));
            const tiny = c.op('f64.lt', pmf, c.f64(POISSON_LIMITS.negligible));
            leave(c.op('i32.and', tiny, c.op('f64.gt', k, mean)));
            again();
          });
        },
      );
    });
    return k;
  });
}

export function triangular(c: Coder, u: Value, low: Value, mode: Value, high: Value): Value {
  const sub = (a: Value, b: Value) => c.op('f64x2.sub', a, b);
  const mul = (a: Value, b: Value) => c.op('f64x2.mul', a, b);
  const width = sub(high, low);
  const turn = c.op('f64x2.div', sub(mode, low), width);
  const up = c.op('f64x2.add', low, c.op('f64x2.sqrt', mul(mul(u, width), sub(mode, low))));
  const down = sub(high, c.op('f64x2.sqrt', mul(mul(sub(both(c, 1), u), width), sub(high, mode))));
  const result = c.op('v128.bitselect', up, down, c.op('f64x2.lt', u, turn));
  return c.op('v128.bitselect', result, low, c.op('f64x2.gt', high, low));
}

/** Looks a normal score up in a table of quantiles, and undoes its scale. */
export function quantile({ c, graph, places, helpers }: Scene, score: Value, table: number): Value {
  const { doubles } = helpers;
  const y = c.call(doubles.cubic, score, c.i32(places.quantiles[table]));
  if (graph.quantiles[table].scale === 'log') return c.call(doubles.exp, y);
  const inverse = c.call(doubles.exp, c.op('f64x2.neg', y));
  return c.op('f64x2.div', both(c, 1), c.op('f64x2.add', both(c, 1), inverse));
}

/** The number of the weight in which a uniform falls. */
export function category(c: Coder, u: Value, weights: readonly Value[]): Value {
  let total = both(c, 0);
  for (const weight of weights) total = c.op('f64x2.add', total, weight);
  let rest = c.op('f64x2.mul', u, total);
  let found = c.words(0, 0, 0, 0);
  let number = both(c, weights.length - 1);
  weights.forEach((weight, j) => {
    rest = c.op('f64x2.sub', rest, weight);
    const here = c.op('v128.andnot', c.op('f64x2.lt', rest, both(c, 0)), found);
    number = c.op('v128.bitselect', both(c, j), number, here);
    found = c.op('v128.or', found, here);
  });
  return number;
}
