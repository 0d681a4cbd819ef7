import type { AnyProcedure } from '@orpc/server';
import type * as z from 'zod';

/** A value that is JSON already. oRPC walks through everything it sends, in search of dates and files; this it leaves alone. */
class Verbatim {
  readonly #value: unknown;
  constructor(value: unknown) {
    this.#value = value;
  }
  toJSON(): unknown {
    return this.#value;
  }
}

const known = new WeakMap<object, readonly string[]>();

/** An answer with those of its parts that the contract declares as JSON of ours marked as such. */
export function verbatim(answer: unknown, procedure: AnyProcedure): unknown {
  const schema = procedure['~orpc'].outputSchema as z.ZodType | undefined;
  if (!schema || typeof answer !== 'object' || answer === null) return answer;
  const fields = known.get(schema) ?? jsonFields(schema);
  known.set(schema, fields);
  if (fields.length === 0) return answer;
  const marked: Record<string, unknown> = { ...answer };
  for (const name of fields)
    if (typeof marked[name] === 'object' && marked[name] !== null) marked[name] = new Verbatim(marked[name]);
  return marked;
}

/** Declared by `json()` of the contract: a schema of no other kind checks nothing. */
function jsonFields(schema: z.ZodType): readonly string[] {
  const { shape = {} } = schema as z.ZodType & { shape?: Record<string, z.ZodType> };
  return Object.keys(shape).filter((name) => shape[name]._zod.def.type === 'custom');
}
