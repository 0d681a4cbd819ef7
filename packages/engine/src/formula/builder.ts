import type { QuantileTable } from '../random/quantile-table.ts';
import { fold } from './fold.ts';
import { type Graph, type Level, type Node, OP, type Op, type Ref } from './graph.ts';

/**
 * Builds a {@link Graph}: every operation is put into the highest frame its arguments allow, constants are folded,
 * and equal nodes are kept once.
 */
export type Builder = {
  constant(value: number): Ref;
  input(level: Level, column: number): Ref;
  /** A uniform draw of its own number in a frame. */
  unit(level: Level, draw: number): Ref;
  operation(op: Op, args: readonly Ref[], value?: number): Ref;
  numbers(values: Float64Array): number;
  quantiles(key: string, make: () => QuantileTable): number;
  /** The constant behind a reference, if it is one. */
  constantOf(ref: Ref): number | undefined;
  lift(ref: Ref, level: Level): Ref;
  graph(): Graph;
};

export function createBuilder(): Builder {
  const frames: [Node[], Node[], Node[], Node[]] = [[], [], [], []];
  const known = [0, 1, 2, 3].map(() => new Map<string, number>());
  const numbers: Float64Array[] = [];
  const quantiles: QuantileTable[] = [];
  const quantileNumbers = new Map<string, number>();

  const add = (level: Level, node: Node): Ref => {
    const key = `${node.op}|${node.value}|${node.args.join()}`;
    let index = known[level].get(key);
    if (index === undefined) {
      index = frames[level].push(node) - 1;
      known[level].set(key, index);
    }
    return { level, index };
  };

  const constant = (value: number): Ref => add(0, { op: OP.constant, args: [], value });

  const constantOf = (ref: Ref): number | undefined => {
    const node = frames[ref.level][ref.index];
    return node.op === OP.constant ? node.value : undefined;
  };

  const lift = (ref: Ref, level: Level): Ref => {
    let current = ref;
    while (current.level < level) {
      const value = constantOf(current);
      const below = (current.level + 1) as Level;
      current =
        value === undefined
          ? add(below, { op: OP.lift, args: [], value: current.index })
          : add(level, { op: OP.constant, args: [], value });
    }
    return current;
  };

  const operation = (op: Op, args: readonly Ref[], value = 0): Ref => {
    const constants = args.map(constantOf);
    if (constants.every((c) => c !== undefined)) {
      const folded = fold(op, constants as number[]);
      if (folded !== undefined) return constant(folded);
    }
    const simpler = simplify(op, args, constants, constant);
    if (simpler) return simpler;
    const level = Math.max(0, ...args.map((arg) => arg.level)) as Level;
    return add(level, { op, args: args.map((arg) => lift(arg, level).index), value });
  };

  return {
    constant,
    constantOf,
    lift,
    operation,
    input: (level, column) => add(level, { op: OP.input, args: [], value: column }),
    unit: (level, draw) => add(level, { op: OP.unit, args: [], value: draw }),
    numbers: (values) => numbers.push(values) - 1,
    quantiles: (key, make) => {
      let number = quantileNumbers.get(key);
      if (number === undefined) {
        number = quantiles.push(make()) - 1;
        quantileNumbers.set(key, number);
      }
      return number;
    },
    graph: () => ({
      frames: [{ nodes: frames[0] }, { nodes: frames[1] }, { nodes: frames[2] }, { nodes: frames[3] }],
      numbers,
      quantiles,
    }),
  };
}

/** Algebra that spares draws nobody needs: a head that cannot occur costs nothing. */
function simplify(
  op: Op,
  args: readonly Ref[],
  constants: readonly (number | undefined)[],
  constant: (value: number) => Ref,
): Ref | undefined {
  const [a, b] = constants;
  switch (op) {
    case OP.multiply:
      if (a === 0 || b === 0) return constant(0);
      if (a === 1) return args[1];
      return b === 1 ? args[0] : undefined;
    case OP.add:
      if (a === 0) return args[1];
      return b === 0 ? args[0] : undefined;
    case OP.subtract:
      return b === 0 ? args[0] : undefined;
    case OP.divide:
      return b === 1 ? args[0] : undefined;
    case OP.and:
      if (a === 0 || b === 0) return constant(0);
      return undefined;
    case OP.choose:
      if (a !== undefined) return a !== 0 ? args[1] : args[2];
      return undefined;
    case OP.poisson:
      return b === 0 ? constant(0) : undefined;
    default:
      return undefined;
  }
}
