import * as z from 'zod';
import { fact } from './fact.ts';
import { factId, text, wordId } from './provenance.ts';

const level = z.int().min(1).max(3);

const constant = z.strictObject({ value: z.number(), from: factId });

const factor = { factor: z.int().min(1), ja: text, en: text, from: factId };

/** One item of the map: how much mental distress (x) and economic loss (y) its leak means. */
const item = z.strictObject({
  id: wordId,
  ja: text,
  en: text,
  x: level,
  y: level,
  /** The row of items as read; its sources, date and certainty are the item's. */
  from: factId,
  aliases: z.array(text).optional(),
  /** Where another source puts the item into another cell. */
  conflict: z.strictObject({ x: level, y: level, note: text }).optional(),
});

export const jnsaFile = z.strictObject({
  formula: z.strictObject({
    base: constant,
    mentalBase: constant,
    economicBase: constant,
    levels: constant,
    /** The first row of which one combination of items is complete gives the factor; the last has none and always holds. */
    identifiability: z.array(z.strictObject({ ...factor, anyOf: z.array(z.array(text).min(1)) })).min(1),
    responsibility: z.array(z.strictObject({ id: wordId, ...factor })).min(1),
    response: z.array(z.strictObject({ id: wordId, ...factor })).min(1),
  }),
  items: z.array(item),
  facts: z.array(fact),
});
