import { POISSON_LIMITS } from '../random/counts.ts';
import { type Assembler, createAssembler } from '../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../wasm/coder.ts';
import { both, type Doubles, defineDoubles } from '../wasm/doubles.ts';
import { philoxLanes } from '../wasm/philox.ts';
import { type Graph, type Level, type Node, OP } from './graph.ts';
import { defineCalendar } from './kernel-calendar.ts';
import type { FramePlaces, FrameSpec, KernelPlaces } from './kernel-layout.ts';
import { neededNodes } from './run.ts';

/**
 * Writes the frames of a model as WebAssembly: one function a frame, `frame<i>(n, block)`, which computes its elements
 * two at a time in straight lines, every constant folded, every node a register. The steps are those of `run.ts`, so
 * the values are the same to the bit.
 */
export function writeFrames(
  graph: Graph,
  specs: readonly FrameSpec[],
  places: KernelPlaces,
): Uint8Array<ArrayBuffer> {
  const module = createAssembler();
  const poissonLarge = module.given('poisson', ['d', 'd'], 'd');
  const binomial = module.given('binomial', ['d', 'd', 'd'], 'd');
  const doubles = defineDoubles(module);
  const poisson = definePoisson(module, poissonLarge, doubles);
  const helpers: Helpers = { binomial, doubles, poisson, draw: defineDraw(module, places) };
  defineCalendar(module, places.calendar, helpers.draw, helpers.doubles);
  for (const [i, spec] of specs.entries()) defineFrame(module, `frame${i}`, graph, spec, places, helpers);
  return module.bytes({ pages: places.pages, most: places.pages, shared: false });
}

type Helpers = {
  readonly binomial: Callee;
  readonly doubles: Doubles;
  readonly poisson: Callee;
  readonly draw: Callee;
};

/** Two uniforms of four elements each: `draw(index, owner, block, slot, to)`. */
function defineDraw(module: Assembler, places: KernelPlaces): Callee {
  return module.define('draw', ['v', 'v', 'i', 'i', 'i'], undefined, (c, [index, owner, block, slot, to]) => {
    const words = philoxLanes(c, [index, owner, c.op('i32x4.splat', block), c.op('i32x4.splat', slot)], {
      base: places.keys,
    });
    const zero = c.words(0, 0, 0, 0);
    const low = [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23];
    const high = low.map((byte) => byte + 8);
    [0, 2].forEach((pair, which) => {
      const upper = c.op('i32x4.shr_u', words[pair], c.i32(6));
      const lower = c.op('i32x4.shr_u', words[pair + 1], c.i32(6));
      [low, high].forEach((bytes, half) => {
        const whole = c.op(
          'i64x2.add',
          c.op('i64x2.shl', c.shuffle(upper, zero, bytes), c.i32(26)),
          c.shuffle(lower, zero, bytes),
        );
        const value = c.op('f64x2.sub', c.op('v128.or', whole, both(c, 2 ** 52)), both(c, 2 ** 52));
        const unit = c.op('f64x2.mul', c.op('f64x2.add', value, both(c, 0.5)), both(c, 2 ** -52));
        c.store('v', { base: to, offset: which * 32 + half * 16 }, unit);
      });
    });
    return undefined;
  });
}

/** `poissonQuantile`: by inversion for small means, by the host for large ones. */
function definePoisson(module: Assembler, large: Callee, doubles: Doubles): Callee {
  return module.define('poissonQuantile', ['d', 'd'], 'd', (c, [u, mean]) => {
    const k = c.variable('d', c.f64(0));
    c.when(c.op('f64.gt', mean, c.f64(0)), () => {
      c.when(
        c.op('f64.ge', mean, c.f64(POISSON_LIMITS.sequentialMean)),
        () => c.set(k, c.call(large, u, mean)),
        () => {
          const start = c.call(doubles.exp, c.op('f64x2.splat', c.op('f64.neg', mean)));
          const pmf = c.variable('d', c.lane('f64x2', start, 0));
          const cdf = c.variable('d', pmf);
          c.loop((again, leave) => {
            leave(c.op('f64.ge', cdf, u));
            c.set(k, c.op('f64.add', k, c.f64(1)));
            c.set(pmf, c.op('f64.mul', pmf, c.op('f64.div', mean, k)));
            c.set(cdf, c.op('f64.add', cdf, pmf));
            const tiny = c.op('f64.lt', pmf, c.f64(POISSON_LIMITS.negligible));
            leave(c.op('i32.and', tiny, c.op('f64.gt', k, mean)));
            again();
          });
        },
      );
    });
    return k;
  });
}

