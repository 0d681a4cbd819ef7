import { type Assembler, createAssembler } from '../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../wasm/coder.ts';
import { type Lanes, philoxOne, philoxTogether } from '../wasm/philox.ts';
import { exp2, lanesOf, normalPair } from '../wasm/singles.ts';
import { headDraws, STREAM } from './addresses.ts';
import type { Blueprint, ScenarioPlan, Size } from './blueprint.ts';
import { ROUNDER } from './coefficients.ts';
import { writeHeads } from './kernel-heads.ts';
import { defineTails } from './kernel-tails.ts';
import { CLUSTER_EVENTS, CONTROL, type Layout, PARAMETER, RECORD } from './layout.ts';
import { REACH } from './quantiles.ts';

/**
 * Writes the WebAssembly module that plays a portfolio. It holds code only for what the portfolio has: the kinds of
 * severities, heads one after the other with their constants, the terms that bind. Its export `work(thread, budget)`
 * takes blocks until the round is over; those of `kernel-tails.ts` measure.
 */
export function writeKernel(blueprint: Blueprint, layout: Layout, shared: boolean): Uint8Array<ArrayBuffer> {
  const module = createAssembler();
  const invert = defineInvert(module);
  const block = defineBlock(module, blueprint, layout, invert);
  defineWork(module, layout, block, shared);
  defineTails(module, layout);
  return module.bytes({ pages: layout.pages, most: layout.pages, shared });
}

/** Takes blocks one by one until none is left or somebody wants to stop. */
function defineWork(module: Assembler, layout: Layout, block: Callee, shared: boolean): void {
  // A thread takes at most `budget` blocks, so that a caller who must answer others gets its turn.
  module.define('work', ['i', 'i'], 'i', (c, [thread, budget]) => {
    const base = c.op('i32.add', c.i32(layout.threads), c.op('i32.mul', thread, c.i32(layout.threadBytes)));
    const tail = c.variable('i', c.op('i32.add', base, c.i32(layout.tail)));
    const left = c.variable('i', budget);
    // An earlier call of the round may have kept years already.
    const mark = { base, offset: layout.mark };
    const old = c.load('i', mark);
    c.when(c.op('i32.ne', old, c.i32(0)), () => c.set(tail, old));
    c.loop((again, leave) => {
      leave(c.op('i32.eqz', left));
      const abort = shared ? c.atomicLoad({ base: CONTROL.abort }) : c.load('i', { base: CONTROL.abort });
      leave(abort);
      let taken: Value;
      if (shared) taken = c.atomicAdd({ base: CONTROL.next }, c.i32(1));
      else {
        taken = c.load('i', { base: CONTROL.next });
        c.store('i', { base: CONTROL.next }, c.op('i32.add', taken, c.i32(1)));
      }
      leave(c.op('i32.ge_s', taken, c.load('i', { base: CONTROL.end })));
      c.set(tail, c.call(block, base, taken, tail));
      c.set(left, c.op('i32.sub', left, c.i32(1)));
      again();
    });
    c.store('i', mark, tail);
    return left;
  });
}

/** Inverts a cumulative table of doubles: the first entry that reaches u. */
function defineInvert(module: Assembler): Callee {
  return module.define('invert', ['i', 'i', 'd'], 'i', (c, [table, length, u]) => {
    const low = c.variable('i', c.i32(0));
    const high = c.variable('i', c.op('i32.sub', length, c.i32(1)));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_s', low, high));
      const middle = c.op('i32.shr_u', c.op('i32.add', low, high), c.i32(1));
      const entry = c.load('d', { base: c.op('i32.add', table, c.op('i32.shl', middle, c.i32(3))) });
      const less = c.op('f64.lt', entry, u);
      c.set(low, c.select(c.op('i32.add', middle, c.i32(1)), low, less));
      c.set(high, c.select(high, middle, less));
      again();
    });
    return low;
  });
}

/** Two words as a number strictly between 0 and 1, as `unit` in `random/philox.ts`. */
function unitOf(c: Coder, high: Value, low: Value): Value {
  const whole = c.op(
    'i64.add',
    c.op('i64.shl', c.op('i64.extend_i32_u', c.op('i32.shr_u', high, c.i32(6))), c.i64(26n)),
    c.op('i64.extend_i32_u', c.op('i32.shr_u', low, c.i32(6))),
  );
  return c.op('f64.mul', c.op('f64.add', c.op('f64.convert_i64_s', whole), c.f64(0.5)), c.f64(2 ** -52));
}

