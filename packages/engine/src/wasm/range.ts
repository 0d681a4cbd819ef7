import type { Coder, Value } from './coder.ts';

/** Visits numbers from `first` to below `last`. */
export function range(
  c: Coder,
  first: Value,
  last: Value,
  visit: (i: Value, leave: (condition?: Value) => void) => void,
): void {
  const i = c.variable('i', first);
  c.loop((again, leave) => {
    leave(c.op('i32.ge_s', i, last));
    visit(i, leave);
    c.set(i, c.op('i32.add', i, c.i32(1)));
    again();
  });
}
