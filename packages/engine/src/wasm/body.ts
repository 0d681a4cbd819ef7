import type { Value } from './coder.ts';
import { type Letter, TYPE } from './opcodes.ts';
import { createWriter, type Writer } from './writer.ts';

/** The body of a function as it grows: its locals, its constants, and its instructions behind them. */
export type Body = {
  readonly code: Writer;
  /** A new local. */
  create(type: Letter): Value;
  /** Writes that a local goes onto the stack, or that it takes what lies there. */
  get(value: Value): void;
  put(variable: Value): void;
  /** Puts what lies on the stack into a new local. */
  keep(type: Letter): Value;
  /** A constant, once for each key: constants come before everything else. */
  constant(type: Letter, key: string, bytes: () => ArrayLike<number>): Value;
  /** The bytes of the function, which returns `answer`. */
  done(answer: Value | undefined): Uint8Array;
};

export function createBody(params: readonly Letter[]): Body {
  const locals: Letter[] = [...params];
  const code = createWriter();
  const prologue = createWriter();
  const constants = new Map<string, Value>();
  const create = (type: Letter): Value => ({ type, local: locals.push(type) - 1 });
  const get = (value: Value): void => {
    code.byte(0x20);
    code.unsigned(value.local);
  };
  const putInto = (writer: Writer, variable: Value): void => {
    writer.byte(0x21);
    writer.unsigned(variable.local);
  };
  return {
    code,
    create,
    get,
    put: (variable) => putInto(code, variable),
    keep: (type) => {
      const value = create(type);
      putInto(code, value);
      return value;
    },
    constant: (type, key, bytes) => {
      let value = constants.get(key);
      if (!value) {
        value = create(type);
        prologue.bytes(bytes());
        putInto(prologue, value);
        constants.set(key, value);
      }
      return value;
    },
    done: (answer) => {
      if (answer) get(answer);
      const whole = createWriter();
      declare(whole, locals.slice(params.length));
      whole.bytes(prologue.done());
      whole.bytes(code.done());
      whole.byte(0x0b);
      return whole.done();
    },
  };
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
