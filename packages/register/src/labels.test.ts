import { businesses, sizes, supportAreas } from '@sonae/knowledge';
import { describe, expect, test } from 'vitest';
import { companyColumns, foldHeading, namesOf, sheetPlans } from './columns.ts';
import { companyShape } from './company-shape.ts';
import { labelOf } from './labels.ts';
import { fold } from './nearest.ts';
import { BUSINESSES, SUPPORT_AREAS } from './schema.ts';
import type { Leaf, Shape } from './shape.ts';

const leaves = (shape: Shape): Leaf[] => {
  if (shape.node === 'leaf') return [shape];
  return [...(shape.node === 'table' ? shape.row : shape).fields.values()].flatMap(leaves);
};

describe.each(leaves(companyShape).filter(({ kind }) => kind === 'enum'))(
  'R29 choice $meta.ja',
  ({ values }) => {
    test('R29 every word has a label, different from the others in both languages', () => {
      for (const value of values) expect(labelOf(value).ja).not.toBe(value);
      expect(new Set(values.map((value) => fold(labelOf(value).ja))).size).toBe(values.length);
      expect(new Set(values.map((value) => fold(labelOf(value).en))).size).toBe(values.length);
    });
  },
);

describe.each([{ name: '会社', columns: companyColumns }, ...sheetPlans])(
  'R24 sheet $name',
  ({ columns }) => {
    test.each([0, 1, 2])('R24 headings are unique (name %i)', (rank) => {
      const names = columns.map((column) => foldHeading(namesOf(column)[rank]));
      expect(new Set(names).size).toBe(names.length);
    });
  },
);

test('R29 what the vocabulary names too has the same label here', () => {
  for (const { id, ja } of sizes) expect([id, labelOf(id).ja]).toEqual([id, ja]);
  for (const { id, ja } of businesses) expect([id, labelOf(id).ja]).toEqual([id, ja]);
  for (const { id, ja } of supportAreas) expect([id, labelOf(id).ja]).toEqual([id, ja]);
  expect(businesses.map(({ id }) => id)).toEqual([...BUSINESSES]);
  expect(supportAreas.map(({ id }) => id)).toEqual([...SUPPORT_AREAS]);
});
