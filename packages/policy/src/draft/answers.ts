import * as z from 'zod';
import { CLAIMANTS, CONSENTS, id, instant, share, text, yen } from '../schema/index.ts';

/** What nobody found, or nobody looked for: it becomes `not_stated`, never a no. */
export const UNKNOWN = 'unknown';

const unknown = z.literal(UNKNOWN);
const amount = z.union([yen, z.literal('unlimited'), unknown]);

/** Where an answer was read. */
const clause = {
  clause: z.union([text, z.number().transform(String)]).optional(),
  page: z.int().min(1).optional(),
};

const stated = z.enum(['covered', 'not_covered', UNKNOWN]);

/** A matter the wording names or excludes. */
const matter = z.union([unknown, z.strictObject({ state: stated, text: text.optional(), ...clause })]);

/** A cost and the terms of its payment. */
const cost = z.union([
  unknown,
  z.strictObject({
    state: z.enum(['covered', 'limited', 'not_covered', UNKNOWN]),
    limit: yen.optional(),
    share: share.optional(),
    perPerson: yen.optional(),
    perCorporation: yen.optional(),
    consent: z.enum(CONSENTS).optional(),
    ...clause,
  }),
]);

/** Exclusions most wordings have (免責事由), which an answer may name. */
export const USUAL_EXCLUSIONS = ['war_state', 'known', 'raised_liability', 'ransom', 'overload'] as const;

export const INTENT_ROLES = ['policyholder', 'named_insured', 'officer', 'employee'] as const;

/** The nineteen axes as questions to whoever holds the wording in hand. What is left out is unknown. */
export const axisAnswers = z.strictObject({
  personal_information: z.union([unknown, z.strictObject({ text, ...clause })]).optional(),
  limit: z
    .union([
      unknown,
      z.strictObject({
        policy: amount.optional(),
        liability: amount.optional(),
        expense: amount.optional(),
        ...clause,
      }),
    ])
    .optional(),
  deductible: z
    .union([
      unknown,
      z.strictObject({
        liability: z.union([yen, unknown]).optional(),
        expense: z.union([yen, unknown]).optional(),
        ...clause,
      }),
    ])
    .optional(),
  intent: z
    .union([unknown, z.strictObject({ excluded: z.array(z.enum(INTENT_ROLES)).min(1), ...clause })])
    .optional(),
  misconfiguration: matter.optional(),
  card_misuse: matter.optional(),
  recourse: matter.optional(),
  confidential_information: matter.optional(),
  consulting: z
    .union([
      unknown,
      z.strictObject({
        services: z
          .array(
            z.strictObject({
              area: text,
              bearer: z.enum(['insurer', 'counted_as_loss', 'insured']).optional(),
              hours: z.union([text, z.number().transform(String)]).optional(),
              firms: z.array(text).optional(),
            }),
          )
          .min(1),
        ...clause,
      }),
    ])
    .optional(),
  countermeasure_cost: cost.optional(),
  investigation_cost: cost.optional(),
  gift_cost: cost.optional(),
  discarded_media: matter.optional(),
  before_inception: z
    .union([
      unknown,
      z.strictObject({
        retro: z.enum(['none', 'any_unless_known', 'since_date', 'since_first_inception']),
        date: instant.optional(),
        ...clause,
      }),
    ])
    .optional(),
  joining_cost: z.union([unknown, z.strictObject({ yen, ...clause })]).optional(),
  security_discount: z
    .union([
      unknown,
      z.strictObject({
        list: z.array(z.strictObject({ id, rate: share })).min(1),
        cap: share.optional(),
        ...clause,
      }),
    ])
    .optional(),
  rider_limits: z
    .union([
      unknown,
      z.strictObject({
        bought: z.array(id).optional(),
        available: z.array(id).optional(),
        interruption: z
          .strictObject({
            rider: id,
            limit: amount.optional(),
            waitingHours: z.number().positive().optional(),
            deductible: yen.optional(),
          })
          .optional(),
        ...clause,
      }),
    ])
    .optional(),
  not_accepted: z
    .union([
      unknown,
      z.strictObject({ bar: z.array(text).optional(), maxRevenue: yen.optional(), ...clause }),
    ])
    .optional(),
  exclusions: z
    .union([unknown, z.strictObject({ list: z.array(z.enum(USUAL_EXCLUSIONS)).min(1), ...clause })])
    .optional(),
});
export type AxisAnswers = z.infer<typeof axisAnswers>;
export type AxisId = keyof AxisAnswers;

/** Everything a person says of a policy, from its declaration page and its wording. */
export const draftAnswers = z.strictObject({
  id,
  insurer: text,
  product: text.optional(),
  fictional: z.boolean().optional(),
  form: z.strictObject({ id: text, edition: text.optional() }).optional(),
  period: z.strictObject({ from: instant, to: instant }).optional(),
  insured: text.optional(),
  premiumYen: yen.optional(),
  /** Who reads, and when; stands in every pointer. */
  reader: text.optional(),
  readOn: text.optional(),
  /** Costs the list of the wording names beside those the axes ask for. */
  otherHeads: z.array(id).optional(),
  claimants: z.array(z.enum(CLAIMANTS)).optional(),
  axes: axisAnswers.optional(),
});
export type DraftAnswers = z.infer<typeof draftAnswers>;
