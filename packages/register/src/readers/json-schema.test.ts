import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { answersJsonSchema, companyJsonSchema } from '../json-schema.ts';
import { knowledgeVocabulary } from '../knowledge-vocabulary.ts';

const vocabulary = knowledgeVocabulary();
const examples = new URL('../../../../examples/', import.meta.url);
const schemas = new URL('../../schemas/', import.meta.url);

describe.each([
  ['company', companyJsonSchema(vocabulary), 'companies/'],
  ['answers', answersJsonSchema(vocabulary), 'answers/'],
] as const)('R32 %s.schema.json', (name, schema, folder) => {
  test('R32 is that of the code (else: node packages/register/scripts/generate.ts)', () => {
    expect(JSON.parse(readFileSync(new URL(`${name}.schema.json`, schemas), 'utf8'))).toEqual(schema);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  test('R32 every field has a Japanese title', () => {
    const untitled: string[] = [];
    const walk = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, items } = node as {
        properties?: Record<string, { title?: string }>;
        items?: unknown;
      };
      for (const [key, child] of Object.entries(properties ?? {})) {
        if (!/[ぁ-んァ-ヶ一-龠]|^(ID|EDR)$/.test(child.title ?? '')) untitled.push(`${path}.${key}`);
        walk(child, `${path}.${key}`);
      }
      walk(items, `${path}[]`);
    };
    walk(schema, name);
    expect(untitled).toEqual([]);
  });

  const validator = z.fromJSONSchema(schema as never);
  test.each(readdirSync(new URL(folder, examples)).filter((file) => file.endsWith('.yaml')))(
    'R32 accepts %s',
    (file) => {
      expect(
        validator.safeParse(parse(readFileSync(new URL(`${folder}${file}`, examples), 'utf8'))).error,
      ).toBeUndefined();
    },
  );

  test('R32 refuses what the reader refuses', () => {
    const least =
      name === 'company' ? { sonae: 'company/1', taxBasis: 'excluded', organisation: { name: 'a' } } : {};
    expect(validator.safeParse(least).success).toBe(true);
    expect(validator.safeParse({ ...least, unheard: 1 }).success).toBe(false);
    const industry = { industry: '漁業' };
    const wrong = name === 'company' ? { ...least, organisation: { name: 'a', ...industry } } : industry;
    expect(validator.safeParse(wrong).success).toBe(false);
  });
});
