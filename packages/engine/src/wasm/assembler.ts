import { double, signed, single, text, unsigned, vector } from './bytes.ts';
import { type Letter, OPCODES, type Opcode, TYPE } from './opcodes.ts';
import { createWriter, type Writer } from './writer.ts';

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
  /** A function the host gives as `env.<name>`; those come before any definition. */
  given(name: string, params: readonly Letter[], result: Letter | undefined): Callee;
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
  const functions: { name: string; type: number; body: Uint8Array }[] = [];
  const imports: { name: string; type: number }[] = [];
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
      return { index: imports.length + functions.length - 1, result };
    },
    given: (name, params, result) => {
      if (functions.length > 0) throw new Error('what the host gives comes first');
      return { index: imports.push({ name, type: typeOf(params, result) }) - 1, result };
    },
    bytes: ({ pages, most, shared }) => {
      const whole = createWriter();
      const section = (id: number, body: ArrayLike<number>) => {
        whole.byte(id);
        whole.unsigned(body.length);
        whole.bytes(body);
      };
      const memory = [
        ...text('env'),
        ...text('memory'),
        0x02,
        shared ? 0x03 : 0x01,
        ...unsigned(pages),
        ...unsigned(most),
      ];
      const given = imports.map(({ name, type }) => [...text('env'), ...text(name), 0x00, ...unsigned(type)]);
      const exported = functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(imports.length + i)]);
      const code = createWriter();
      code.unsigned(functions.length);
      for (const { body } of functions) {
        code.unsigned(body.length);
        code.bytes(body);
      }
      whole.bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
      section(1, vector(typeBytes));
      section(2, vector([memory, ...given]));
      section(3, vector(functions.map((f) => unsigned(f.type))));
      section(7, vector(exported));
      section(10, code.done());
      return Uint8Array.from(whole.done());
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
  const body = createWriter();
  /** Constants come before everything else, once each. */
  const prologue = createWriter();
  const constants = new Map<string, Value>();
  let depth = 0;

  const create = (type: Letter): Value => ({ type, local: locals.push(type) - 1 });
  const get = (value: Value): void => {
    body.byte(0x20);
    body.unsigned(value.local);
  };
  const put = (variable: Value): void => {
    body.byte(0x21);
    body.unsigned(variable.local);
  };
  const keep = (type: Letter): Value => {
    const value = create(type);
    put(value);
    return value;
  };
  const constant = (type: Letter, key: string, bytes: () => ArrayLike<number>): Value => {
    let value = constants.get(key);
    if (!value) {
      value = create(type);
      prologue.bytes(bytes());
      prologue.byte(0x21);
      prologue.unsigned(value.local);
      constants.set(key, value);
    }
    return value;
  };
  const address = ({ base }: Place): void => {
    if (typeof base !== 'number') {
      get(base);
      return;
    }
    body.byte(0x41);
    body.byte(0);
  };
  /** Opcode, alignment and offset of an access to memory. */
  const access = (opcode: readonly number[], align: number, { base, offset = 0 }: Place): void => {
    body.bytes(opcode);
    body.byte(align);
    body.unsigned(typeof base === 'number' ? base + offset : offset);
  };
  const branch = (to: number, condition: Value | undefined): void => {
    if (condition) get(condition);
    body.byte(condition ? 0x0d : 0x0c);
    body.unsigned(depth - to);
  };

  const coder: Coder = {
    op: (code, ...operands) => {
      for (const operand of operands) get(operand);
      const { bytes, result } = OPCODES[code];
      body.bytes(bytes);
      return keep(result);
    },
    i32: (value) => constant('i', `i${value | 0}`, () => [0x41, ...signed(value | 0)]),
    i64: (value) => constant('l', `l${value}`, () => [0x42, ...signed(value)]),
    f32: (value) => constant('f', `f${Object.is(value, -0) ? '-0' : value}`, () => [0x43, ...single(value)]),
    f64: (value) => constant('d', `d${Object.is(value, -0) ? '-0' : value}`, () => [0x44, ...double(value)]),
    words: (a, b, c, d) =>
      constant('v', `v${a >>> 0},${b >>> 0},${c >>> 0},${d >>> 0}`, () => [
        0xfd,
        0x0c,
        ...new Uint8Array(Uint32Array.of(a, b, c, d).buffer),
      ]),
    load: (type, place) => {
      address(place);
      const [bytes, align] = LOAD[type];
      access(bytes, align, place);
      return keep(type);
    },
    store: (type, place, value) => {
      address(place);
      get(value);
      const [bytes, align] = STORE[type];
      access(bytes, align, place);
    },
    load16: (place) => {
      address(place);
      access([0x2f], 1, place);
      return keep('i');
    },
    load8: (place) => {
      address(place);
      access([0x2d], 0, place);
      return keep('i');
    },
    store8: (place, value) => {
      address(place);
      get(value);
      access([0x3a], 0, place);
    },
    shuffle: (a, b, bytes) => {
      get(a);
      get(b);
      body.bytes([0xfd, 0x0d]);
      body.bytes(bytes);
      return keep('v');
    },
    lane: (type, value, lane) => {
      get(value);
      body.bytes([0xfd, LANES[type].extract, lane]);
      return keep(LANES[type].letter);
    },
    replace: (type, value, lane, by) => {
      get(value);
      get(by);
      body.bytes([0xfd, LANES[type].replace, lane]);
      return keep('v');
    },
    atomicAdd: (place, value) => {
      address(place);
      get(value);
      access([0xfe, 0x1e], 2, place);
      return keep('i');
    },
    atomicLoad: (place) => {
      address(place);
      access([0xfe, 0x10], 2, place);
      return keep('i');
    },
    variable: (type, first) => {
      if (!first) return create(type);
      get(first);
      return keep(type);
    },
    set: (variable, value) => {
      get(value);
      put(variable);
    },
    select: (yes, no, condition) => {
      get(yes);
      get(no);
      get(condition);
      // The typed form: v128 is no type the untyped one takes.
      body.bytes([0x1c, 1, TYPE[yes.type]]);
      return keep(yes.type);
    },
    call: (callee, ...args) => {
      for (const arg of args) get(arg);
      body.byte(0x10);
      body.unsigned(callee.index);
      return callee.result === undefined ? { local: -1, type: 'i' } : keep(callee.result);
    },
    loop: (write) => {
      body.bytes([0x02, 0x40, 0x03, 0x40]);
      const outside = depth + 1;
      const inside = depth + 2;
      depth += 2;
      write(
        (condition) => branch(inside, condition),
        (condition) => branch(outside, condition),
      );
      body.bytes([0x0b, 0x0b]);
      depth -= 2;
    },
    when: (condition, yes, no) => {
      get(condition);
      body.bytes([0x04, 0x40]);
      depth += 1;
      yes();
      if (no) {
        body.byte(0x05);
        no();
      }
      body.byte(0x0b);
      depth -= 1;
    },
    leave: (value) => {
      if (value) get(value);
      body.byte(0x0f);
    },
  };

  const finish = (answer: Value | undefined): Uint8Array => {
    if (answer) get(answer);
    const whole = createWriter();
    declare(whole, locals.slice(params.length));
    whole.bytes(prologue.done());
    whole.bytes(body.done());
    whole.byte(0x0b);
    return whole.done();
  };
  return { coder, finish };
}

/** Declares locals in runs of one type. */
function declare(to: Writer, locals: readonly Letter[]): void {
  const runs: { type: Letter; length: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.length += 1;
    else runs.push({ type, length: 1 });
  }
  to.unsigned(runs.length);
  for (const { type, length } of runs) {
    to.unsigned(length);
    to.byte(TYPE[type]);
  }
}
