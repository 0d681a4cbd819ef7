import { ID_PATTERN, ppmOf } from '@sonae/core';
import * as z from 'zod';

/**
 * A policy as data: insurance at the level of the wording. Thirteen concepts, see `docs/glossary.md` and the README of
 * this package. Amounts are integer yen; an amount that is missing is not zero, and `unlimited` is a word of its own.
 */

const id = z.string().regex(ID_PATTERN, { error: 'id' });
const text = z.string().min(1);
const yen = z.int().min(0);
const amount = z.union([yen, z.literal('unlimited')]);
const share = z
  .number()
  .min(0)
  .max(1)
  .refine((value) => ppmOf(value) !== undefined, { error: 'share' });
const instant = z.iso
  .datetime({ offset: true, local: false, precision: null })
  .or(z.string().regex(INSTANT()));

/** Where a term was read: form, edition and clause, and how sure the reading is. */
export const source = z.strictObject({
  form: text,
  edition: text.optional(),
  clause: text.optional(),
  page: z.int().min(1).optional(),
  state: z.enum(['read', 'inferred', 'not_stated']).optional(),
});

export const limitNode = z.strictObject({
  amount,
  per: z.enum(['claim', 'event', 'series', 'period', 'unit']),
  alsoPer: z.union([z.enum(['event', 'series', 'period']), z.strictObject({ period: amount })]).optional(),
  defence: z.enum(['inside', 'outside', 'proportional', 'inside_policy']).optional(),
  children: z.array(id).optional(),
  rule: text.optional(),
  src: source.optional(),
});

export const CLAIMANTS = ['victim', 'card_issuer', 'client', 'other_company', 'authority'] as const;

const headFields = {
  group: id.optional(),
  pct: share.optional(),
  node: id.optional(),
  limit: amount.optional(),
  unitCap: z.strictObject({ person: yen.optional(), corporation: yen.optional() }).optional(),
  consent: z.enum(['prior', 'prior_written']).optional(),
  claimants: z.array(z.enum(CLAIMANTS)).optional(),
  notIf: text.optional(),
  rider: id.optional(),
  retentionApplies: z.boolean().optional(),
  src: source.optional(),
};

export const partHead = z.union([
  z.strictObject({ id, ...headFields }),
  z.strictObject({ ids: z.array(id).min(1), ...headFields }),
]);

export const RETENTION_KINDS = [
  'none',
  'deductible',
  'franchise',
  'sir',
  'waiting_excess',
  'waiting_qualify',
  'waiting_from_zero',
] as const;

export const retention = z.strictObject({
  kind: z.enum(RETENTION_KINDS),
  amount: yen.optional(),
  hours: z.number().positive().optional(),
  per: z.enum(['claim', 'series', 'event', 'year']).optional(),
  heads: z.union([z.array(id).min(1), text]).optional(),
  src: source.optional(),
});

export const trigger = z.strictObject({
  basis: z.enum(['claim_made', 'discovered', 'outage_started', 'cost_incurred']),
  retro: z.enum(['none', 'since_first_inception', 'since_date', 'any_unless_known']).optional(),
  retroDate: text.optional(),
  series: z.record(z.string(), z.string()).optional(),
  suspicionCounts: z.boolean().optional(),
  suspicionNeeds: text.optional(),
  claimIn: z.enum(['japan', 'world']).optional(),
  reportWithinDays: z.int().positive().optional(),
  src: source.optional(),
});

export const part = z.strictObject({
  id,
  rider: id.optional(),
  trigger,
  window: z
    .strictObject({ from: z.enum(['discovered', 'notice', 'occurred']), days: z.int().positive() })
    .optional(),
  retention: z.union([retention, z.array(retention)]).optional(),
  pct: share.optional(),
  indemnityPeriod: z.strictObject({ maxDays: z.int().positive() }).optional(),
  heads: z.array(partHead).min(1),
  order: z.array(text).min(1),
  src: source.optional(),
});

export const exclusion = z.strictObject({
  id,
  parts: z.union([z.literal('all'), z.array(id)]).optional(),
  when: text,
  unless: text.optional(),
  effect: z.enum(['all', 'component', 'cap']).optional(),
  burden: z.enum(['insurer', 'insured']).optional(),
  liftedByRider: id.optional(),
  keepUpTo: z.literal('actual_loss').optional(),
  src: source.optional(),
});

export const condition = z.strictObject({
  id,
  when: text,
  effect: z.enum(['deny', 'deny_if_prejudice', 'reduce', 'gate_head']),
  heads: z.array(id).optional(),
  to: share.optional(),
  src: source.optional(),
});

export const service = z.strictObject({
  area: text,
  bearer: z.enum(['counted_as_loss', 'insurer', 'insured']).optional(),
  hours: text.optional(),
  panel: z.boolean().optional(),
  firms: z.array(text).optional(),
  condition: id.optional(),
});

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
  riders: z.record(z.string(), yen).optional(),
  onboardingCost: yen.optional(),
  group: share.optional(),
  adjust: text.optional(),
});

export const policy = z.strictObject({
  id,
  insurer: text,
  product: text.optional(),
  fictional: z.boolean().optional(),
  forms: z.array(z.strictObject({ id: text, edition: text.optional() })).optional(),
  period: z.strictObject({ from: instant, to: instant, firstInception: instant.optional() }).optional(),
  insured: z.strictObject({ named: text, also: z.array(text).optional() }).optional(),
  services_insured: z.array(text).optional(),
  territory: z
    .strictObject({
      damage: z.enum(['japan', 'world']).optional(),
      claim: z.enum(['japan', 'world']).optional(),
      business: z.enum(['japan', 'world']).optional(),
    })
    .optional(),
  definitions: z.record(z.string(), text).optional(),
  limits: z.record(z.string(), limitNode),
  parts: z.array(part).min(1),
  exclusions: z.array(exclusion).optional(),
  conditions: z.array(condition).optional(),
  riders: z.array(id).optional(),
  riders_available: z.array(id).optional(),
  not_stated: z.array(text).optional(),
  services: z.array(service).optional(),
  premium: premium.optional(),
  eligibility: z.strictObject({ bar: z.array(text).optional(), maxRevenue: yen.optional() }).optional(),
});

export type Policy = z.infer<typeof policy>;
export type Part = z.infer<typeof part>;
export type PartHead = z.infer<typeof partHead>;
export type Retention = z.infer<typeof retention>;
export type LimitNode = z.infer<typeof limitNode>;
export type Exclusion = z.infer<typeof exclusion>;

/** An instant with an offset, seconds optional: `2026-04-01T16:00+09:00`. */
function INSTANT(): RegExp {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
}