/** Where events go: into the sums of their years, or one after the other into a list. */
type List = { readonly at: number; readonly columnBytes: number };

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
  const invert = defineInvert(module);
  const kinds = defineKinds(module, blueprint, layout, invert, list);
  module.define('record', ['i'], 'i', (c, [block]) => {
    const end = c.variable('i', c.i32(list.at));
    overScenarios(c, blueprint, layout, kinds, invert, block, (kind, parameter, count) => {
      // The place of the next event stands in for the sums of years.
      c.call(kind, end, parameter, block, count, c.i32(0));
      c.set(end, c.op('i32.add', end, c.op('i32.shl', count, c.i32(2))));
    });
    return c.op('i32.shr_u', c.op('i32.sub', end, c.i32(list.at)), c.i32(2));
  });
  return module.bytes({ pages, most: pages, shared: false });
}

/** A kind of events: how sizes are drawn, and whether years come from draws or from clusters. */
type Kind = { readonly size: Size['kind']; readonly clustered: boolean };

/** The functions that play events, one a kind of scenario. */
function defineKinds(
  module: Assembler,
  blueprint: Blueprint,
  layout: Layout,
  invert: Callee,
  list: List | undefined,
): ReadonlyMap<string, Callee> {
  const kinds = new Map<string, Callee>();
  for (const scenario of blueprint.scenarios) {
    const key = kindOf(scenario);
    if (kinds.has(key)) continue;
    const kind: Kind = { size: scenario.size.kind, clustered: scenario.clusterSizes !== undefined };
    const define = blueprint.heads.length > 0 ? defineHeadEvents : defineEvents;
    const events = define(module, key, kind, blueprint, layout, list);
    kinds.set(key, kind.clustered ? defineClusters(module, key, blueprint, layout, invert, events) : events);
  }
  return kinds;
}

function kindOf({ size, clusterSizes }: ScenarioPlan): string {
  return `${size.kind}${clusterSizes ? ' clustered' : ''}`;
}

/** Draws how many events, or clusters, each scenario has in a block, and plays them. */
function overScenarios(
  c: Coder,
  { scenarios }: Blueprint,
  layout: Layout,
  kinds: ReadonlyMap<string, Callee>,
  invert: Callee,
  block: Value,
  play: (kind: Callee, parameter: Value, count: Value) => void,
): void {
  const parameter = c.variable('i', c.i32(layout.parameters));
  // One loop a run of scenarios of one kind keeps the code short for hundreds of scenarios.
  for (let from = 0; from < scenarios.length; ) {
    const key = kindOf(scenarios[from]);
    let to = from;
    while (to < scenarios.length && kindOf(scenarios[to]) === key) to += 1;
    const end = layout.parameters + to * PARAMETER.bytes;
    c.loop((again) => {
      const get = (offset: number) => c.load('i', { base: parameter, offset });
      const owner = get(PARAMETER.owner);
      const [w0, w1] = philoxOne(c, [c.i32(-1), owner, block, c.i32(STREAM.count)], { base: CONTROL.keys });
      const rank = c.call(invert, get(PARAMETER.counts), get(PARAMETER.countLength), unitOf(c, w0, w1));
      play(kinds.get(key) as Callee, parameter, c.op('i32.add', rank, get(PARAMETER.firstCount)));
      c.set(parameter, c.op('i32.add', parameter, c.i32(PARAMETER.bytes)));
      again(c.op('i32.ne', parameter, c.i32(end)));
    });
    from = to;
  }
}

