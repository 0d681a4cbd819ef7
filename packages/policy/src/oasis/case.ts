import * as z from 'zod';

/**
 * A case of the Oasis financial module: ground-up losses by item, a tree of aggregations with profiles of terms by
 * level and layer, and the insured losses by output that are expected.
 */

const whole = z.int();
const amount = z.number();

export const profileRow = z.object({
  calcrule_id: whole,
  deductible1: amount.default(0),
  deductible2: amount.default(0),
  deductible3: amount.default(0),
  attachment1: amount.default(0),
  limit1: amount.default(0),
  limit2: amount.default(0),
  share1: amount.default(0),
  share2: amount.default(0),
  share3: amount.default(0),
  step_id: amount.default(0),
  trigger_start: amount.default(0),
  trigger_end: amount.default(0),
  payout_start: amount.default(0),
  scale1: amount.default(0),
  scale2: amount.default(0),
});
export type ProfileRow = z.infer<typeof profileRow>;

const losses = z.record(z.string(), z.record(z.string(), amount));

export const oasisCase = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  multiPeril: z.boolean().optional(),
  items: z.array(z.object({ item: whole, cov: whole, tiv: amount })),
  /** From an aggregation of the level below (negative: an item), at a level, to an aggregation. */
  programme: z.array(z.tuple([whole, whole, whole])),
  /** Level, aggregation, layer, profile. */
  policytc: z.array(z.tuple([whole, whole, whole, whole])),
  profiles: z.record(z.string(), z.array(profileRow)),
  /** Output, aggregation, layer. */
  xref: z.array(z.tuple([whole, whole, whole])),
  gul: losses,
  il: losses,
});
export type OasisCase = z.infer<typeof oasisCase>;
