import { createAssembler } from '../../wasm/assembler.ts';
import { elementAt } from '../../wasm/element.ts';
import type { Blueprint } from '../blueprint.ts';
import type { List } from './events.ts';
import type { Layout } from './layout.ts';
import { defineScenarios, overScenarios } from './scenarios.ts';

/**
 * Writes the module that lists the events of a block: `record(block)` returns their number and leaves offsets of years
 * and amounts in columns from `list.at` on. Only for portfolios without clusters.
 */
export function writeRecorder(
  blueprint: Blueprint,
  layout: Layout,
  list: List,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const module = createAssembler();
  const scenarios = defineScenarios(module, blueprint, layout, list);
  module.define('record', ['i'], 'i', (c, [block]) => {
    const end = c.variable('i', c.i32(list.at));
    overScenarios(c, blueprint, layout, scenarios, block, (events, parameter, count) => {
      // The place of the next event stands in for the sums of years.
      c.call(events, end, parameter, block, count, c.i32(0));
      c.set(end, elementAt(c, end, count, 2));
    });
    return c.op('i32.shr_u', c.op('i32.sub', end, c.i32(list.at)), c.i32(2));
  });
  return module.bytes({ pages, most: pages, shared: false });
}
