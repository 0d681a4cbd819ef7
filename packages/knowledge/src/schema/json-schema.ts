import * as z from 'zod';
import { SCHEMAS } from './files.ts';

/**
 * The JSON Schema of each kind of data file, by its file name: what an editor checks while a person writes.
 * It describes the input, where a plain year may stand as a number.
 */
export function jsonSchemas(): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }),
    ]),
  );
}
