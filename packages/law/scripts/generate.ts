// Writes what is derived: the JSON Schema of a file of facts. Run after a change to the schema, and format after it:
// node packages/law/scripts/generate.ts && npm run format
import { writeFile } from 'node:fs/promises';
import { factsJsonSchema } from '../src/read/index.ts';

const schemas = new URL('../schemas/', import.meta.url);
await writeFile(new URL('facts.schema.json', schemas), `${JSON.stringify(factsJsonSchema(), null, 2)}\n`);
