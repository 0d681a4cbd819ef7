import * as z from 'zod';
import { patch } from './clauses.ts';
import { id, share, source, text, UNLIMITED_WORD, yen } from './values.ts';

/** How discounts (割引) come together: rates added, what remains multiplied, or the best one alone. */
export const DISCOUNT_RULES = ['add', 'multiply', 'best'] as const;

const combine = z.enum(DISCOUNT_RULES);

/** How the premium of this contract comes about (保険料), as the quotation or the certificate says. */
export const premium = z.strictObject({
  amount: yen,
  base: yen.optional(),
  basis: z.strictObject({ kind: text, value: yen }).optional(),
  factors: z.record(z.string(), z.number().positive()).optional(),
  discounts: z
    .strictObject({ list: z.array(z.strictObject({ id, rate: share })), combine, cap: share.optional() })
    .optional(),
  minimum: yen.optional(),
  riders: z.record(z.string(), yen).optional(),
  onboardingCost: yen.optional(),
  group: share.optional(),
  adjust: text.optional(),
  src: source.optional(),
});
export type Premium = z.infer<typeof premium>;

/** What a tariff measures a company by (保険料算出の基礎). */
export const RATING_BASES = ['revenue', 'it_revenue'] as const;

/** Up to and including this amount of the basis. */
const upTo = z.union([yen, z.literal(UNLIMITED_WORD)]);

const factor = z.number().positive();

/** One factor of a tariff (料率の係数): by industry, by bands of the basis, or a power of the basis. */
export const ratingFactor = z
  .strictObject({
    id,
    industries: z.record(id, factor).optional().meta({ title: '業種ごとの係数' }),
    bands: z
      .array(z.strictObject({ upTo, factor }))
      .min(1)
      .optional()
      .meta({ title: '基礎の額の区分ごとの係数' }),
    power: z
      .strictObject({ at: yen, exponent: z.number() })
      .optional()
      .meta({ title: '（基礎の額／at）の exponent 乗' }),
    fixed: factor.optional(),
    src: source.optional(),
  })
  .refine(
    (one) =>
      [one.industries, one.bands, one.power, one.fixed].filter((way) => way !== undefined).length === 1,
    {
      error: 'one-way-of-rating',
    },
  );
export type RatingFactor = z.infer<typeof ratingFactor>;

/** A discount of a tariff. It is given where all controls named are in place; without controls, where it is declared. */
export const ratingDiscount = z.strictObject({
  id,
  name: text.optional(),
  rate: share,
  controls: z.array(id).min(1).optional(),
});

/** One choice of a term that can be bought in several ways, as changes of the wording and a factor on the premium. */
export const ratingChoice = z.strictObject({
  id,
  name: text.optional(),
  factor: factor.optional(),
  changes: z.array(patch).optional(),
});
export type RatingChoice = z.infer<typeof ratingChoice>;

/** A term that can be bought in several ways (限度額・免責金額の選択). Exactly one of the choices is bought. */
export const ratingOption = z.strictObject({
  id,
  name: text.optional(),
  choices: z.array(ratingChoice).min(1),
});
export type RatingOption = z.infer<typeof ratingOption>;

/**
 * How any company's premium comes about (料率): base × factors × choices × (1 − discounts) × (1 − group discount), then
 * riders, the minimum, and rounding down to a multiple of `roundTo` yen.
 */
export const rating = z.strictObject({
  basis: z.enum(RATING_BASES),
  base: z.union([yen, z.array(z.strictObject({ upTo, yen })).min(1)]).meta({ title: '基本保険料（円）' }),
  factors: z.array(ratingFactor).optional(),
  options: z.array(ratingOption).optional().meta({ title: '選べる限度額・免責金額' }),
  discounts: z.strictObject({ list: z.array(ratingDiscount), combine, cap: share.optional() }).optional(),
  group: share.optional().meta({ title: '団体割引' }),
  riders: z
    .record(id, z.union([z.strictObject({ yen }), z.strictObject({ factor })]))
    .optional()
    .meta({ title: '特約の保険料（円）か、特約前の保険料に対する割合' }),
  minimum: yen.optional().meta({ title: '最低保険料（円）' }),
  roundTo: z.int().positive().optional().meta({ title: '端数処理の単位（円、切捨て）' }),
  onboardingCost: yen.optional().meta({ title: '導入にかかる費用（円）' }),
  src: source.optional(),
});
export type Rating = z.infer<typeof rating>;

/** Who is not accepted (引受条件). The rule of the latest edition that is in force counts, because editions differ. */
export const eligibility = z.strictObject({
  edition: text.optional(),
  bar: z.array(text).optional(),
  maxRevenue: yen.optional(),
  requires: z.array(text).optional(),
  src: source.optional(),
});
export type Eligibility = z.infer<typeof eligibility>;
