import { say, type Text, type Truth } from '@sonae/core';
import { controlOf, industryOf } from '@sonae/knowledge';
import type { Policy, Premium, Rating, RatingFactor, TermSource } from '../schema/index.ts';
import { combineDiscounts } from './discounts.ts';
import { type Acceptance, acceptanceOf } from './eligibility.ts';
import type { RatingFacts } from './facts.ts';
import { ledger, type RatingLine } from './ledger.ts';

export type { RatingLine } from './ledger.ts';

/** A premium as the tariff makes it for a company. */
export type Rated = {
  readonly policy: string;
  /** Whether a tariff was applied, or the quotation in the policy file taken as it stands. */
  readonly from: 'tariff' | 'quotation';
  /** Integer yen a year; null where a fact the tariff needs is unknown. Discounts nobody has stated are not taken. */
  readonly premium: number | null;
  /** With all open discounts granted, and with none. */
  readonly range: readonly [number, number] | null;
  /** What the policy file quotes, for comparison. */
  readonly quoted: number | null;
  readonly onboardingCost: number | null;
  readonly lines: readonly RatingLine[];
  readonly eligibility: Acceptance;
  /** Facts that are missing and would change the premium. */
  readonly unknown: readonly string[];
  readonly source?: TermSource;
};

/** Which choices are bought: by option; the first choice where nothing is said. Riders: those the policy has, where left out. */
export type Purchase = {
  readonly choices?: Readonly<Record<string, string>>;
  readonly riders?: readonly string[];
};

/** The yearly premium of a policy for a company, step by step, and whether it would be accepted. */
export function ratePolicy(policy: Policy, facts: RatingFacts, purchase: Purchase = {}): Rated {
  const { rating, premium } = policy;
  const riders = purchase.riders ?? Object.keys(premium?.riders ?? {});
  const rated = rating
    ? byTariff(rating, facts, { ...purchase, riders })
    : premium
      ? byQuotation(premium, riders)
      : { premium: null, range: null, lines: [], unknown: ['premium'] };
  return {
    policy: policy.id,
    from: rating ? 'tariff' : 'quotation',
    quoted: premium?.amount ?? null,
    onboardingCost: rating?.onboardingCost ?? premium?.onboardingCost ?? null,
    eligibility: acceptanceOf(policy, facts),
    source: rating?.src ?? premium?.src,
    ...rated,
  };
}

type Result = Pick<Rated, 'premium' | 'range' | 'lines' | 'unknown'>;

function byTariff(rating: Rating, facts: RatingFacts, { choices, riders = [] }: Purchase): Result {
  const basis = rating.basis === 'revenue' ? facts.revenueYen : facts.itRevenueYen;
  const unknown = new Set<string>();
  if (basis === undefined) unknown.add(rating.basis);
  const base = typeof rating.base === 'number' ? rating.base : bandOf(rating.base, basis)?.yen;
  const factors = (rating.factors ?? []).map((factor) => ({
    factor,
    value: factorValue(factor, basis, facts, unknown),
  }));
  const open = (rating.discounts?.list ?? []).filter((discount) => isGranted(discount, facts) === 'unknown');
  for (const discount of open) unknown.add(`discount.${discount.id}`);
  if (base === undefined || factors.some(({ value }) => value === undefined)) {
    return { premium: null, range: null, lines: [], unknown: [...unknown] };
  }

  const chosen = (rating.options ?? []).map((option) => {
    const choice = option.choices.find(({ id }) => id === choices?.[option.id]) ?? option.choices[0];
    return { option, choice };
  });
  const withDiscounts = (granted: readonly Truth[]): { premium: number; lines: RatingLine[] } => {
    const book = ledger(base);
    for (const { factor, value } of factors) {
      book.times('factor', factor.id, value as number, factorText(factor, facts));
    }
    for (const { option, choice } of chosen) {
      const name = `${option.name ?? option.id}：${choice.name ?? choice.id}`;
      if (choice.factor !== undefined)
        book.times('option', `${option.id}.${choice.id}`, choice.factor, say(name, name));
    }
    const list = (rating.discounts?.list ?? []).filter((discount) =>
      granted.includes(isGranted(discount, facts)),
    );
    if (rating.discounts && list.length > 0) {
      const { combine, cap } = rating.discounts;
      const rates = list.map(({ rate }) => rate);
      book.off(
        'discount',
        list.map(({ id }) => id).join('+'),
        combineDiscounts(rates, combine, cap),
        discountText(rates, combine, cap),
      );
    }
    if (rating.group !== undefined)
      book.off('group', 'group', rating.group, say('団体割引', 'Group discount'));
    const beforeRiders = book.at();
    for (const rider of riders) {
      const price = rating.riders?.[rider];
      if (price === undefined) continue;
      const added = 'yen' in price ? price.yen : beforeRiders * price.factor;
      book.add('rider', rider, added, say(`特約 ${rider}`, `Rider ${rider}`));
    }
    if (rating.minimum !== undefined) book.atLeast(rating.minimum);
    book.round(rating.roundTo ?? 1);
    return { premium: book.at(), lines: book.lines };
  };
  const stated = withDiscounts(['yes']);
  const least = withDiscounts(['yes', 'unknown']);
  return { ...stated, range: [least.premium, stated.premium], unknown: [...unknown] };
}