function defineFrame(
  module: Assembler,
  name: string,
  graph: Graph,
  spec: FrameSpec,
  places: KernelPlaces,
  helpers: Helpers,
): void {
  const { level, outputs, frame } = spec;
  const nodes = graph.frames[level].nodes;
  const order = neededNodes(graph, level, outputs);
  const slots = [
    ...new Set(order.filter((i) => nodes[i].op === OP.unit).map((i) => nodes[i].value >> 1)),
  ].sort((a, b) => a - b);
  const slotPlace = new Map(slots.map((slot, i) => [slot, places.draws + i * 64]));
  module.define(name, ['i', 'i'], undefined, (c, [n, block]) => {
    const at = c.variable('i', c.i32(0));
    c.loop((nextFour, leaveAll) => {
      leaveAll(c.op('i32.ge_s', at, n));
      const four = c.op('i32.shl', at, c.i32(2));
      if (slots.length > 0) {
        const index = c.load('v', { base: four, offset: frame.index });
        const owner = c.load('v', { base: four, offset: frame.owner });
        for (const slot of slots) {
          c.call(
            helpers.draw,
            index,
            owner,
            block,
            c.i32(spec.firstSlot + slot),
            c.i32(slotPlace.get(slot) as number),
          );
        }
      }
      const half = c.variable('i', c.i32(0));
      c.loop((again) => {
        const element = c.op('i32.add', at, c.op('i32.shl', half, c.i32(1)));
        const written = writeNodes(c, graph, level, order, {
          element,
          half,
          slotPlace,
          frame,
          places,
          helpers,
        });
        writeOutputs(c, spec, written, element);
        c.set(half, c.op('i32.add', half, c.i32(1)));
        again(c.op('i32.lt_s', half, c.i32(2)));
      });
      c.set(at, c.op('i32.add', at, c.i32(4)));
      nextFour();
    });
    return undefined;
  });
}

/** Stores what others read: columns of outputs, flags of facts, which lines are more than nothing. */
function writeOutputs(
  c: Coder,
  { frame, facts, lines }: FrameSpec,
  { value, mask }: Written,
  element: Value,
): void {
  const eight = c.op('i32.shl', element, c.i32(3));
  for (const [node, column] of frame.columns) c.store('v', { base: eight, offset: column }, value(node));
  const four = c.op('i32.shl', element, c.i32(2));
  const gathered = (bits: readonly { readonly bit: number; readonly set: Value }[], to: number) => {
    let all = c.words(0, 0, 0, 0);
    for (const { bit, set } of bits) {
      const word = (1 << bit) >>> 0;
      all = c.op('v128.or', all, c.op('v128.and', set, c.words(word, 0, word, 0)));
    }
    const packed = c.shuffle(all, all, [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]);
    c.store('l', { base: four, offset: to }, c.lane('i64x2', packed, 0));
  };
  if (facts.length > 0)
    gathered(
      facts.map(({ bit, node }) => ({ bit, set: mask(node) })),
      frame.flags,
    );
  // A line counts from half a yen: rounding to whole yen is floor(x + ½).
  if (lines.length > 0) {
    const isSome = (node: number) => c.op('f64x2.ge', value(node), both(c, 0.5));
    gathered(
      lines.map((node, bit) => ({ bit, set: node < 0 ? c.words(-1, -1, -1, -1) : isSome(node) })),
      frame.lines,
    );
  }
}

type Context = {
  readonly element: Value;
  readonly half: Value;
  readonly slotPlace: ReadonlyMap<number, number>;
  readonly frame: FramePlaces;
  readonly places: KernelPlaces;
  readonly helpers: Helpers;
};

type Written = {
  value(node: number): Value;
  /** All ones where the node is not 0. */
  mask(node: number): Value;
};

