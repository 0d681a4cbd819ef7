import { copyFirst } from '../copy-first.ts';
import { binomialQuantile, poissonQuantile } from '../random/counts.ts';
import { exp, log, pow } from '../random/elementary.ts';
import { normalQuantile } from '../random/normal.ts';
import { philox, unit, words } from '../random/philox.ts';
import { lookUp } from '../random/quantile-table.ts';
import { type Graph, type Level, type Node, OP, type Ref } from './graph.ts';

/** The address of the draws of one frame run: the counter of each element, and what they share. */
export type Luck = {
  readonly key0: number;
  readonly key1: number;
  readonly block: number;
  /** Slots below this belong to other uses of the same address. */
  readonly firstSlot: number;
  /** Counter of each element within its owner. */
  readonly index: Int32Array;
  /** Whose luck it is: the hash of a scenario, of a claim. */
  readonly owner: Int32Array;
};

/** One frame ready to run over up to `capacity` elements at a time. */
export type FrameRun = {
  readonly capacity: number;
  readonly columns: readonly Float64Array[];
  /** Computes every node needed for `n` elements; `parent[i]` is the element of the frame above. */
  run(
    n: number,
    above: readonly Float64Array[],
    parent: Int32Array,
    inputs: readonly Float64Array[],
    luck: Luck,
  ): void;
};

/** Prepares a frame: only the nodes the outputs need, each with a column of its own. */
export function prepareFrame(
  graph: Graph,
  level: Level,
  outputs: readonly Ref[],
  capacity: number,
): FrameRun {
  const nodes = graph.frames[level].nodes;
  const order = neededNodes(graph, level, outputs);
  const columns: Float64Array[] = nodes.map(() => EMPTY);
  const memory = new ArrayBuffer(order.length * capacity * 8);
  order.forEach((i, place) => {
    columns[i] = new Float64Array(memory, place * capacity * 8, capacity);
  });
  for (const i of order) if (nodes[i].op === OP.constant) columns[i].fill(nodes[i].value);
  const steps = order.filter((i) => nodes[i].op !== OP.constant);
  const pairs = drawPairs(nodes, steps);
  return {
    capacity,
    columns,
    run: (n, above, parent, inputs, luck) => {
      for (const i of steps) {
        const node = nodes[i];
        if (node.op === OP.unit) {
          const pair = pairs.get(i);
          if (pair) drawPair(pair.first, pair.second, columns, n, luck, pair.slot);
        } else if (node.op === OP.lift) {
          const from = above[node.value];
          const to = columns[i];
          for (let k = 0; k < n; k++) to[k] = from[parent[k]];
        } else if (node.op === OP.input) {
          copyFirst(columns[i], inputs[node.value], n);
        } else {
          compute(graph, node, columns, columns[i], n);
        }
      }
    },
  };
}

/** Stands in for the column of a node nobody needs. */
const EMPTY = new Float64Array(0);

/** The nodes of a frame that the outputs, or lifts in frames below, need; arguments come first. */
export function neededNodes(graph: Graph, level: Level, outputs: readonly Ref[]): number[] {
  const needed = graph.frames.map(({ nodes }) => new Uint8Array(nodes.length));
  for (const { level: l, index } of outputs) needed[l][index] = 1;
  for (let l = 3; l >= level; l--) {
    const nodes = graph.frames[l].nodes;
    for (let i = nodes.length - 1; i >= 0; i--) {
      if (needed[l][i] === 0) continue;
      const { op, args, value } = nodes[i];
      for (const arg of args) needed[l][arg] = 1;
      if (op === OP.lift) needed[l - 1][value] = 1;
    }
  }
  const found: number[] = [];
  for (let i = 0; i < needed[level].length; i++) if (needed[level][i] === 1) found.push(i);
  return found;
}

/** Two draws of neighbouring numbers share one call of the generator: its four words make two uniforms. */
type Pair = { readonly first: number; readonly second: number; readonly slot: number };

function drawPairs(nodes: readonly Node[], steps: readonly number[]): Map<number, Pair> {
  const byDraw = new Map<number, number>();
  for (const i of steps) if (nodes[i].op === OP.unit) byDraw.set(nodes[i].value, i);
  const pairs = new Map<number, Pair>();
  for (const [draw, i] of byDraw) {
    const slot = draw >> 1;
    const first = byDraw.get(slot * 2) ?? -1;
    const second = byDraw.get(slot * 2 + 1) ?? -1;
    const leader = first < 0 ? second : second < 0 ? first : Math.min(first, second);
    if (i === leader) pairs.set(i, { first, second, slot });
  }
  return pairs;
}

function drawPair(
  first: number,
  second: number,
  columns: readonly Float64Array[],
  n: number,
  luck: Luck,
  slot: number,
): void {
  const { index, owner, block, firstSlot, key0, key1 } = luck;
  const a = first < 0 ? undefined : columns[first];
  const b = second < 0 ? undefined : columns[second];
  for (let k = 0; k < n; k++) {
    philox(index[k], owner[k], block, firstSlot + slot, key0, key1);
    if (a) a[k] = unit(words[0], words[1]);
    if (b) b[k] = unit(words[2], words[3]);
  }
}

