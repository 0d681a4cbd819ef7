import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import type { Doubles } from '../../wasm/doubles.ts';
import { range } from '../../wasm/range.ts';
import { type CalendarPlaces, GUIDES } from './layout.ts';
import { defineYears } from './year-weights.ts';

/**
 * When events happen, as `simulate/calendar.ts` says it: `years(block)` draws the weights of the years of a block, `guides()`
 * makes them quick to search, `moments(owner, block, first, count, clustered)` the moments of some events of a row;
 * `uniforms(count, block, slot)` draws one by one for the addresses asked.
 */
export function defineCalendar(
  module: Assembler,
  places: CalendarPlaces,
  draw: Callee,
  doubles: Doubles,
): void {
  const { years, before, guide, moments, scratch, asked, hasShape } = places;
  if (hasShape) {
    defineYears(module, places, draw, doubles);

    // Where each share of the weight falls, so that a moment is found in a step or two.
    module.define('guides', [], undefined, (c) => {
      const total = c.load('d', { base: before + years * 8 });
      const year = c.variable('i', c.i32(0));
      const step = c.variable('i', c.i32(0));
      c.loop((again, leave) => {
        leave(c.op('i32.ge_s', step, c.i32(GUIDES)));
        const share = c.op('f64.mul', c.op('f64.convert_i32_s', step), c.f64(1 / GUIDES));
        passYears(c, year, c.op('f64.mul', share, total));
        c.store('i', { base: c.op('i32.shl', step, c.i32(2)), offset: guide }, year);
        c.set(step, c.op('i32.add', step, c.i32(1)));
        again();
      });
      return undefined;
    });
  }

  /** Moves on to the year whose weight holds the target. */
  function passYears(c: Coder, year: Value, target: Value): void {
    c.loop((again, leave) => {
      leave(c.op('i32.ge_s', year, c.i32(years - 1)));
      const next = c.load('d', { base: c.op('i32.shl', year, c.i32(3)), offset: before + 8 });
      leave(c.op('f64.gt', next, target));
      c.set(year, c.op('i32.add', year, c.i32(1)));
      again();
    });
  }

  module.define('uniforms', ['i', 'i', 'i'], undefined, (c, [count, block, slot]) => {
    const groups = c.op('i32.shr_u', c.op('i32.add', count, c.i32(3)), c.i32(2));
    range(c, c.i32(0), groups, (group) => {
      const place = c.op('i32.shl', group, c.i32(4));
      const index = c.load('v', { base: place, offset: asked.index });
      const owner = c.load('v', { base: place, offset: asked.owner });
      const to = c.op('i32.add', c.op('i32.shl', group, c.i32(5)), c.i32(asked.drawn));
      // The second uniforms of four addresses are where the first ones of the next four will be.
      c.call(draw, index, owner, block, slot, to);
    });
    return undefined;
  });

  module.define(
    'moments',
    ['i', 'i', 'i', 'i', 'i'],
    undefined,
    (c, [owner, block, first, count, clustered]) => {
      const at = c.variable('i', c.i32(0));
      const owners = c.op('i32x4.splat', owner);
      const even = c.f64(years);
      const total = c.select(c.load('d', { base: before + years * 8 }), even, clustered);
      c.loop((again, leave) => {
        leave(c.op('i32.ge_s', at, count));
        const index = c.op('i32x4.add', c.op('i32x4.splat', c.op('i32.add', first, at)), c.words(0, 1, 2, 3));
        c.call(draw, index, owners, block, c.i32(0), c.i32(scratch));
        for (let lane = 0; lane < 4; lane++) {
          const share = c.load('d', { base: scratch, offset: lane * 8 });
          const target = c.op('f64.mul', share, total);
          const moment = c.variable('d');
          c.when(
            clustered,
            () => c.set(moment, search(share, target)),
            () => c.set(moment, evenly(target)),
          );
          const to = c.op('i32.shl', c.op('i32.add', at, c.i32(lane)), c.i32(3));
          c.store('d', { base: to, offset: moments }, moment);
        }
        c.set(at, c.op('i32.add', at, c.i32(4)));
        again();
      });
      return undefined;

      function inYear(year: Value, within: Value): Value {
        return c.op('f64.add', year, c.op('f64.min', within, c.f64(0.9999999999)));
      }

      function evenly(target: Value): Value {
        const year = c.op('f64.floor', target);
        return inYear(year, c.op('f64.sub', target, year));
      }

      function search(drawn: Value, target: Value): Value {
        const step = c.op('i32.trunc_f64_s', c.op('f64.mul', drawn, c.f64(GUIDES)));
        const low = c.variable('i', c.load('i', { base: c.op('i32.shl', step, c.i32(2)), offset: guide }));
        passYears(c, low, target);
        const place = c.op('i32.shl', low, c.i32(3));
        const start = c.load('d', { base: place, offset: before });
        const width = c.op('f64.sub', c.load('d', { base: place, offset: before + 8 }), start);
        const share = c.op('f64.div', c.op('f64.sub', target, start), width);
        const within = c.select(share, c.f64(0), c.op('f64.gt', width, c.f64(0)));
        return inYear(c.op('f64.convert_i32_s', low), within);
      }
    },
  );
}
