import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';

/** Inverts a cumulative table of doubles: `invert(table, length, u)` is the first entry that reaches u. */
export function defineInvert(module: Assembler): Callee {
  return module.define('invert', ['i', 'i', 'd'], 'i', (c, [table, length, u]) => {
    const low = c.variable('i', c.i32(0));
    const high = c.variable('i', c.op('i32.sub', length, c.i32(1)));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_s', low, high));
      const middle = c.op('i32.shr_u', c.op('i32.add', low, high), c.i32(1));
      const entry = c.load('d', { base: elementAt(c, table, middle, 3) });
      const less = c.op('f64.lt', entry, u);
      c.set(low, c.select(c.op('i32.add', middle, c.i32(1)), low, less));
      c.set(high, c.select(high, middle, less));
      again();
    });
    return low;
  });
}

/** Two words as a number strictly between 0 and 1, as `unit` in `random/philox.ts`. */
export function unitOf(c: Coder, high: Value, low: Value): Value {
  const whole = c.op(
    'i64.add',
    c.op('i64.shl', c.op('i64.extend_i32_u', c.op('i32.shr_u', high, c.i32(6))), c.i64(26n)),
    c.op('i64.extend_i32_u', c.op('i32.shr_u', low, c.i32(6))),
  );
  return c.op('f64.mul', c.op('f64.add', c.op('f64.convert_i64_s', whole), c.f64(0.5)), c.f64(2 ** -52));
}
