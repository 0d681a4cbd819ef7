// Writes what is derived: the JSON Schemas of policies and events. Run after a change to the schema, and format after it:
// node packages/policy/scripts/generate.ts && npm run format
import { writeFile } from 'node:fs/promises';
import { eventJsonSchema, policyJsonSchema } from '../src/json-schema.ts';

const schemas = new URL('../schemas/', import.meta.url);
await writeFile(new URL('policy.schema.json', schemas), `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
await writeFile(new URL('event.schema.json', schemas), `${JSON.stringify(eventJsonSchema(), null, 2)}\n`);
