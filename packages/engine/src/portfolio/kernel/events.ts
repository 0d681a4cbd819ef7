import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { type Lanes, philoxTogether } from '../../wasm/philox.ts';
import type { Size } from '../blueprint.ts';
import { CONTROL, type Layout, PARAMETER } from './layout.ts';

/** A kind of events: how sizes are drawn, and whether years come from draws or from clusters. */
export type Kind = { readonly size: Size['kind']; readonly clustered: boolean };

/** A list that takes events one after the other, column by column, instead of adding them to the sums of their years. */
export type List = { readonly at: number; readonly columnBytes: number };

/** Events played together. */
export type Batch = {
  /** Where the sums of years stand, or where the list goes on. */
  readonly base: Value;
  /** Number of the first event of the call, and events played before in it. */
  readonly first: Value;
  readonly done: Value;
  /** Events still to play, in each of four lanes; those behind the last one count for nothing. */
  readonly rest: Value;
  /** The numbers of the lanes. */
  readonly lanes: Value;
  /** Where the years of clusters stand. */
  readonly scratch: Value;
  counter(index: Value, stream: number): Lanes;
};

/**
 * Defines a function that plays events of a scenario, a batch at a time: `events(base, parameter, block, count, first)`
 * returns their number. `prepare` writes what is done once a call.
 */
export function defineEvents(
  module: Assembler,
  name: string,
  layout: Layout,
  batchEvents: number,
  prepare: (c: Coder, parameter: Value, base: Value) => (batch: Batch) => void,
): Callee {
  return module.define(name, ['i', 'i', 'i', 'i', 'i'], 'i', (c, [base, parameter, block, count, first]) => {
    const write = prepare(c, parameter, base);
    const owner = c.op('i32x4.splat', c.load('i', { base: parameter, offset: PARAMETER.owner }));
    const blocks = c.op('i32x4.splat', block);
    const lanes = c.words(0, 1, 2, 3);
    const counter: Batch['counter'] = (index, stream) => [
      index,
      owner,
      blocks,
      c.words(stream, stream, stream, stream),
    ];
    const done = c.variable('i', c.i32(0));
    const scratch = c.op('i32.add', base, c.i32(layout.scratch));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_s', done, count));
      const rest = c.op('i32x4.splat', c.op('i32.sub', count, done));
      write({ base, first, done, rest, lanes, scratch, counter });
      c.set(done, c.op('i32.add', done, c.i32(batchEvents)));
      again();
    });
    return count;
  });
}

/** Draws two and two: one alone waits for its products, more do not fit the registers. */
export function inTwos(c: Coder, counters: readonly Lanes[]): Lanes[] {
  const drawn: Lanes[] = [];
  for (let i = 0; i < counters.length; i += 2) {
    drawn.push(...philoxTogether(c, counters.slice(i, i + 2), { base: CONTROL.keys }));
  }
  return drawn;
}
