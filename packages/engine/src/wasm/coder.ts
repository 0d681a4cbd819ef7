import type { Lanes, Letter, Opcode } from './opcodes.ts';

/** A value of a function being written: a local of its own, written once unless it is a {@link Coder.variable}. */
export type Value = { readonly local: number; readonly type: Letter };

/** A place in memory: an address held by a value, and a constant distance from it. */
export type Place = { readonly base: Value | number; readonly offset?: number };

/** Numbers of four words of two vectors. */
export type Words = readonly [number, number, number, number];

/** A function that can be called. */
export type Callee = { readonly index: number; readonly result: Letter | undefined };

/**
 * Writes the body of one function. Each instruction puts its result into a new local, so code reads like arithmetic on
 * named values; the optimising compiler of the host turns locals back into registers.
 */
export type Coder = {
  op(code: Opcode, ...operands: readonly Value[]): Value;
  /** Constants are made once, before anything else. */
  i32(value: number): Value;
  i64(value: bigint): Value;
  f64(value: number): Value;
  /** A vector constant from four words. */
  words(a: number, b: number, c: number, d: number): Value;
  load(type: Letter, place: Place): Value;
  store(type: Letter, place: Place, value: Value): void;
  /** A byte in memory, without a sign. */
  load8(place: Place): Value;
  /** Picks words of two vectors: numbers 0–3 from the first, 4–7 from the second. */
  shuffle(a: Value, b: Value, words: Words): Value;
  lane(type: Lanes, vector: Value, lane: number): Value;
  replace(type: Lanes, vector: Value, lane: number, by: Value): Value;
  /** Atomically adds to a word in shared memory and returns what stood there. */
  atomicAdd(place: Place, value: Value): Value;
  atomicLoad(place: Place): Value;
  /** A local that can be written again. */
  variable(type: Letter, first?: Value): Value;
  set(variable: Value, value: Value): void;
  select(yes: Value, no: Value, condition: Value): Value;
  call(callee: Callee, ...args: readonly Value[]): Value;
  /** Runs the body until it says stop; `again()` starts the next round, falling out of the body leaves the loop. */
  loop(body: (again: (condition?: Value) => void, leave: (condition?: Value) => void) => void): void;
  when(condition: Value, yes: () => void, no?: () => void): void;
  leave(value?: Value): void;
};
