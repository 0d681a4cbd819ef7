import { isCivilDate } from '@sonae/core';
import * as z from 'zod';
import { provenance, text, wordId } from './provenance.ts';

const day = z.string().refine(isCivilDate, { error: 'date' });

export const taxRatesFile = z.strictObject({
  rates: z
    .array(
      z.strictObject({
        id: wordId,
        ja: text,
        en: text,
        /** Parts per million, national and local tax together. */
        ppm: z.int().min(0).max(1_000_000),
        /** First and last day on which it holds. */
        from: day,
        until: day.optional(),
        ...provenance,
      }),
    )
    .min(1),
});
