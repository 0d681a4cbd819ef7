import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE, realFiles } from '../testing/files.ts';
import { schemaOf } from './files.ts';
import { jsonSchemas } from './json-schema.ts';

const FOLDER = path.join(PACKAGE, 'schemas');

test('K16 the committed JSON Schemas are those of the code', () => {
  const schemas = jsonSchemas();
  expect(readdirSync(FOLDER).toSorted()).toEqual([...schemas.keys()].toSorted());
  for (const [file, schema] of schemas) {
    const committed: unknown = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
    expect(committed, `${file}: run node scripts/build-knowledge.mjs --schemas`).toEqual(
      JSON.parse(JSON.stringify(schema)),
    );
  }
});

test('K16 every data file names its schema in its first line', () => {
  for (const [file, text] of realFiles()) {
    const schema = schemaOf(file.replace(/\.yaml$/, ''));
    if (schema)
      expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=../schemas/${schema}.schema.json`);
  }
});
