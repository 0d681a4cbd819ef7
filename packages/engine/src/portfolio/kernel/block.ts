import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import type { Blueprint } from '../blueprint.ts';
import { closeYears } from './close-years.ts';
import { CONTROL, type Layout, RECORD } from './layout.ts';
import { overScenarios, type ScenarioCode } from './scenarios.ts';

/**
 * `block(base, block, tail)` plays a block: events of every scenario into the sums of their years, then the years through
 * the annual terms. Returns where the kept years of the thread end now.
 */
export function defineBlock(
  module: Assembler,
  blueprint: Blueprint,
  layout: Layout,
  scenarios: ScenarioCode,
): Callee {
  const { heads, blockYears } = blueprint;
  return module.define('block', ['i', 'i', 'i'], 'i', (c, [base, block, tailAt]) => {
    const place = c.op('i32.sub', block, c.load('i', { base: CONTROL.first }));
    const record = c.op('i32.add', c.i32(layout.records), c.op('i32.mul', place, c.i32(layout.recordBytes)));
    clear(c, base, blockYears * 16);
    for (let at = 0; at < heads.length * 16; at += 16) {
      c.store('v', { base, offset: layout.headSums + at }, c.words(0, 0, 0, 0));
    }
    const events = c.variable('i', c.i32(0));
    overScenarios(c, blueprint, layout, scenarios, block, (play, parameter, count) => {
      const played = c.call(play, base, parameter, block, count, c.i32(0));
      c.set(events, c.op('i32.add', events, played));
    });
    c.store('d', { base: record, offset: RECORD.events }, c.op('f64.convert_i32_s', events));
    for (let h = 0; h < heads.length; h++) {
      const sums = c.load('v', { base, offset: layout.headSums + h * 16 });
      const total = [0, 1, 2, 3]
        .map((lane) => c.op('f64.promote_f32', c.lane('f32x4', sums, lane)))
        .reduce((a, b) => c.op('f64.add', a, b));
      c.store('d', { base: record, offset: RECORD.heads + h * 8 }, total);
    }
    return closeYears(c, { base, block, record, tailAt }, blueprint);
  });
}

function clear(c: Coder, base: Value, bytes: number): void {
  const at = c.variable('i', base);
  const end = c.op('i32.add', base, c.i32(bytes));
  const zero = c.words(0, 0, 0, 0);
  c.loop((again) => {
    for (let offset = 0; offset < 128; offset += 16) c.store('v', { base: at, offset }, zero);
    c.set(at, c.op('i32.add', at, c.i32(128)));
    again(c.op('i32.lt_u', at, end));
  });
}
