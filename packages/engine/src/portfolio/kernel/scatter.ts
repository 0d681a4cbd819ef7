import type { Coder, Value } from '../../wasm/coder.ts';

const LANES = [0, 1, 2, 3] as const;
export type Lane = (typeof LANES)[number];

/** Adds four events to their years: gross on the left, what the event terms pay on the right. */
export function scatter(
  c: Coder,
  base: Value,
  offset: (lane: Lane) => Value,
  pair: (lane: Lane) => Value,
): void {
  for (const lane of LANES) {
    const at = c.op('i32.add', base, offset(lane));
    c.store('v', { base: at }, c.op('f64x2.add', c.load('v', { base: at }), pair(lane)));
  }
}

/** The offset of the year of a clustered event among the sums of years, from its list in scratch. */
export function clusterOffset(c: Coder, list: Value, event: number, blockYears: number): Value {
  // Scratch behind the last event holds old years: harmless, nothing is added there.
  return c.op('i32.and', c.load('i', { base: list, offset: event * 4 }), c.i32((blockYears - 1) << 4));
}