/** Writes the nodes of a frame for two elements. */
function writeNodes(
  c: Coder,
  graph: Graph,
  level: Level,
  order: readonly number[],
  context: Context,
): Written {
  const nodes = graph.frames[level].nodes;
  const values = new Map<number, Value>();
  const masks = new Map<number, Value>();
  const value = (node: number): Value => {
    let known = values.get(node);
    if (!known) {
      // Only a comparison is kept as a mask alone.
      known = c.op('v128.and', masks.get(node) as Value, both(c, 1));
      values.set(node, known);
    }
    return known;
  };
  const mask = (node: number): Value => {
    let known = masks.get(node);
    if (!known) {
      known = c.op('f64x2.ne', value(node), both(c, 0));
      masks.set(node, known);
    }
    return known;
  };
  for (const i of order) {
    const truth = maskOf(c, nodes[i], value, mask);
    if (truth) {
      masks.set(i, truth);
      // Written here, so that it stands before any branch that may need it.
      value(i);
    } else values.set(i, writeValue(c, graph, nodes[i], value, mask, context));
  }
  return { value, mask };
}

function maskOf(
  c: Coder,
  { op, args }: Node,
  value: (n: number) => Value,
  mask: (n: number) => Value,
): Value | undefined {
  const [a, b] = args;
  switch (op) {
    case OP.less:
      return c.op('f64x2.lt', value(a), value(b));
    case OP.lessEqual:
      return c.op('f64x2.le', value(a), value(b));
    case OP.equal:
      return c.op('f64x2.eq', value(a), value(b));
    case OP.and:
      return c.op('v128.and', mask(a), mask(b));
    case OP.or:
      return c.op('v128.or', mask(a), mask(b));
    case OP.not:
      return c.op('v128.not', mask(a));
    default:
      return undefined;
  }
}

