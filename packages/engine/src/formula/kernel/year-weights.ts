import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee } from '../../wasm/coder.ts';
import { type Doubles, middleScore } from '../../wasm/doubles.ts';
import { range } from '../../wasm/range.ts';
import type { CalendarPlaces } from './layout.ts';

/** Years whose luck is drawn together: four addresses of two uniforms. */
const TOGETHER = 8;

/**
 * `years(block)` draws the gamma factor of each year of a block and adds them up, as `drawYearWeights` of
 * `simulate/calendar.ts`. It does so step by step for all years: three in twenty scores lie in a tail, which costs more, and
 * found in no order they would hold up the others.
 */
export function defineYears(
  module: Assembler,
  { years, before, table, yearOwner, luck, scores, tails }: CalendarPlaces,
  draw: Callee,
  doubles: Doubles,
): void {
  module.define('years', ['i'], undefined, (c, [block]) => {
    const add = (a: typeof block, b: typeof block) => c.op('i32.add', a, b);
    const byteOf = (number: typeof block, shift: number) => c.op('i32.shl', number, c.i32(shift));
    const groups = c.i32(Math.ceil(years / TOGETHER));

    const owner = c.words(yearOwner, yearOwner, yearOwner, yearOwner);
    range(c, c.i32(0), groups, (group) => {
      const first = c.op('i32x4.splat', byteOf(group, 2));
      const index = c.op('i32x4.add', first, c.words(0, 1, 2, 3));
      c.call(draw, index, owner, block, c.i32(0), add(byteOf(group, 6), c.i32(luck)));
    });

    const found = c.variable('i', c.i32(0));
    const note = (place: typeof block, is: typeof block): void => {
      c.store('i', { base: byteOf(found, 2), offset: tails }, place);
      c.set(found, add(found, is));
    };
    range(c, c.i32(0), byteOf(groups, 2), (pair) => {
      const place = byteOf(pair, 4);
      const { score, outside } = middleScore(c, c.load('v', { base: place, offset: luck }));
      c.store('v', { base: place, offset: scores }, score);
      const bits = c.op('i64x2.bitmask', outside);
      note(place, c.op('i32.and', bits, c.i32(1)));
      note(add(place, c.i32(8)), c.op('i32.shr_u', bits, c.i32(1)));
    });

    // By twos; the last of an odd number is found twice.
    c.when(found, () => {
      const last = c.load('i', { base: byteOf(found, 2), offset: tails - 4 });
      c.store('i', { base: byteOf(found, 2), offset: tails }, last);
    });
    range(c, c.i32(0), c.op('i32.shr_u', add(found, c.i32(1)), c.i32(1)), (two) => {
      const places = [0, 4].map((offset) => c.load('i', { base: byteOf(two, 3), offset: tails + offset }));
      const [low, high] = places.map((base) => c.load('d', { base, offset: luck }));
      const score = c.call(doubles.tail, c.replace('f64x2', c.op('f64x2.splat', low), 1, high));
      places.forEach((base, lane) => {
        c.store('d', { base, offset: scores }, c.lane('f64x2', score, lane));
      });
    });

    const sum = c.variable('d', c.f64(0));
    c.store('d', { base: before }, sum);
    range(c, c.i32(0), groups, (group) => {
      const place = byteOf(group, 6);
      const factors = [0, 16, 32, 48].map((offset) => {
        const score = c.load('v', { base: place, offset: scores + offset });
        return c.call(doubles.exp, c.call(doubles.cubic, score, c.i32(table)));
      });
      for (let year = 0; year < TOGETHER; year++) {
        // Of address `year / 2`, the first or the second uniform.
        const address = year >> 1;
        const factor = factors[(year & 1) * 2 + (address >> 1)];
        c.set(sum, c.op('f64.add', sum, c.lane('f64x2', factor, address & 1)));
        c.store('d', { base: place, offset: before + (year + 1) * 8 }, sum);
      }
    });
    return undefined;
  });
}