/** The quotation, followed step by step where it says how the amount came about. */
function byQuotation(premium: Premium, riders: readonly string[]): Result {
  const every = Object.keys(premium.riders ?? {});
  const left = every
    .filter((id) => !riders.includes(id))
    .reduce((sum, id) => sum + (premium.riders?.[id] ?? 0), 0);
  const amount = premium.amount - left;
  const lines: RatingLine[] = [];
  if (premium.base !== undefined) {
    const book = ledger(premium.base);
    for (const [id, value] of Object.entries(premium.factors ?? {}))
      book.times('factor', id, value, say(id, id));
    const { discounts } = premium;
    if (discounts && discounts.list.length > 0) {
      const rates = discounts.list.map(({ rate }) => rate);
      const ids = discounts.list.map(({ id }) => id).join('+');
      book.off(
        'discount',
        ids,
        combineDiscounts(rates, discounts.combine, discounts.cap),
        discountText(rates, discounts.combine, discounts.cap),
      );
    }
    if (premium.group !== undefined)
      book.off('group', 'group', premium.group, say('団体割引', 'Group discount'));
    for (const id of riders) {
      const added = premium.riders?.[id];
      if (added !== undefined) book.add('rider', id, added, say(`特約 ${id}`, `Rider ${id}`));
    }
    lines.push(...book.lines);
  }
  lines.push({
    id: 'amount',
    kind: 'quoted',
    value: amount,
    yen: amount,
    text: say('証券・見積書の保険料', 'Premium as quoted'),
  });
  return { premium: amount, range: [amount, amount], lines, unknown: [] };
}

function factorValue(
  factor: RatingFactor,
  basis: number | undefined,
  facts: RatingFacts,
  unknown: Set<string>,
): number | undefined {
  if (factor.fixed !== undefined) return factor.fixed;
  if (factor.industries) {
    const value = facts.industry === undefined ? undefined : factor.industries[facts.industry];
    if (value === undefined)
      unknown.add(facts.industry === undefined ? 'industry' : `${factor.id}.${facts.industry}`);
    return value;
  }
  if (basis === undefined) return undefined;
  if (factor.power) return (Math.max(1, basis) / factor.power.at) ** factor.power.exponent;
  return bandOf(factor.bands ?? [], basis)?.factor;
}

function bandOf<T extends { readonly upTo: number | 'unlimited' }>(
  bands: readonly T[],
  basis: number | undefined,
): T | undefined {
  if (basis === undefined) return undefined;
  return bands.find(({ upTo }) => upTo === 'unlimited' || basis <= upTo);
}

/** A discount hangs on controls, or on what was declared to the insurer. */
function isGranted(discount: NonNullable<Rating['discounts']>['list'][number], facts: RatingFacts): Truth {
  const declared = facts.declared?.[discount.id];
  if (declared !== undefined || discount.controls === undefined) return declared ?? 'unknown';
  const truths = discount.controls.map((name) => facts.controls?.[controlOf(name)?.id ?? name] ?? 'unknown');
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

function factorText({ id, industries, power }: RatingFactor, { industry }: RatingFacts): Text {
  if (industries) {
    const row = industryOf(industry ?? '');
    return say(`業種（${row?.ja ?? industry}）`, `Industry (${row?.en ?? industry})`);
  }
  return power ? say(`規模（${id}）`, `Size (${id})`) : say(id, id);
}

function discountText(rates: readonly number[], rule: string, cap: number | undefined): Text {
  const list = rates.map((rate) => `${Number((rate * 100).toFixed(4))}%`).join('、');
  const ja = { add: '合算', multiply: '連乗', best: '最大の一つ' }[rule];
  const most = cap === undefined ? '' : `、上限${cap * 100}%`;
  return say(
    `割引（${list}、${ja}${most}）`,
    `Discounts (${list}, ${rule}${cap === undefined ? '' : `, cap ${cap * 100}%`})`,
  );
}
