import { createBody } from './body.ts';
import { text, unsigned, vector } from './bytes.ts';
import type { Callee, Coder, Value } from './coder.ts';
import { createCoder } from './instructions.ts';
import { type Letter, TYPE } from './opcodes.ts';
import { createWriter } from './writer.ts';

/** The memory a module asks for, in pages of 64 KB. */
export type Memory = { readonly pages: number; readonly most: number; readonly shared: boolean };

/** Writes a WebAssembly module byte by byte. */
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
      const body = createBody(params);
      const values = params.map((type, local): Value => ({ type, local }));
      const answer = write(createCoder(body), values);
      functions.push({ name, type: typeOf(params, result), body: body.done(answer) });
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
