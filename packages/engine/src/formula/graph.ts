import type { QuantileTable } from '../random/quantile-table.ts';

/**
 * A compiled model is four frames, each a list of nodes computed column by column:
 * - world: what we do not know about the company and the parameters, one value a world;
 * - row: one value for each row of the model (a scenario), given the world;
 * - event: one value for each event of a row;
 * - claim: one value for each partner's claim out of an event.
 *
 * A node reads nodes of its own frame; `lift` brings a value down from the frame above. So the two kinds of
 * not-knowing stay apart by construction: parameters live in worlds, luck lives in events.
 */
export const FRAMES = ['world', 'row', 'event', 'claim'] as const;
export type FrameName = (typeof FRAMES)[number];
export type Level = 0 | 1 | 2 | 3;

/** What a node computes from its arguments. */
export const OP = {
  constant: 0,
  input: 1,
  lift: 2,
  unit: 3,
  normal: 4,
  add: 5,
  subtract: 6,
  multiply: 7,
  divide: 8,
  min: 9,
  max: 10,
  less: 11,
  lessEqual: 12,
  equal: 13,
  and: 14,
  or: 15,
  not: 16,
  choose: 17,
  exp: 18,
  log: 19,
  log10: 20,
  sqrt: 21,
  pow: 22,
  floor: 23,
  round: 24,
  band: 25,
  pick: 26,
  table: 27,
  triangular: 28,
  quantile: 29,
  poisson: 30,
  binomial: 31,
  category: 32,
} as const;
export type Op = (typeof OP)[keyof typeof OP];

export type Node = {
  readonly op: Op;
  readonly args: readonly number[];
  /** The constant; the number of the input column; the number of the draw; the number of the table. */
  readonly value: number;
};

/** The nodes of one frame, in an order in which every argument comes first. */
export type Frame = { readonly nodes: readonly Node[] };

/** The frames of one group with the tables its nodes look up. Plain data: it can be sent to a worker. */
export type Graph = {
  readonly frames: readonly [Frame, Frame, Frame, Frame];
  readonly numbers: readonly Float64Array[];
  readonly quantiles: readonly QuantileTable[];
};

/** A value in the graph: the frame it lives in and its node there. */
export type Ref = { readonly level: Level; readonly index: number };