/** Plays a block: events of every scenario into the sums of their years, then the years through the annual terms. */
function defineBlock(module: Assembler, blueprint: Blueprint, layout: Layout, invert: Callee): Callee {
  const { heads, blockYears, portfolio } = blueprint;
  const kinds = defineKinds(module, blueprint, layout, invert, undefined);
  return module.define('block', ['i', 'i', 'i'], 'i', (c, [base, block, tailAt]) => {
    const place = c.op('i32.sub', block, c.load('i', { base: CONTROL.first }));
    const record = c.op('i32.add', c.i32(layout.records), c.op('i32.mul', place, c.i32(layout.recordBytes)));
    clear(c, base, blockYears * 16);
    for (let at = 0; at < heads.length * 16; at += 16) {
      c.store('v', { base, offset: layout.headSums + at }, c.words(0, 0, 0, 0));
    }
    const events = c.variable('i', c.i32(0));
    overScenarios(c, blueprint, layout, kinds, invert, block, (kind, parameter, count) => {
      const played = c.call(kind, base, parameter, block, count, c.i32(0));
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
    return closeYears(c, base, block, record, tailAt, blockYears, portfolio.terms.annual);
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

/** Draws the clusters of a negative binomial one by one, and plays their events batch by batch. */
function defineClusters(
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
      const flush = (): void => {
        c.call(events, base, parameter, block, filled, first);
        c.set(first, c.op('i32.add', first, filled));
        c.set(filled, c.i32(0));
      };
      c.loop((again, leave) => {
        c.when(c.op('i32.eqz', left), () => {
          c.when(c.op('i32.lt_s', cluster, clusters), () => {
            const counter: [Value, Value, Value, Value] = [cluster, owner, block, c.i32(STREAM.cluster)];
            const [w0, , w2, w3] = philoxOne(c, counter, { base: CONTROL.keys });
            c.set(year, c.op('i32.shl', c.op('i32.shr_u', w0, c.i32(32 - Math.log2(blockYears))), c.i32(4)));
            const sizes = c.load('i', { base: parameter, offset: PARAMETER.sizes });
            const length = c.load('i', { base: parameter, offset: PARAMETER.sizeLength });
            c.set(left, c.op('i32.add', c.call(invert, sizes, length, unitOf(c, w2, w3)), c.i32(1)));
            c.set(cluster, c.op('i32.add', cluster, c.i32(1)));
          });
        });
        leave(c.op('i32.eqz', left));
        c.store('i', { base: c.op('i32.add', scratch, c.op('i32.shl', filled, c.i32(2))) }, year);
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

/** The size of four events from a word or a normal score each. */
export function sizeOfLanes(c: Coder, size: Size['kind'], parameter: Value): (z: Value) => Value {
  const single = (offset: number) => c.op('f32x4.splat', c.load('f', { base: parameter, offset }));
  switch (size) {
    case 'lognormal': {
      const scale = single(PARAMETER.scale);
      const shift = single(PARAMETER.shift);
      const rounder = single(PARAMETER.rounder);
      return (z) => exp2(c, c.op('f32x4.add', c.op('f32x4.mul', z, scale), shift), rounder);
    }
    case 'constant': {
      const value = single(PARAMETER.shift);
      return () => value;
    }
    case 'table': {
      const table = c.load('i', { base: parameter, offset: PARAMETER.table });
      const cells = single(PARAMETER.cellsPerUnit);
      const last = single(PARAMETER.lastCell);
      return (z) => tableLanes(c, z, cells, last, table);
    }
    case 'empirical': {
      const table = c.load('i', { base: parameter, offset: PARAMETER.table });
      const values = c.op('i64.extend_i32_u', c.load('i', { base: parameter, offset: PARAMETER.values }));
      return (word) => {
        let all = c.words(0, 0, 0, 0);
        for (let lane = 0; lane < 4; lane++) {
          const product = c.op('i64.mul', c.op('i64.extend_i32_u', c.lane('i32x4', word, lane)), values);
          const cell = c.op('i32.wrap_i64', c.op('i64.shr_u', product, c.i64(32n)));
          const at = c.op('i32.add', table, c.op('i32.shl', cell, c.i32(4)));
          const isBelow = c.op('i32.lt_u', c.op('i32.wrap_i64', product), c.load('i', { base: at }));
          const value = c.select(
            c.load('f', { base: at, offset: 4 }),
            c.load('f', { base: at, offset: 8 }),
            isBelow,
          );
          all = c.replace('f32x4', all, lane, value);
        }
        return all;
      };
    }
  }
}

const bytesOf = (words: readonly number[]) => words.flatMap((w) => [w * 4, w * 4 + 1, w * 4 + 2, w * 4 + 3]);

const ROUNDER_SHIFTED = [0xb4000000, 0xb4000000, 0xb4000000, 0xb4000000] as const;

/**
 * Looks four normal scores up in a table of cubics and evaluates them side by side. `middle` is the address of the
 * cell that begins at 0: counted from there, the place within a cell is exact.
 */
export function tableLanes(c: Coder, z: Value, cells: Value, last: Value, middle: Value): Value {
  const start = c.op('f32x4.sub', lanesOf(c, 0), c.op('f32x4.mul', cells, lanesOf(c, REACH)));
  const scaled = c.op('f32x4.mul', z, cells);
  const position = c.op('f32x4.pmin', last, c.op('f32x4.pmax', start, scaled));
  const rounder = lanesOf(c, ROUNDER);
  const rounded = c.op('f32x4.sub', c.op('f32x4.add', position, rounder), rounder);
  const over = c.op('v128.and', c.op('f32x4.gt', rounded, position), lanesOf(c, 1));
  const whole = c.op('f32x4.sub', rounded, over);
  const r = c.op('f32x4.sub', position, whole);
  // The low bits of whole + rounder hold the cell; the bits of the rounder itself leave when shifted or taken off.
  const index = c.op(
    'i32x4.sub',
    c.op('i32x4.shl', c.op('f32x4.add', whole, rounder), c.i32(4)),
    c.words(...ROUNDER_SHIFTED),
  );
  const row = [0, 1, 2, 3].map((lane) =>
    c.load('v', { base: c.op('i32.add', middle, c.lane('i32x4', index, lane)) }),
  );
  const low = (a: Value, b: Value) => c.shuffle(a, b, bytesOf([0, 4, 1, 5]));
  const high = (a: Value, b: Value) => c.shuffle(a, b, bytesOf([2, 6, 3, 7]));
  const first = (a: Value, b: Value) => c.shuffle(a, b, bytesOf([0, 1, 4, 5]));
  const second = (a: Value, b: Value) => c.shuffle(a, b, bytesOf([2, 3, 6, 7]));
  const ab = low(row[0], row[1]);
  const cd = low(row[2], row[3]);
  const ef = high(row[0], row[1]);
  const gh = high(row[2], row[3]);
  const step = (sum: Value, next: Value) => c.op('f32x4.add', next, c.op('f32x4.mul', r, sum));
  return step(step(step(second(ef, gh), first(ef, gh)), second(ab, cd)), first(ab, cd));
}

const LANE_NUMBERS = [0, 1, 2, 3] as const;

/** Offsets into the sums of years of the events whose years are halves of words, 16 bytes a year. */
function yearOffsets(c: Coder, words: Value, half: 0 | 1, blockYears: number): Value {
  const bits = Math.log2(blockYears);
  // The topmost bits of the half choose the year.
  const aligned = half === 0 ? c.op('i32x4.shl', words, c.i32(16)) : words;
  const shifted = c.op('i32x4.shr_u', aligned, c.i32(32 - bits - 4));
  const mask = (blockYears - 1) << 4;
  return c.op('v128.and', shifted, c.words(mask, mask, mask, mask));
}

/** Adds four events to their years: gross on the left, what the event terms pay on the right. */
export function scatter(
  c: Coder,
  base: Value,
  offsets: (lane: number) => Value,
  pair: (lane: number) => Value,
): void {
  for (const lane of LANE_NUMBERS) {
    const at = c.op('i32.add', base, offsets(lane));
    c.store('v', { base: at }, c.op('f64x2.add', c.load('v', { base: at }), pair(lane)));
  }
}

/** Draws two and two: one alone waits for its products, more do not fit the registers. */
function inTwos(c: Coder, counters: readonly Lanes[]): Lanes[] {
  const drawn: Lanes[] = [];
  for (let i = 0; i < counters.length; i += 2) {
    drawn.push(...philoxTogether(c, counters.slice(i, i + 2), { base: CONTROL.keys }));
  }
  return drawn;
}

/** Events whose severity is their loss, 32 at a time. */
function defineEvents(
  module: Assembler,
  name: string,
  kind: Kind,
  blueprint: Blueprint,
  layout: Layout,
  list: List | undefined,
): Callee {
  const { blockYears, portfolio } = blueprint;
  const { deductible, limit, share } = portfolio.terms.event;
  return module.define(name, ['i', 'i', 'i', 'i', 'i'], 'i', (c, [base, parameter, block, count, first]) => {
    const size = sizeOfLanes(c, kind.size, parameter);
    const owner = c.op('i32x4.splat', c.load('i', { base: parameter, offset: PARAMETER.owner }));
    const blocks = c.op('i32x4.splat', block);
    const lanes = c.words(0, 1, 2, 3);
    const counter = (index: Value, stream: number): Lanes => [
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
      const event = c.op('i32.add', first, done);
      const index = (perDraw: number) =>
        c.op(
          'i32x4.add',
          c.op('i32x4.splat', c.op('i32.shl', c.op('i32.shr_u', event, c.i32(perDraw)), c.i32(2))),
          lanes,
        );
      const counters: Lanes[] = [];
      if (kind.size !== 'constant') {
        const size = index(4);
        counters.push(counter(size, STREAM.size));
        counters.push(counter(c.op('i32x4.add', size, c.words(4, 4, 4, 4)), STREAM.size));
      }
      if (!kind.clustered) counters.push(counter(index(5), STREAM.year));
      const drawn = inTwos(c, counters);
      const years = kind.clustered ? undefined : drawn.at(-1);
      for (const half of [0, 1] as const) {
        const sizes = kind.size === 'constant' ? undefined : drawn[half];
        const scores = !sizes
          ? [lanes, lanes, lanes, lanes]
          : kind.size === 'empirical'
            ? sizes
            : [...normalPair(c, sizes[0], sizes[1]), ...normalPair(c, sizes[2], sizes[3])];
        scores.forEach((score, j) => {
          const from = half * 16 + j * 4;
          const isThere = c.op('i32x4.gt_s', rest, c.words(from, from + 1, from + 2, from + 3));
          const x = c.op('v128.and', size(score), isThere);
          const offsets = years && yearOffsets(c, years[j], half, blockYears);
          if (list && offsets) {
            const place = c.op('i32.add', base, c.op('i32.shl', done, c.i32(2)));
            c.store('v', { base: place, offset: from * 4 }, offsets);
            c.store('v', { base: place, offset: list.columnBytes + from * 4 }, x);
            return;
          }
          const at = c.op('i32.add', scratch, c.op('i32.shl', done, c.i32(2)));
          scatter(
            c,
            base,
            (lane) =>
              offsets
                ? c.lane('i32x4', offsets, lane)
                : c.op(
                    'i32.and',
                    c.load('i', { base: at, offset: (from + lane) * 4 }),
                    // Scratch behind the last event holds old years: harmless, nothing is added there.
                    c.i32((blockYears - 1) << 4),
                  ),
            (lane) => {
              const both = c.op(
                'f64x2.promote_low_f32x4',
                c.shuffle(x, x, bytesOf([lane, lane, lane, lane])),
              );
              let y = both;
              if (deductible > 0) {
                const less = c.op('f64x2.sub', y, pairOf(c, 0, deductible));
                y = c.op('f64x2.pmax', c.words(0, 0, 0, 0), less);
              }
              if (limit < Number.POSITIVE_INFINITY)
                y = c.op('f64x2.pmin', pairOf(c, Number.POSITIVE_INFINITY, limit), y);
              return share === 1 ? y : c.op('f64x2.mul', y, pairOf(c, 1, share));
            },
          );
        });
      }
      c.set(done, c.op('i32.add', done, c.i32(32)));
      again();
    });
    return count;
  });
}

/** Two doubles as one constant. */
export function pairOf(c: Coder, low: number, high: number): Value {
  const [a, b, d, e] = new Uint32Array(Float64Array.of(low, high).buffer);
  return c.words(a, b, d, e);
}

/** Events with heads: normals of their own for each event, four events side by side. */
function defineHeadEvents(
  module: Assembler,
  name: string,
  kind: Kind,
  blueprint: Blueprint,
  layout: Layout,
  list: List | undefined,
): Callee {
  const { blockYears, normals } = blueprint;
  const { draws, yearWord } = headDraws(normals);
  return module.define(name, ['i', 'i', 'i', 'i', 'i'], 'i', (c, [base, parameter, block, count, first]) => {
    const sums = list ? undefined : { base, offset: layout.headSums };
    const heads = writeHeads(c, kind.size, parameter, blueprint, layout, sums);
    const owner = c.op('i32x4.splat', c.load('i', { base: parameter, offset: PARAMETER.owner }));
    const blocks = c.op('i32x4.splat', block);
    const lanes = c.words(0, 1, 2, 3);
    const done = c.variable('i', c.i32(0));
    const scratch = c.op('i32.add', base, c.i32(layout.scratch));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_s', done, count));
      const isThere = c.op('i32x4.gt_s', c.op('i32x4.splat', c.op('i32.sub', count, done)), lanes);
      const event = c.op('i32x4.add', c.op('i32x4.splat', c.op('i32.add', first, done)), lanes);
      const counters = Array.from({ length: draws }, (_, d): Lanes => {
        const stream = STREAM.heads + d;
        return [event, owner, blocks, c.words(stream, stream, stream, stream)];
      });
      const words = inTwos(c, counters).flat();
      const scores: Value[] = [];
      for (let n = 0; n < normals; n += 2) scores.push(...normalPair(c, words[n], words[n + 1]));
      const shifted = c.op('i32x4.shr_u', words[yearWord], c.i32(32 - Math.log2(blockYears)));
      const offsets = c.op('i32x4.shl', shifted, c.i32(4));
      const place = c.op('i32.add', base, c.op('i32.shl', done, c.i32(2)));
      const { gross, insured } = heads(
        scores,
        isThere,
        list && ((x, h) => c.store('v', { base: place, offset: (h + 1) * list.columnBytes }, x)),
      );
      if (list) {
        c.store('v', { base: place }, offsets);
        c.set(done, c.op('i32.add', done, c.i32(4)));
        again();
        return;
      }
      const at = c.op('i32.add', scratch, c.op('i32.shl', done, c.i32(2)));
      scatter(
        c,
        base,
        (lane) =>
          kind.clustered
            ? c.op('i32.and', c.load('i', { base: at, offset: lane * 4 }), c.i32((blockYears - 1) << 4))
            : c.lane('i32x4', offsets, lane),
        (lane) =>
          c.op('f64x2.promote_low_f32x4', c.shuffle(gross, insured, bytesOf([lane, lane + 4, lane, lane]))),
      );
      c.set(done, c.op('i32.add', done, c.i32(4)));
      again();
    });
    return count;
  });
}

/** Years a group is tested for kept years. */
const TESTED = 4;

/** Takes the years of a block through the annual terms, adds them up, and keeps the large ones. Returns the new tail. */
function closeYears(
  c: Coder,
  base: Value,
  block: Value,
  record: Value,
  tailAt: Value,
  blockYears: number,
  annual: { readonly deductible: number; readonly limit: number },
): Value {
  const isLast = c.op('i32.eq', block, c.load('i', { base: CONTROL.lastBlock }));
  const lastYears = c.load('i', { base: CONTROL.lastYears });
  c.when(isLast, () => {
    // Years beyond the last one asked for are forgotten before anything is added up.
    const at = c.variable('i', c.op('i32.add', base, c.op('i32.shl', lastYears, c.i32(4))));
    const end = c.op('i32.add', base, c.i32(blockYears * 16));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_u', at, end));
      c.store('v', { base: at }, c.words(0, 0, 0, 0));
      c.set(at, c.op('i32.add', at, c.i32(16)));
      again();
    });
  });
  const thresholds = c.load('v', { base: CONTROL.thresholds });
  const tail = c.variable('i', tailAt);
  const sum = c.variable('v', c.words(0, 0, 0, 0));
  const other = c.variable('v', c.words(0, 0, 0, 0));
  const at = c.variable('i', base);
  const end = c.op('i32.add', base, c.i32(blockYears * 16));
  const zero = c.words(0, 0, 0, 0);
  c.loop((again) => {
    const years: Value[] = [];
    for (let y = 0; y < TESTED; y++) {
      let year = c.load('v', { base: at, offset: y * 16 });
      if (annual.deductible > 0) {
        year = c.op('f64x2.pmax', zero, c.op('f64x2.sub', year, pairOf(c, 0, annual.deductible)));
      }
      if (annual.limit < Number.POSITIVE_INFINITY) {
        year = c.op('f64x2.pmin', pairOf(c, Number.POSITIVE_INFINITY, annual.limit), year);
      }
      years.push(year);
    }
    c.set(sum, c.op('f64x2.add', sum, c.op('f64x2.add', years[0], years[1])));
    c.set(other, c.op('f64x2.add', other, c.op('f64x2.add', years[2], years[3])));
    const large = years.map((year) => c.op('f64x2.ge', year, thresholds));
    const any = large.reduce((a, b) => c.op('v128.or', a, b));
    c.when(c.op('v128.any_true', any), () => {
      years.forEach((year, y) => {
        // Written in any case; the next one overwrites it unless it counts.
        c.store('v', { base: tail }, year);
        const counts = c.op('v128.any_true', large[y]);
        c.set(tail, c.op('i32.add', tail, c.op('i32.shl', counts, c.i32(4))));
      });
    });
    c.set(at, c.op('i32.add', at, c.i32(16 * TESTED)));
    again(c.op('i32.lt_u', at, end));
  });
  const total = c.op('f64x2.add', sum, other);
  c.store('d', { base: record, offset: RECORD.gross }, c.lane('f64x2', total, 0));
  c.store('d', { base: record, offset: RECORD.insured }, c.lane('f64x2', total, 1));
  c.store('i', { base: record, offset: RECORD.tail }, tailAt);
  c.store(
    'i',
    { base: record, offset: RECORD.kept },
    c.op('i32.shr_u', c.op('i32.sub', tail, tailAt), c.i32(4)),
  );
  return tail;
}