function writeValue(
  c: Coder,
  graph: Graph,
  node: Node,
  value: (n: number) => Value,
  mask: (n: number) => Value,
  { element, half, slotPlace, frame, places, helpers }: Context,
): Value {
  const { op, args } = node;
  const [i0, i1, i2, i3] = args;
  const a = () => value(i0);
  const b = () => value(i1);
  const { doubles } = helpers;
  /** A scalar function of both elements in turn. */
  const each = (of: (lane: number) => Value): Value => {
    const low = c.op('f64x2.splat', of(0));
    return c.replace('f64x2', low, 1, of(1));
  };
  const laneOf = (v: Value, lane: number) => c.lane('f64x2', v, lane);
  /** The whole number of a value between 0 and `last`, by lane. */
  const indexOf = (v: Value, last: number): Value => {
    const whole = c.op('f64x2.pmin', both(c, last), c.op('f64x2.pmax', both(c, 0), c.op('f64x2.floor', v)));
    return c.op('f64x2.add', whole, both(c, 6755399441055744));
  };
  switch (op) {
    case OP.constant:
      return both(c, node.value);
    case OP.input:
      return c.load('v', {
        base: c.op('i32.shl', element, c.i32(3)),
        offset: frame.inputs + node.value * frame.inputBytes,
      });
    case OP.lift: {
      const column = frame.above.get(node.value) as number;
      if (frame.parent === undefined) return c.op('f64x2.splat', c.load('d', { base: column }));
      const four = c.op('i32.shl', element, c.i32(2));
      return each((lane) => {
        const parent = c.load('i', { base: four, offset: (frame.parent as number) + lane * 4 });
        return c.load('d', { base: c.op('i32.shl', parent, c.i32(3)), offset: column });
      });
    }
    case OP.unit:
      return c.load('v', {
        base: c.op('i32.shl', half, c.i32(4)),
        offset: (slotPlace.get(node.value >> 1) as number) + (node.value & 1) * 32,
      });
    case OP.normal:
      return c.call(doubles.normal, a());
    case OP.add:
      return c.op('f64x2.add', a(), b());
    case OP.subtract:
      return c.op('f64x2.sub', a(), b());
    case OP.multiply:
      return c.op('f64x2.mul', a(), b());
    case OP.divide:
      return c.op('f64x2.div', a(), b());
    case OP.min:
      return c.op('f64x2.pmin', b(), a());
    case OP.max:
      return c.op('f64x2.pmax', b(), a());
    case OP.choose:
      return c.op('v128.bitselect', b(), value(i2), mask(i0));
    case OP.exp:
      return c.call(doubles.exp, a());
    case OP.log:
      return c.call(doubles.log, a());
    case OP.log10:
      return c.op('f64x2.div', c.call(doubles.log, a()), both(c, Math.LN10));
    case OP.sqrt:
      return c.op('f64x2.sqrt', a());
    case OP.pow:
      return c.call(doubles.pow, a(), b());
    case OP.floor:
      return c.op('f64x2.floor', a());
    case OP.round:
      return c.op('f64x2.floor', c.op('f64x2.add', a(), both(c, 0.5)));
    case OP.band: {
      let reached = both(c, 0);
      let still: Value | undefined;
      for (const threshold of args.slice(1)) {
        const over = c.op('f64x2.ge', a(), value(threshold));
        still = still ? c.op('v128.and', still, over) : over;
        reached = c.op('f64x2.add', reached, c.op('v128.and', still, both(c, 1)));
      }
      return reached;
    }
    case OP.pick: {
      const index = indexOf(a(), args.length - 2);
      let picked = value(args[1]);
      for (let j = 1; j < args.length - 1; j++) {
        const here = c.op('f64x2.eq', index, both(c, j + 6755399441055744));
        picked = c.op('v128.bitselect', value(args[1 + j]), picked, here);
      }
      return picked;
    }
    case OP.table: {
      const index = indexOf(a(), graph.numbers[node.value].length - 1);
      return each((lane) => {
        const at = c.op('i32.shl', c.op('i32.wrap_i64', c.lane('i64x2', index, lane)), c.i32(3));
        return c.load('d', { base: at, offset: places.numbers[node.value] });
      });
    }
    case OP.triangular:
      return triangular(c, a(), b(), value(i2), value(i3));
    case OP.quantile: {
      const y = c.call(doubles.cubic, a(), c.i32(places.quantiles[node.value]));
      if (graph.quantiles[node.value].scale === 'log') return c.call(doubles.exp, y);
      const inverse = c.call(doubles.exp, c.op('f64x2.neg', y));
      return c.op('f64x2.div', both(c, 1), c.op('f64x2.add', both(c, 1), inverse));
    }
    case OP.poisson:
      return each((lane) => c.call(helpers.poisson, laneOf(a(), lane), laneOf(b(), lane)));
    case OP.binomial:
      return each((lane) =>
        c.call(helpers.binomial, laneOf(a(), lane), laneOf(b(), lane), laneOf(value(i2), lane)),
      );
    case OP.category: {
      let total = both(c, 0);
      for (const weight of args.slice(1)) total = c.op('f64x2.add', total, value(weight));
      let rest = c.op('f64x2.mul', a(), total);
      let found = c.words(0, 0, 0, 0);
      let category = both(c, args.length - 2);
      args.slice(1).forEach((weight, j) => {
        rest = c.op('f64x2.sub', rest, value(weight));
        const here = c.op('v128.andnot', c.op('f64x2.lt', rest, both(c, 0)), found);
        category = c.op('v128.bitselect', both(c, j), category, here);
        found = c.op('v128.or', found, here);
      });
      return category;
    }
    default:
      throw new Error(`operation ${op} has no form in a kernel`);
  }
}

function triangular(c: Coder, u: Value, low: Value, mode: Value, high: Value): Value {
  const sub = (a: Value, b: Value) => c.op('f64x2.sub', a, b);
  const mul = (a: Value, b: Value) => c.op('f64x2.mul', a, b);
  const width = sub(high, low);
  const turn = c.op('f64x2.div', sub(mode, low), width);
  const up = c.op('f64x2.add', low, c.op('f64x2.sqrt', mul(mul(u, width), sub(mode, low))));
  const down = sub(high, c.op('f64x2.sqrt', mul(mul(sub(both(c, 1), u), width), sub(high, mode))));
  const result = c.op('v128.bitselect', up, down, c.op('f64x2.lt', u, turn));
  return c.op('v128.bitselect', result, low, c.op('f64x2.gt', high, low));
}
