import { double, signed, single, sized, text, unsigned, vector } from './bytes.ts';
import { type Letter, OPCODES, type Opcode, TYPE } from './opcodes.ts';

/** A value of a function being written: a local of its own, written once unless it is a {@link Coder.variable}. */
export type Value = { readonly local: number; readonly type: Letter };

/** A place in memory: an address held by a value, and a constant distance from it. */
export type Place = { readonly base: Value | number; readonly offset?: number };

export type Memory = { readonly pages: number; readonly most: number; readonly shared: boolean };

/**
 * Writes a WebAssembly module byte by byte. Each instruction puts its result into a new local, so code reads like
 * arithmetic on named values; the optimising compiler of the host turns locals back into registers.
 */
export type Assembler = {
  /** Adds a function; `write` gets its parameters. A function may call those added before it. */
  define(
    name: string,
    params: readonly Letter[],
    result: Letter | undefined,
    write: (code: Coder, params: readonly Value[]) => Value | undefined,
  ): Callee;
  /** The bytes of the module: it imports the memory `env.memory` and exports every function under its name. */
  bytes(memory: Memory): Uint8Array<ArrayBuffer>;
};

export type Callee = { readonly index: number; readonly result: Letter | undefined };

/** Writes the body of one function. */
export type Coder = {
  op(code: Opcode, ...operands: readonly Value[]): Value;
  i32(value: number): Value;
  i64(value: bigint): Value;
  f32(value: number): Value;
  f64(value: number): Value;
  /** A vector constant from four words. Constants are made once, before any loop. */
  words(a: number, b: number, c: number, d: number): Value;
  load(type: Letter, place: Place): Value;
  store(type: Letter, place: Place, value: Value): void;
  /** The low 16 bits of a word in memory, without a sign. */
  load16(place: Place): Value;
  load8(place: Place): Value;
  store8(place: Place, value: Value): void;
  /** Picks bytes of two vectors: numbers 0–15 from the first, 16–31 from the second. */
  shuffle(a: Value, b: Value, bytes: readonly number[]): Value;
  lane(type: 'i32x4' | 'i64x2' | 'f32x4' | 'f64x2', vector: Value, lane: number): Value;
  replace(type: 'i32x4' | 'i64x2' | 'f32x4' | 'f64x2', vector: Value, lane: number, by: Value): Value;
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

export function createAssembler(): Assembler {
  const functions: { name: string; type: number; body: number[] }[] = [];
  const types: string[] = [];
  const typeBytes: number[][] = [];

  const typeOf = (params: readonly Letter[], result: Letter | undefined): number => {
    const key = `${params.join('')}>${result ?? ''}`;
    const known = types.indexOf(key);
    if (known >= 0) return known;
    typeBytes.push([
      0x60,
      ...vector(params.map((p) => [TYPE[p]])),
      ...vector(result === undefined ? [] : [[TYPE[result]]]),
    ]);
    return types.push(key) - 1;
  };

  return {
    define: (name, params, result, write) => {
      const { coder, finish } = createCoder(params);
      const values = params.map((type, local): Value => ({ type, local }));
      const answer = write(coder, values);
      functions.push({ name, type: typeOf(params, result), body: finish(answer) });
      return { index: functions.length - 1, result };
    },
    bytes: ({ pages, most, shared }) => {
      const section = (id: number, body: readonly number[]) => [id, ...sized(body)];
      const memory = [
        ...text('env'),
        ...text('memory'),
        0x02,
        shared ? 0x03 : 0x01,
        ...unsigned(pages),
        ...unsigned(most),
      ];
      return Uint8Array.from([
        ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
        ...section(1, vector(typeBytes)),
        ...section(2, vector([memory])),
        ...section(3, vector(functions.map((f) => unsigned(f.type)))),
        ...section(7, vector(functions.map((f, i) => [...text(f.name), 0x00, ...unsigned(i)]))),
        ...section(10, vector(functions.map((f) => sized(f.body)))),
      ]);
    },
  };
}

const LANES = {
  i32x4: { extract: 0x1b, replace: 0x1c, letter: 'i' },
  i64x2: { extract: 0x1d, replace: 0x1e, letter: 'l' },
  f32x4: { extract: 0x1f, replace: 0x20, letter: 'f' },
  f64x2: { extract: 0x21, replace: 0x22, letter: 'd' },
} as const;

/** Opcode bytes of plain loads and stores, and the alignment they promise, as a power of two. */
const LOAD = {
  i: [[0x28], 2],
  l: [[0x29], 3],
  f: [[0x2a], 2],
  d: [[0x2b], 3],
  v: [[0xfd, 0x00], 4],
} as const;
const STORE = {
  i: [[0x36], 2],
  l: [[0x37], 3],
  f: [[0x38], 2],
  d: [[0x39], 3],
  v: [[0xfd, 0x0b], 4],
} as const;

function createCoder(params: readonly Letter[]) {
  const locals: Letter[] = [...params];
  const body: number[] = [];
  /** Constants come before everything else, once each. */
  const prologue: number[] = [];
  const constants = new Map<string, Value>();
  let depth = 0;

  const put = (bytes: readonly number[]): void => {
    for (const byte of bytes) body.push(byte);
  };
  const create = (type: Letter): Value => ({ type, local: locals.push(type) - 1 });
  const get = (value: Value): void => put([0x20, ...unsigned(value.local)]);
  const keep = (type: Letter): Value => {
    const value = create(type);
    put([0x21, ...unsigned(value.local)]);
    return value;
  };
  const constant = (type: Letter, bytes: readonly number[]): Value => {
    const key = bytes.join();
    let value = constants.get(key);
    if (!value) {
      value = create(type);
      prologue.push(...bytes, 0x21, ...unsigned(value.local));
      constants.set(key, value);
    }
    return value;
  };
  const i32 = (value: number): Value => constant('i', [0x41, ...signed(value | 0)]);
  const address = ({ base }: Place): void => {
    if (typeof base === 'number') put([0x41, 0]);
    else get(base);
  };
  const offsetOf = ({ base, offset = 0 }: Place): number =>
    typeof base === 'number' ? base + offset : offset;

  const branch = (to: number, condition: Value | undefined): void => {
    if (condition) get(condition);
    put([condition ? 0x0d : 0x0c, ...unsigned(depth - to)]);
  };

  const coder: Coder = {
    op: (code, ...operands) => {
      for (const operand of operands) get(operand);
      const { bytes, result } = OPCODES[code];
      put(bytes);
      return keep(result);
    },
    i32,
    i64: (value) => constant('l', [0x42, ...signed(value)]),
    f32: (value) => constant('f', [0x43, ...single(value)]),
    f64: (value) => constant('d', [0x44, ...double(value)]),
    words: (...words) =>
      constant('v', [0xfd, 0x0c, ...new Uint8Array(Uint32Array.from(words, (w) => w >>> 0).buffer)]),
    load: (type, place) => {
      address(place);
      const [bytes, align] = LOAD[type];
      put([...bytes, align, ...unsigned(offsetOf(place))]);
      return keep(type);
    },
    store: (type, place, value) => {
      address(place);
      get(value);
      const [bytes, align] = STORE[type];
      put([...bytes, align, ...unsigned(offsetOf(place))]);
    },
    load16: (place) => {
      address(place);
      put([0x2f, 1, ...unsigned(offsetOf(place))]);
      return keep('i');
    },
    load8: (place) => {
      address(place);
      put([0x2d, 0, ...unsigned(offsetOf(place))]);
      return keep('i');
    },
    store8: (place, value) => {
      address(place);
      get(value);
      put([0x3a, 0, ...unsigned(offsetOf(place))]);
    },
    shuffle: (a, b, bytes) => {
      get(a);
      get(b);
      put([0xfd, 0x0d, ...bytes]);
      return keep('v');
    },
    lane: (type, value, lane) => {
      get(value);
      put([0xfd, LANES[type].extract, lane]);
      return keep(LANES[type].letter);
    },
    replace: (type, value, lane, by) => {
      get(value);
      get(by);
      put([0xfd, LANES[type].replace, lane]);
      return keep('v');
    },
    atomicAdd: (place, value) => {
      address(place);
      get(value);
      put([0xfe, 0x1e, 2, ...unsigned(offsetOf(place))]);
      return keep('i');
    },
    atomicLoad: (place) => {
      address(place);
      put([0xfe, 0x10, 2, ...unsigned(offsetOf(place))]);
      return keep('i');
    },
    variable: (type, first) => {
      if (!first) return create(type);
      get(first);
      return keep(type);
    },
    set: (variable, value) => {
      get(value);
      put([0x21, ...unsigned(variable.local)]);
    },
    select: (yes, no, condition) => {
      get(yes);
      get(no);
      get(condition);
      // The typed form: v128 is no type the untyped one takes.
      put([0x1c, 1, TYPE[yes.type]]);
      return keep(yes.type);
    },
    call: (callee, ...args) => {
      for (const arg of args) get(arg);
      put([0x10, ...unsigned(callee.index)]);
      return callee.result === undefined ? { local: -1, type: 'i' } : keep(callee.result);
    },
    loop: (write) => {
      put([0x02, 0x40, 0x03, 0x40]);
      const outside = depth + 1;
      const inside = depth + 2;
      depth += 2;
      write(
        (condition) => branch(inside, condition),
        (condition) => branch(outside, condition),
      );
      put([0x0b, 0x0b]);
      depth -= 2;
    },
    when: (condition, yes, no) => {
      get(condition);
      put([0x04, 0x40]);
      depth += 1;
      yes();
      if (no) {
        put([0x05]);
        no();
      }
      put([0x0b]);
      depth -= 1;
    },
    leave: (value) => {
      if (value) get(value);
      put([0x0f]);
    },
  };

  const finish = (answer: Value | undefined): number[] => {
    if (answer) get(answer);
    const declared = locals.slice(params.length).map((type) => [...unsigned(1), TYPE[type]]);
    return [...vector(declared), ...prologue, ...body, 0x0b];
  };
  return { coder, finish };
}
