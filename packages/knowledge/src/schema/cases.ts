import * as z from 'zod';
import { date, provenance, text } from './provenance.ts';

/** Amounts by name, whole yen where the name does not end in another currency. */
const amounts = z.record(z.string(), z.int());

const step = z.strictObject({
  court: text,
  date: date.optional(),
  claimedYen: z.int().optional(),
  /** Amounts awarded, with what belongs to them in words. */
  awarded: z.record(z.string(), z.union([z.int(), z.string()])).optional(),
  outcome: text.optional(),
});

/** A disclosed case (事案). `cause`, `industry` and `kinds` are words of the vocabulary; the fields beside them are as filed. */
const disclosedCase = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/, { error: 'case-id' }),
  ja: text,
  en: text,
  date,
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'country' }),
  sector: text,
  industry: text.optional(),
  records: z.int().min(0).optional(),
  recordUnit: text.optional(),
  data: z.array(text).min(1).optional(),
  kinds: z.array(text).min(1).optional(),
  cause: text.optional(),
  causeFiled: text.optional(),
  causeDetail: text.optional(),
  perPersonAwardYen: amounts.optional(),
  perPersonVoluntaryYen: z.int().optional(),
  totalCostYen: z.int().optional(),
  /** What the total contains. */
  totalCostBasis: text.optional(),
  totalCostNote: text.optional(),
  costBreakdown: amounts.optional(),
  litigation: z.array(step).min(1).optional(),
  outcome: text.optional(),
  certainty: provenance.certainty,
  sources: provenance.sources,
  note: provenance.note,
});

export const casesFile = z.strictObject({ cases: z.array(disclosedCase) });
