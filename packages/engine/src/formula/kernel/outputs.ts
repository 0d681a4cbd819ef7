import type { Coder, Value } from '../../wasm/coder.ts';
import { both } from '../../wasm/doubles.ts';
import type { FrameSpec } from './layout.ts';
import type { Scene, Written } from './scene.ts';

/** Stores what others read of two elements: columns of outputs, flags of facts, which lines are more than nothing. */
export function writeOutputs({ c, element }: Scene, spec: FrameSpec, { value, mask }: Written): void {
  const { frame, facts, lines } = spec;
  const eight = c.op('i32.shl', element, c.i32(3));
  for (const [node, column] of frame.columns) c.store('v', { base: eight, offset: column }, value(node));
  const four = c.op('i32.shl', element, c.i32(2));
  const storeBits = (bits: readonly Bit[], to: number): void => {
    if (bits.length > 0) c.store('l', { base: four, offset: to }, gathered(c, bits));
  };
  storeBits(
    facts.map(({ bit, node }) => ({ bit, set: mask(node) })),
    frame.flags,
  );
  // A line counts from half a yen: rounding to whole yen is floor(x + ½).
  const isSome = (node: number) =>
    node < 0 ? c.words(-1, -1, -1, -1) : c.op('f64x2.ge', value(node), both(c, 0.5));
  storeBits(
    lines.map((node, bit) => ({ bit, set: isSome(node) })),
    frame.lines,
  );
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
