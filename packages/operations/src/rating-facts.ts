import type { Truth } from '@sonae/core';
import { controlOf, industryOf } from '@sonae/knowledge';
import type { RatingFacts } from '@sonae/policy';
import type { Company } from '@sonae/register';

/** What tariffs ask of a company, from its register. What nobody stated stays unknown. */
export function ratingFacts(company: Company): RatingFacts {
  const { industry, revenueYen } = company.organisation;
  const sales = (company.services ?? []).map((service) => service.yearlySalesYen);
  return {
    industry: industry === undefined ? undefined : industryOf(industry)?.id,
    revenueYen: typeof revenueYen === 'number' ? revenueYen : undefined,
    itRevenueYen: sales.every((yen) => typeof yen === 'number')
      ? sales.reduce((a: number, b) => a + (b as number), 0)
      : undefined,
    controls: controlStatus(company),
  };
}

/** Status by control of the vocabulary. */
export function controlStatus(company: Company): Record<string, Truth> {
  return Object.fromEntries(
    (company.controls ?? []).map(({ id, status }) => [controlOf(id)?.id ?? id, status ?? 'unknown']),
  );
}
