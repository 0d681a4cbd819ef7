import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
const SCHEMA_LINE = /^# yaml-language-server: \$schema=(\S+)$/;

const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.yaml'));

/** The schema an editor takes for a file, relative to the examples; undefined where the file names none. */
function schemaOf(file: string): string | undefined {
  const [, target] = SCHEMA_LINE.exec(readFileSync(path.join(EXAMPLES, file), 'utf8').split('\n')[0]) ?? [];
  return target === undefined ? undefined : path.join(path.dirname(file), target);
}

test.each(files.filter((file) => /^(companies|answers)\//.test(file)))(
  'X1 %s names its schema in its first line',
  (file) => {
    expect(schemaOf(file)).toBeDefined();
  },
);

test('X2 the schemas that examples name exist and are JSON Schemas', () => {
  const schemas = new Set(files.map(schemaOf).filter((schema) => schema !== undefined));
  expect(schemas.size).toBeGreaterThan(1);
  for (const schema of schemas) {
    expect(existsSync(path.join(EXAMPLES, schema)), schema).toBe(true);
    expect(JSON.parse(readFileSync(path.join(EXAMPLES, schema), 'utf8')), schema).toHaveProperty('$schema');
  }
});
