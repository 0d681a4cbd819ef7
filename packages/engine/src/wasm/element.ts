import type { Coder, Value } from './coder.ts';

/** The address of an element of an array whose elements are 2^shift bytes each. */
export function elementAt(c: Coder, base: Value, index: Value, shift: number): Value {
  return c.op('i32.add', base, c.op('i32.shl', index, c.i32(shift)));
}
