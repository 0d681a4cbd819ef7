import * as z from 'zod';
import { condition, definition, exclusion, rider, service } from './clauses.ts';
import { limitNode } from './limits.ts';
import { part } from './part.ts';
import { eligibility, premium, rating } from './rating.ts';
import { id, instant, share, source, text } from './values.ts';

const region = z.enum(['japan', 'world', 'not_stated']);

/**
 * How the policy stands to others for the same loss (他の保険契約):
 * - `independent`: min(own independent liability, loss − what others paid), the usual Japanese rule;
 * - `excess`: its terms meet only what others have left;
 * - `contribution`: each pays in proportion to its own independent liability.
 */
export const OTHER_INSURANCE = ['independent', 'excess', 'contribution'] as const;

/** A policy: insurance at the level of the wording, in thirteen concepts. */
export const policy = z.strictObject({
  id: id.meta({ title: '証券の id' }),
  insurer: text.meta({ title: '保険会社' }),
  product: text.optional().meta({ title: '商品' }),
  fictional: z.boolean().optional().meta({ title: '架空の証券か' }),
  currency: z.literal('JPY').optional(),
  rounding: z.literal('yen-down').optional(),
  forms: z
    .array(z.strictObject({ id: text, edition: text.optional(), name: text.optional() }))
    .optional()
    .meta({ title: '約款' }),
  period: z
    .strictObject({ from: instant, to: instant, firstInception: instant.optional() })
    .optional()
    .meta({ title: '保険期間' }),
  insured: z.strictObject({ named: text, also: z.array(text).optional() }).optional(),
  services_insured: z.array(text).optional(),
  territory: z
    .strictObject({ damage: region.optional(), claim: region.optional(), business: region.optional() })
    .optional(),
  coinsurers: z
    .array(z.strictObject({ insurer: text, share }))
    .optional()
    .meta({ title: '共同保険の引受割合' }),
  otherInsurance: z.enum(OTHER_INSURANCE).optional(),
  definitions: z.record(z.string(), definition).optional(),
  limits: z.record(id, limitNode).meta({ title: '支払限度額の木' }),
  parts: z.array(part).min(1).meta({ title: '担保条項' }),
  exclusions: z.array(exclusion).optional().meta({ title: '免責事由' }),
  conditions: z.array(condition).optional().meta({ title: '条件' }),
  riders: z.array(rider).optional().meta({ title: '付けた特約' }),
  riders_available: z.array(rider).optional().meta({ title: '付けられる特約' }),
  not_stated: z.array(text).optional().meta({ title: '約款に記載がないこと' }),
  services: z.array(service).optional().meta({ title: '付帯サービス' }),
  premium: premium.optional(),
  rating: rating.optional().meta({ title: '料率' }),
  eligibility: z.union([eligibility, z.array(eligibility)]).optional(),
  src: source.optional(),
});
export type Policy = z.infer<typeof policy>;
