import type { Coder, Value } from '../../wasm/coder.ts';
import { both, WHOLE } from '../../wasm/doubles.ts';
import { each, type Scene } from './scene.ts';

/** How many thresholds, from the first on, a value reaches. */
export function band(c: Coder, value: Value, thresholds: readonly Value[]): Value {
  let reached = both(c, 0);
  let still: Value | undefined;
  for (const threshold of thresholds) {
    const over = c.op('f64x2.ge', value, threshold);
    still = still ? c.op('v128.and', still, over) : over;
    reached = c.op('f64x2.add', reached, c.op('v128.and', still, both(c, 1)));
  }
  return reached;
}

/** The choice with the number given, the nearest one where there is no such number. */
export function pick(c: Coder, number: Value, choices: readonly Value[]): Value {
  const index = indexOf(c, number, choices.length - 1);
  return choices.reduce((picked, choice, j) => {
    const here = c.op('f64x2.eq', index, both(c, j + WHOLE));
    return c.op('v128.bitselect', choice, picked, here);
  });
}

/** The number of a table with the index given, the nearest one where there is no such index. */
export function tableEntry({ c, graph, places }: Scene, number: Value, table: number): Value {
  const index = indexOf(c, number, graph.numbers[table].length - 1);
  return each(c, (lane) => {
    const at = c.op('i32.shl', c.op('i32.wrap_i64', c.lane('i64x2', index, lane)), c.i32(3));
    return c.load('d', { base: at, offset: places.numbers[table] });
  });
}

/** The whole number of a value between 0 and `last`, in the low bits of its lane. */
function indexOf(c: Coder, value: Value, last: number): Value {
  const whole = c.op('f64x2.pmin', both(c, last), c.op('f64x2.pmax', both(c, 0), c.op('f64x2.floor', value)));
  return c.op('f64x2.add', whole, both(c, WHOLE));
}
