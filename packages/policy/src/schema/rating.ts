import * as z from 'zod';
import { id, share, source, text, yen } from './values.ts';

/** How the premium comes about (保険料). */
export const premium = z.strictObject({
  amount: yen,
  base: yen.optional(),
  basis: z.strictObject({ kind: text, value: yen }).optional(),
  factors: z.record(z.string(), z.number().positive()).optional(),
  discounts: z
    .strictObject({
      list: z.array(z.strictObject({ id, rate: share })),
      combine: z.enum(['add', 'multiply']),
      cap: share.optional(),
    })
    .optional(),
  minimum: yen.optional(),
  riders: z.record(z.string(), yen).optional(),
  onboardingCost: yen.optional(),
  group: share.optional(),
  adjust: text.optional(),
  src: source.optional(),
});
export type Premium = z.infer<typeof premium>;

/** Who is not accepted (引受条件); dated, because editions differ. */
export const eligibility = z.strictObject({
  edition: text.optional(),
  bar: z.array(text).optional(),
  maxRevenue: yen.optional(),
  requires: z.array(text).optional(),
  src: source.optional(),
});
export type Eligibility = z.infer<typeof eligibility>;
