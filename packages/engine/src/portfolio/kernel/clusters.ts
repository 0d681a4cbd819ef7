import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { philoxOne } from '../../wasm/philox.ts';
import { STREAM } from '../addresses.ts';
import type { Blueprint } from '../blueprint.ts';
import { unitOf } from './inversion.ts';
import { CLUSTER_EVENTS, CONTROL, type Layout, PARAMETER } from './layout.ts';

/**
 * Draws the clusters of a negative binomial one by one, and plays their events batch by batch: the years of a batch stand
 * in scratch. Called as `events` is, with the number of clusters; returns that of events.
 */
export function defineClusters(
  module: Assembler,
  key: string,
  { blockYears }: Blueprint,
  layout: Layout,
  invert: Callee,
  events: Callee,
): Callee {
  return module.define(
    `${key} clusters`,
    ['i', 'i', 'i', 'i', 'i'],
    'i',
    (c, [base, parameter, block, clusters]) => {
      const owner = c.load('i', { base: parameter, offset: PARAMETER.owner });
      const scratch = c.op('i32.add', base, c.i32(layout.scratch));
      const first = c.variable('i', c.i32(0));
      const filled = c.variable('i', c.i32(0));
      const cluster = c.variable('i', c.i32(0));
      const left = c.variable('i', c.i32(0));
      const year = c.variable('i', c.i32(0));
      const drawCluster = (): void => {
        const counter: [Value, Value, Value, Value] = [cluster, owner, block, c.i32(STREAM.cluster)];
        const [w0, , w2, w3] = philoxOne(c, counter, { base: CONTROL.keys });
        c.set(year, c.op('i32.shl', c.op('i32.shr_u', w0, c.i32(32 - Math.log2(blockYears))), c.i32(4)));
        const sizes = c.load('i', { base: parameter, offset: PARAMETER.sizes });
        const length = c.load('i', { base: parameter, offset: PARAMETER.sizeLength });
        c.set(left, c.op('i32.add', c.call(invert, sizes, length, unitOf(c, w2, w3)), c.i32(1)));
        c.set(cluster, c.op('i32.add', cluster, c.i32(1)));
      };
      const flush = (): void => {
        c.call(events, base, parameter, block, filled, first);
        c.set(first, c.op('i32.add', first, filled));
        c.set(filled, c.i32(0));
      };
      c.loop((again, leave) => {
        c.when(c.op('i32.eqz', left), () => c.when(c.op('i32.lt_s', cluster, clusters), drawCluster));
        leave(c.op('i32.eqz', left));
        c.store('i', { base: elementAt(c, scratch, filled, 2) }, year);
        c.set(filled, c.op('i32.add', filled, c.i32(1)));
        c.set(left, c.op('i32.sub', left, c.i32(1)));
        c.when(c.op('i32.eq', filled, c.i32(CLUSTER_EVENTS)), flush);
        again();
      });
      c.when(filled, flush);
      return first;
    },
  );
}
