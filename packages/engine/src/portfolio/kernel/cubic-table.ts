import type { Coder, Value } from '../../wasm/coder.ts';
import { lanesOf } from '../../wasm/singles.ts';
import { ROUNDER } from '../coefficients.ts';
import { REACH } from '../quantiles.ts';

const ROUNDER_SHIFTED = [0xb4000000, 0xb4000000, 0xb4000000, 0xb4000000] as const;

/**
 * Looks four normal scores up in a table of cubics and evaluates them side by side. `middle` is the address of the
 * cell that begins at 0: counted from there, the place within a cell is exact.
 */
export function tableLanes(c: Coder, z: Value, cells: Value, last: Value, middle: Value): Value {
  const start = c.op('f32x4.sub', lanesOf(c, 0), c.op('f32x4.mul', cells, lanesOf(c, REACH)));
  const scaled = c.op('f32x4.mul', z, cells);
  const position = c.op('f32x4.pmin', last, c.op('f32x4.pmax', start, scaled));
  const rounder = lanesOf(c, ROUNDER);
  const rounded = c.op('f32x4.sub', c.op('f32x4.add', position, rounder), rounder);
  const over = c.op('v128.and', c.op('f32x4.gt', rounded, position), lanesOf(c, 1));
  const whole = c.op('f32x4.sub', rounded, over);
  const r = c.op('f32x4.sub', position, whole);
  // The low bits of whole + rounder hold the cell; the bits of the rounder itself leave when shifted or taken off.
  const index = c.op(
    'i32x4.sub',
    c.op('i32x4.shl', c.op('f32x4.add', whole, rounder), c.i32(4)),
    c.words(...ROUNDER_SHIFTED),
  );
  const row = [0, 1, 2, 3].map((lane) =>
    c.load('v', { base: c.op('i32.add', middle, c.lane('i32x4', index, lane)) }),
  );
  const low = (a: Value, b: Value) => c.shuffle(a, b, [0, 4, 1, 5]);
  const high = (a: Value, b: Value) => c.shuffle(a, b, [2, 6, 3, 7]);
  const first = (a: Value, b: Value) => c.shuffle(a, b, [0, 1, 4, 5]);
  const second = (a: Value, b: Value) => c.shuffle(a, b, [2, 3, 6, 7]);
  const ab = low(row[0], row[1]);
  const cd = low(row[2], row[3]);
  const ef = high(row[0], row[1]);
  const gh = high(row[2], row[3]);
  const step = (sum: Value, next: Value) => c.op('f32x4.add', next, c.op('f32x4.mul', r, sum));
  return step(step(step(second(ef, gh), first(ef, gh)), second(ab, cd)), first(ab, cd));
}
