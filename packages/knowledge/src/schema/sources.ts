import * as z from 'zod';
import { certainty, date, sourceFields, sourceId, text } from './provenance.ts';

/** A source that several rows cite, or one of the loss model (`x:`), which says what was read in it. */
export const sourceRow = z.strictObject({
  id: sourceId,
  ...sourceFields,
  fact: text.optional(),
  date: date.optional(),
  certainty: certainty.optional(),
  note: text.optional(),
});

export const sourcesFile = z.strictObject({ sources: z.array(sourceRow) });
