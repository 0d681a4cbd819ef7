import * as z from 'zod';
import { eventFile } from './event/schema.ts';
import { policy } from './schema/index.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { [keyword: string]: unknown };

/** The JSON Schema of a policy file, for editors. */
export function policyJsonSchema(): JsonSchema {
  return titled(policy, '備え 保険証券（policy/1）');
}

/** The JSON Schema of a file of events. */
export function eventJsonSchema(): JsonSchema {
  return titled(eventFile, '備え 事案（event/1）');
}

/** The JSON Schema zod derives, with a title in front. */
function titled(schema: z.ZodType, title: string): JsonSchema {
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', reused: 'ref' }) as JsonSchema;
  const { $schema, ...rest } = json;
  return { $schema, title, ...rest };
}