function compute(
  graph: Graph,
  node: Node,
  columns: readonly Float64Array[],
  to: Float64Array,
  n: number,
): void {
  const [i0, i1, i2, i3] = node.args;
  const a = columns[i0];
  const b = columns[i1];
  const c = columns[i2];
  switch (node.op) {
    case OP.normal:
      for (let k = 0; k < n; k++) to[k] = normalQuantile(a[k]);
      return;
    case OP.add:
      for (let k = 0; k < n; k++) to[k] = a[k] + b[k];
      return;
    case OP.subtract:
      for (let k = 0; k < n; k++) to[k] = a[k] - b[k];
      return;
    case OP.multiply:
      for (let k = 0; k < n; k++) to[k] = a[k] * b[k];
      return;
    case OP.divide:
      for (let k = 0; k < n; k++) to[k] = a[k] / b[k];
      return;
    case OP.min:
      for (let k = 0; k < n; k++) to[k] = a[k] < b[k] ? a[k] : b[k];
      return;
    case OP.max:
      for (let k = 0; k < n; k++) to[k] = a[k] > b[k] ? a[k] : b[k];
      return;
    case OP.less:
      for (let k = 0; k < n; k++) to[k] = a[k] < b[k] ? 1 : 0;
      return;
    case OP.lessEqual:
      for (let k = 0; k < n; k++) to[k] = a[k] <= b[k] ? 1 : 0;
      return;
    case OP.equal:
      for (let k = 0; k < n; k++) to[k] = a[k] === b[k] ? 1 : 0;
      return;
    case OP.and:
      for (let k = 0; k < n; k++) to[k] = a[k] !== 0 && b[k] !== 0 ? 1 : 0;
      return;
    case OP.or:
      for (let k = 0; k < n; k++) to[k] = a[k] !== 0 || b[k] !== 0 ? 1 : 0;
      return;
    case OP.not:
      for (let k = 0; k < n; k++) to[k] = a[k] === 0 ? 1 : 0;
      return;
    case OP.choose:
      for (let k = 0; k < n; k++) to[k] = a[k] !== 0 ? b[k] : c[k];
      return;
    case OP.exp:
      for (let k = 0; k < n; k++) to[k] = exp(a[k]);
      return;
    case OP.log:
      for (let k = 0; k < n; k++) to[k] = log(a[k]);
      return;
    case OP.log10:
      for (let k = 0; k < n; k++) to[k] = log(a[k]) / Math.LN10;
      return;
    case OP.sqrt:
      for (let k = 0; k < n; k++) to[k] = Math.sqrt(a[k]);
      return;
    case OP.pow:
      for (let k = 0; k < n; k++) to[k] = pow(a[k], b[k]);
      return;
    case OP.floor:
      for (let k = 0; k < n; k++) to[k] = Math.floor(a[k]);
      return;
    case OP.round:
      for (let k = 0; k < n; k++) to[k] = Math.floor(a[k] + 0.5);
      return;
    case OP.band:
      for (let k = 0; k < n; k++) to[k] = bandOf(node.args, columns, k);
      return;
    case OP.pick: {
      const last = node.args.length - 2;
      for (let k = 0; k < n; k++) {
        const at = Math.max(0, Math.min(last, Math.floor(a[k])));
        to[k] = columns[node.args[1 + at]][k];
      }
      return;
    }
    case OP.table: {
      const table = graph.numbers[node.value];
      for (let k = 0; k < n; k++) to[k] = table[Math.max(0, Math.min(table.length - 1, Math.floor(a[k])))];
      return;
    }
    case OP.triangular: {
      const d = columns[i3];
      for (let k = 0; k < n; k++) to[k] = triangular(a[k], b[k], c[k], d[k]);
      return;
    }
    case OP.quantile: {
      const table = graph.quantiles[node.value];
      for (let k = 0; k < n; k++) to[k] = lookUp(table, a[k]);
      return;
    }
    case OP.poisson:
      for (let k = 0; k < n; k++) to[k] = poissonQuantile(a[k], b[k]);
      return;
    case OP.binomial:
      for (let k = 0; k < n; k++) to[k] = binomialQuantile(a[k], b[k], c[k]);
      return;
    case OP.category:
      for (let k = 0; k < n; k++) to[k] = categoryOf(node.args, columns, k);
      return;
    default:
      throw new Error(`operation ${node.op} has no column form`);
  }
}

/** How many of the thresholds the value has reached. */
function bandOf(args: readonly number[], columns: readonly Float64Array[], k: number): number {
  const x = columns[args[0]][k];
  let passed = 0;
  while (passed < args.length - 1 && x >= columns[args[passed + 1]][k]) passed += 1;
  return passed;
}

/** The number of the category whose share of the weights holds the draw. */
function categoryOf(args: readonly number[], columns: readonly Float64Array[], k: number): number {
  let total = 0;
  for (let j = 1; j < args.length; j++) total += columns[args[j]][k];
  let rest = columns[args[0]][k] * total;
  for (let j = 1; j < args.length; j++) {
    rest -= columns[args[j]][k];
    if (rest < 0) return j - 1;
  }
  return args.length - 2;
}

function triangular(u: number, low: number, mode: number, high: number): number {
  if (!(high > low)) return low;
  const turn = (mode - low) / (high - low);
  return u < turn
    ? low + Math.sqrt(u * (high - low) * (mode - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
}
