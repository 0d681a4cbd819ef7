import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee } from '../../wasm/coder.ts';
import { both } from '../../wasm/doubles.ts';
import { philoxLanes } from '../../wasm/philox.ts';

/** The first and the last two of four words, each made a long by a 0 behind it. */
const HALVES = [
  [0, 4, 1, 5],
  [2, 6, 3, 7],
] as const;

/** Two uniforms of four elements each: `draw(index, owner, block, slot, to)`. */
export function defineDraw(module: Assembler, keys: number): Callee {
  return module.define('draw', ['v', 'v', 'i', 'i', 'i'], undefined, (c, [index, owner, block, slot, to]) => {
    const words = philoxLanes(c, [index, owner, c.op('i32x4.splat', block), c.op('i32x4.splat', slot)], {
      base: keys,
    });
    const zero = c.words(0, 0, 0, 0);
    [0, 2].forEach((pair, which) => {
      const upper = c.op('i32x4.shr_u', words[pair], c.i32(6));
      const lower = c.op('i32x4.shr_u', words[pair + 1], c.i32(6));
      HALVES.forEach((elements, half) => {
        const whole = c.op(
          'i64x2.add',
          c.op('i64x2.shl', c.shuffle(upper, zero, elements), c.i32(26)),
          c.shuffle(lower, zero, elements),
        );
        const value = c.op('f64x2.sub', c.op('v128.or', whole, both(c, 2 ** 52)), both(c, 2 ** 52));
        const unit = c.op('f64x2.mul', c.op('f64x2.add', value, both(c, 0.5)), both(c, 2 ** -52));
        c.store('v', { base: to, offset: which * 32 + half * 16 }, unit);
      });
    });
    return undefined;
  });
}
