import type { Assembler } from '../../../wasm/assembler.ts';
import type { Value } from '../../../wasm/coder.ts';
import { range } from '../../../wasm/range.ts';
import type { EventColumn, EventPlaces } from './places.ts';

/**
 * `order()` puts the events of the block in the order of their times, as `sortByTime` of `simulate/played-block.ts`, and
 * returns how many years have any: these stand in `open`, their first events in `firstOfOpen`.
 */
export function defineOrder(module: Assembler, { years, counts, columns }: EventPlaces): void {
  module.define('order', [], 'i', (c) => {
    const at = (column: EventColumn, number: Value, bytes: 4 | 8) => ({
      base: c.op('i32.shl', number, c.i32(bytes === 4 ? 2 : 3)),
      offset: columns[column],
    });
    const word = (column: EventColumn, number: Value) => c.load('i', at(column, number, 4));
    const put = (column: EventColumn, number: Value, value: Value) =>
      c.store('i', at(column, number, 4), value);
    const plus = (value: Value, more: number) => c.op('i32.add', value, c.i32(more));
    const time = (event: Value) => c.load('d', at('time', event, 8));
    const yearOf = (event: Value) => c.op('i32.trunc_f64_s', time(event));
    const events = c.load('i', { base: counts });
    const zero = c.i32(0);

    range(c, zero, c.i32(years + 1), (year) => put('firstOfYear', year, zero));
    range(c, zero, events, (event) => {
      const after = plus(yearOf(event), 1);
      put('firstOfYear', after, plus(word('firstOfYear', after), 1));
    });
    const sum = c.variable('i', zero);
    const open = c.variable('i', zero);
    put('firstOfOpen', zero, zero);
    range(c, zero, c.i32(years), (year) => {
      put('next', year, sum);
      const after = plus(year, 1);
      const count = word('firstOfYear', after);
      c.set(sum, c.op('i32.add', sum, count));
      put('firstOfYear', after, sum);
      // Written for every year, kept for those with events.
      put('open', open, year);
      put('firstOfOpen', plus(open, 1), sum);
      c.set(open, c.op('i32.add', open, c.op('i32.ne', count, zero)));
    });
    range(c, zero, events, (event) => {
      const year = yearOf(event);
      const place = word('next', year);
      put('order', place, event);
      put('next', year, plus(place, 1));
    });

    range(c, zero, open, (each) => {
      const first = word('firstOfOpen', each);
      range(c, plus(first, 1), word('firstOfOpen', plus(each, 1)), (i) => {
        const event = word('order', i);
        const j = c.variable('i', i);
        c.loop((again, leave) => {
          leave(c.op('i32.eq', j, first));
          const before = word('order', plus(j, -1));
          leave(c.op('i32.eqz', isAfter(before, event)));
          put('order', j, before);
          c.set(j, plus(j, -1));
          again();
        });
        put('order', j, event);
      });
    });
    return open;

    /** Later in time; of two at one time, the one of the later row, or of the higher index. */
    function isAfter(a: Value, b: Value): Value {
      const [timeA, timeB] = [time(a), time(b)];
      const after = c.variable('i', c.op('f64.gt', timeA, timeB));
      c.when(c.op('i32.and', c.op('f64.ge', timeA, timeB), c.op('i32.eqz', after)), () => {
        const [rowA, rowB] = [word('row', a), word('row', b)];
        c.set(after, c.op('i32.lt_s', rowB, rowA));
        const sameRow = c.op('i32.eq', rowA, rowB);
        c.when(sameRow, () => c.set(after, c.op('i32.lt_s', word('index', b), word('index', a))));
      });
      return after;
    }
  });
}
