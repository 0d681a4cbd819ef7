import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { MEASURES } from '../figures.ts';
import { CONTROL, FOUND, type Layout, RECORD } from './layout.ts';

/** Where the searches of a module find and leave what they need. */
export type TailPlaces = {
  /** Amounts from which each measure is kept, and where its column ends. */
  readonly keep: number;
  readonly columnEnds: number;
  /** What `beyond` and `collect` found. */
  readonly beyond: number;
  readonly found: number;
};

/** Spreads the kept years of a round into columns: `split(blocks)` reads them from the records of the blocks. */
export function defineTails(module: Assembler, layout: Layout): void {
  const append = defineTailSearch(module, CONTROL);
  module.define('split', ['i'], undefined, (c, [blocks]) => {
    MEASURES.forEach((_, m) => {
      c.store('i', { base: CONTROL.columns + m * 4 }, c.i32(layout.columns[m]));
      c.store('i', { base: CONTROL.columnEnds + m * 4 }, c.i32(layout.columns[m]));
    });
    const record = c.variable('i', c.i32(layout.records));
    const last = c.op('i32.add', record, c.op('i32.mul', blocks, c.i32(layout.recordBytes)));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_u', record, last));
      const at = c.load('i', { base: record, offset: RECORD.tail });
      const kept = c.load('i', { base: record, offset: RECORD.kept });
      c.call(append, at, elementAt(c, at, kept, 4));
      c.set(record, c.op('i32.add', record, c.i32(layout.recordBytes)));
      again();
    });
    return undefined;
  });
}

/**
 * Adds what measuring needs of large years: `append(at, end)` spreads pairs of gross and insured over one column a
 * measure, `count(at, end, from)` counts the values of a column from an amount on, `beyond(at, end, over)` adds up
 * those over an amount and their squares, `collect(at, end, low, high)` gathers the few within bounds.
 */
export function defineTailSearch(module: Assembler, places: TailPlaces): Callee {
  defineCollect(module, places);
  const append = module.define('append', ['i', 'i'], undefined, (c, [from, end]) => {
    const keep = MEASURES.map((_, m) => c.load('d', { base: places.keep + m * 8 }));
    const ends = MEASURES.map((_, m) => c.variable('i', c.load('i', { base: places.columnEnds + m * 4 })));
    const at = c.variable('i', from);
    c.loop((again, leave) => {
      leave(c.op('i32.ge_u', at, end));
      const gross = c.load('d', { base: at });
      const insured = c.load('d', { base: at, offset: 8 });
      [gross, insured, c.op('f64.sub', gross, insured)].forEach((value, m) => {
        // Written in any case; the next one overwrites it unless it counts.
        c.store('d', { base: ends[m] }, value);
        c.set(ends[m], elementAt(c, ends[m], c.op('f64.ge', value, keep[m]), 3));
      });
      c.set(at, c.op('i32.add', at, c.i32(16)));
      again();
    });
    ends.forEach((columnEnd, m) => {
      // A pad of two zeros lets vectors read past the end.
      c.store('v', { base: columnEnd }, c.words(0, 0, 0, 0));
      c.store('i', { base: places.columnEnds + m * 4 }, columnEnd);
    });
    return undefined;
  });
  module.define('count', ['i', 'i', 'd'], 'i', (c, [at, end, from]) => {
    const least = c.op('f64x2.splat', from);
    const lanes = [0, 1, 2, 3].map(() => c.variable('v', c.words(0, 0, 0, 0)));
    overPairs(c, at, end, 4, (values) =>
      values.forEach((value, i) => {
        // A true comparison is −1.
        c.set(lanes[i], c.op('i64x2.sub', lanes[i], c.op('f64x2.ge', value, least)));
      }),
    );
    const sum = lanes.reduce((all, lane) => c.op('i64x2.add', all, lane));
    return c.op('i32.wrap_i64', c.op('i64.add', c.lane('i64x2', sum, 0), c.lane('i64x2', sum, 1)));
  });

  module.define('beyond', ['i', 'i', 'd'], undefined, (c, [at, end, over]) => {
    const most = c.op('f64x2.splat', over);
    const sum = c.variable('v', c.words(0, 0, 0, 0));
    const squares = c.variable('v', c.words(0, 0, 0, 0));
    overPairs(c, at, end, 1, ([values]) => {
      const large = c.op('v128.and', values, c.op('f64x2.gt', values, most));
      c.set(sum, c.op('f64x2.add', sum, large));
      c.set(squares, c.op('f64x2.add', squares, c.op('f64x2.mul', large, large)));
    });
    const total = (v: Value) => c.op('f64.add', c.lane('f64x2', v, 0), c.lane('f64x2', v, 1));
    c.store('d', { base: places.beyond }, total(sum));
    c.store('d', { base: places.beyond + 8 }, total(squares));
    return undefined;
  });
  return append;
}

/** Writes the values from `low` to below `high` one after the other and returns their number. */
function defineCollect(module: Assembler, { found }: TailPlaces): void {
  module.define('collect', ['i', 'i', 'd', 'd'], 'i', (c, [at, end, low, high]) => {
    const least = c.op('f64x2.splat', low);
    const most = c.op('f64x2.splat', high);
    const to = c.variable('i', c.i32(found));
    // A caller asks where few lie; were there more, the last place would be written again and again.
    const full = c.i32(found + (FOUND - 1) * 8);
    overPairs(c, at, end, 1, ([values]) => {
      const inside = c.op('v128.and', c.op('f64x2.ge', values, least), c.op('f64x2.lt', values, most));
      c.when(c.op('v128.any_true', inside), () => {
        const mask = c.op('i64x2.bitmask', inside);
        for (const lane of [0, 1]) {
          c.store('d', { base: to }, c.lane('f64x2', values, lane));
          const counts = c.op('i32.and', c.op('i32.shr_u', mask, c.i32(lane)), c.i32(1));
          const next = elementAt(c, to, counts, 3);
          c.set(to, c.select(full, next, c.op('i32.gt_u', next, full)));
        }
      });
    });
    return c.op('i32.shr_u', c.op('i32.sub', to, c.i32(found)), c.i32(3));
  });
}

/** Visits pairs of doubles, `unroll` pairs at a time; past the end stand zeros, or values too small to count. */
function overPairs(
  c: Coder,
  from: Value,
  end: Value,
  unroll: number,
  visit: (values: Value[]) => void,
): void {
  const at = c.variable('i', from);
  c.loop((again, leave) => {
    leave(c.op('i32.ge_u', at, end));
    const values: Value[] = [];
    for (let i = 0; i < unroll; i++) {
      const value = c.load('v', { base: at, offset: i * 16 });
      if (i === 0) values.push(value);
      else {
        // The second pair may lie behind the end, where an earlier round left values.
        const inside = c.op('i32.lt_u', c.op('i32.add', at, c.i32(i * 16)), end);
        values.push(c.select(value, c.words(0, 0, 0, 0), inside));
      }
    }
    visit(values);
    c.set(at, c.op('i32.add', at, c.i32(16 * unroll)));
    again();
  });
}
