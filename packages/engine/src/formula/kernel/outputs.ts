import { MOST_LINE } from '../../terms/lines.ts';
import type { Coder, Value } from '../../wasm/coder.ts';
import { both } from '../../wasm/doubles.ts';
import type { FrameSpec } from './layout.ts';
import type { Scene, Written } from './scene.ts';

/** Stores what others read of two elements: columns of outputs, flags of facts, the sum of lines. */
export function writeOutputs({ c, element }: Scene, spec: FrameSpec, { value, mask }: Written): void {
  const { frame, facts, writer } = spec;
  const eight = c.op('i32.shl', element, c.i32(3));
  for (const [node, column] of frame.columns) c.store('v', { base: eight, offset: column }, value(node));
  const four = c.op('i32.shl', element, c.i32(2));
  if (facts.length > 0) {
    const bits = facts.map(({ bit, node }) => ({ bit, set: mask(node) }));
    c.store('l', { base: four, offset: frame.flags }, gathered(c, bits));
  }
  if (writer?.kind !== 'events' || writer.lines.length === 0) return;
  const amounts = writer.lines.map(({ amount }) => settledLine(c, value(amount)));
  c.store(
    'v',
    { base: eight, offset: frame.sums },
    amounts.reduce((sum, amount) => c.op('f64x2.add', sum, amount)),
  );
}

/** A line in whole yen, as `settledLine` of `write-line.ts`; 0 where it is less than nothing or not a number. */
function settledLine(c: Coder, amount: Value): Value {
  const whole = c.op(
    'f64x2.pmin',
    c.op('f64x2.floor', c.op('f64x2.add', amount, both(c, 0.5))),
    both(c, MOST_LINE),
  );
  return c.op('v128.and', whole, c.op('f64x2.gt', whole, both(c, 0)));
}

type Bit = { readonly bit: number; readonly set: Value };

/** A word of bits for each of two elements, in one long. */
function gathered(c: Coder, bits: readonly Bit[]): Value {
  let all = c.words(0, 0, 0, 0);
  for (const { bit, set } of bits) {
    const word = (1 << bit) >>> 0;
    all = c.op('v128.or', all, c.op('v128.and', set, c.words(word, 0, word, 0)));
  }
  const packed = c.shuffle(all, all, [0, 2, 0, 2]);
  return c.lane('i64x2', packed, 0);
}
