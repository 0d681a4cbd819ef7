import { type ConditionalSchemaConverter, OpenAPIGenerator } from '@orpc/openapi';
import * as z from 'zod';
import { issue, problem } from './contract/base.ts';
import { answersInput, documentInput } from './contract/common-schemas.ts';
import { contract } from './contract/index.ts';

/** zod's own JSON Schema; files as OpenAPI writes them. */
const converter: ConditionalSchemaConverter = {
  condition: (schema) => schema?.['~standard'].vendor === 'zod',
  convert: (schema, { strategy, components = [], minStructureDepthForRef = 0 }) => {
    const given = schema as unknown as z.ZodType;
    // The definition of a component itself is asked for with a depth.
    const shared =
      minStructureDepthForRef > 0 ? undefined : components.find((component) => component.schema === schema);
    if (shared) return [shared.required, { $ref: shared.ref }];
    const json = z.toJSONSchema(given, {
      io: strategy,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const { type } = zodSchema._zod.def;
        if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
        if (type === 'file')
          Object.assign(jsonSchema, { type: 'string', contentMediaType: 'application/octet-stream' });
      },
    });
    delete json.$schema;
    return [!given.safeParse(undefined).success, json as object];
  },
};

/** The description of the HTTP face, OpenAPI 3.1, from the same schemas that requests are checked by. */
export async function openApi(version: string, server = '/api'): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [converter] });
  return generator.generate(contract, {
    info: {
      title: 'Sonae 備え',
      version,
      description:
        'Amounts are whole yen. Times are UTC. The header `sonae-organisation` names the organisation a request is about.',
    },
    servers: [{ url: server }],
    commonSchemas: {
      Problem: { schema: problem },
      Issue: { schema: issue },
      Answers: { schema: answersInput },
      CompanyDocument: { schema: documentInput },
    },
  });
}
