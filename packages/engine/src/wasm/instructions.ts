import type { Body } from './body.ts';
import { double, signed } from './bytes.ts';
import type { Coder, Place, Value } from './coder.ts';
import { type Access, ATOMIC, LANES, type Letter, LOAD, LOAD_BYTE, OPCODES, STORE, TYPE } from './opcodes.ts';

/** The instructions of {@link Coder}, written into a body. */
export function createCoder({ code, create, get, put, keep, constant }: Body): Coder {
  /** Blocks around the instruction at hand. */
  let depth = 0;
  const address = ({ base }: Place): void => {
    if (typeof base !== 'number') {
      get(base);
      return;
    }
    code.byte(0x41);
    code.byte(0);
  };
  const access = ([opcode, align]: Access, { base, offset = 0 }: Place): void => {
    code.bytes(opcode);
    code.byte(align);
    code.unsigned(typeof base === 'number' ? base + offset : offset);
  };
  const load = (kind: Access, type: Letter, place: Place): Value => {
    address(place);
    access(kind, place);
    return keep(type);
  };
  const store = (kind: Access, place: Place, value: Value): void => {
    address(place);
    get(value);
    access(kind, place);
  };
  const branch = (to: number, condition: Value | undefined): void => {
    if (condition) get(condition);
    code.byte(condition ? 0x0d : 0x0c);
    code.unsigned(depth - to);
  };

  return {
    op: (name, ...operands) => {
      for (const operand of operands) get(operand);
      const { bytes, result } = OPCODES[name];
      code.bytes(bytes);
      return keep(result);
    },
    i32: (value) => constant('i', `i${value | 0}`, () => [0x41, ...signed(value | 0)]),
    i64: (value) => constant('l', `l${value}`, () => [0x42, ...signed(value)]),
    f64: (value) => constant('d', `d${Object.is(value, -0) ? '-0' : value}`, () => [0x44, ...double(value)]),
    words: (a, b, c, d) =>
      constant('v', `v${a >>> 0},${b >>> 0},${c >>> 0},${d >>> 0}`, () => [
        0xfd,
        0x0c,
        ...new Uint8Array(Uint32Array.of(a, b, c, d).buffer),
      ]),
    load: (type, place) => load(LOAD[type], type, place),
    store: (type, place, value) => store(STORE[type], place, value),
    load8: (place) => load(LOAD_BYTE, 'i', place),
    shuffle: (a, b, words) => {
      get(a);
      get(b);
      code.bytes([0xfd, 0x0d]);
      code.bytes(words.flatMap((word) => [word * 4, word * 4 + 1, word * 4 + 2, word * 4 + 3]));
      return keep('v');
    },
    lane: (type, value, lane) => {
      get(value);
      code.bytes([0xfd, LANES[type].extract, lane]);
      return keep(LANES[type].letter);
    },
    replace: (type, value, lane, by) => {
      get(value);
      get(by);
      code.bytes([0xfd, LANES[type].replace, lane]);
      return keep('v');
    },
    atomicAdd: (place, value) => {
      store(ATOMIC.add, place, value);
      return keep('i');
    },
    atomicLoad: (place) => load(ATOMIC.load, 'i', place),
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
      code.bytes([0x1c, 1, TYPE[yes.type]]);
      return keep(yes.type);
    },
    call: (callee, ...args) => {
      for (const arg of args) get(arg);
      code.byte(0x10);
      code.unsigned(callee.index);
      return callee.result === undefined ? { local: -1, type: 'i' } : keep(callee.result);
    },
    loop: (write) => {
      code.bytes([0x02, 0x40, 0x03, 0x40]);
      const outside = depth + 1;
      const inside = depth + 2;
      depth += 2;
      write(
        (condition) => branch(inside, condition),
        (condition) => branch(outside, condition),
      );
      code.bytes([0x0b, 0x0b]);
      depth -= 2;
    },
    when: (condition, yes, no) => {
      get(condition);
      code.bytes([0x04, 0x40]);
      depth += 1;
      yes();
      if (no) {
        code.byte(0x05);
        no();
      }
      code.byte(0x0b);
      depth -= 1;
    },
    leave: (value) => {
      if (value) get(value);
      code.byte(0x0f);
    },
  };
}
