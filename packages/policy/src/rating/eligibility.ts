import { say, type Text, type Truth } from '@sonae/core';
import { controlOf, industryOf } from '@sonae/knowledge';

import { yenText } from '../compare/words.ts';
import type { Eligibility, Policy, TermSource } from '../schema/index.ts';
import { SPECIAL_BARS } from './bars.ts';
import type { RatingFacts } from './facts.ts';

/** One condition of acceptance and whether the company meets it. */
export type EligibilityRule = {
  readonly id: string;
  /** Whether the rule lets the company in. */
  readonly met: Truth;
  readonly text: Text;
  readonly source?: TermSource;
};

export type Acceptance = {
  /** The edition whose rules counted. */
  readonly edition?: string;
  readonly accepted: Truth;
  readonly rules: readonly EligibilityRule[];
};

/**
 * Whether the conditions of acceptance (引受条件) let a company in. Of dated rules the latest edition that is out on the
 * day counts; undated ones always do.
 *
 * @param on a date or year-month as text, `2026-04`; the beginning of the policy where left out
 */
export function acceptanceOf(policy: Policy, facts: RatingFacts, on = policy.period?.from): Acceptance {
  const all = [policy.eligibility ?? []].flat();
  const dated = all
    .filter((rule) => rule.edition !== undefined && (on === undefined || rule.edition <= on))
    .sort((a, b) => (a.edition! < b.edition! ? -1 : 1));
  const latest = dated.at(-1);
  const rules = [...all.filter((rule) => rule.edition === undefined), ...(latest ? [latest] : [])].flatMap(
    (rule) => rulesOf(rule, facts),
  );
  return {
    edition: latest?.edition,
    accepted: rules.some((rule) => rule.met === 'no')
      ? 'no'
      : rules.some((rule) => rule.met === 'unknown')
        ? 'unknown'
        : 'yes',
    rules,
  };
}

function rulesOf({ bar, maxRevenue, requires, src }: Eligibility, facts: RatingFacts): EligibilityRule[] {
  const bars = (bar ?? []).map((id): EligibilityRule => {
    const { ja, en } = SPECIAL_BARS[id] ?? industryOf(id) ?? { ja: id, en: id };
    return {
      id,
      met: negate(isBarred(id, facts)),
      text: say(`${ja}は引き受けない`, `Not accepted: ${en}`),
      source: src,
    };
  });
  const revenue: EligibilityRule[] =
    maxRevenue === undefined
      ? []
      : [
          {
            id: 'maxRevenue',
            met: facts.revenueYen === undefined ? 'unknown' : facts.revenueYen <= maxRevenue ? 'yes' : 'no',
            text: say(`売上高${yenText(maxRevenue).ja}以下`, `Revenue up to ${yenText(maxRevenue).en}`),
            source: src,
          },
        ];
  const required = (requires ?? []).map((id): EligibilityRule => {
    const control = controlOf(id);
    return {
      id,
      met: facts.controls?.[control?.id ?? id] ?? facts.kinds?.[id] ?? 'unknown',
      text: say(`${control?.ja ?? id}が必要`, `Required: ${control?.en ?? id}`),
      source: src,
    };
  });
  return [...revenue, ...required, ...bars];
}

/** A kind that is stated decides; else the industry, where it rules the kind out or in. */
function isBarred(id: string, facts: RatingFacts): Truth {
  const stated = facts.kinds?.[id];
  if (stated !== undefined) return stated;
  const { industry } = facts;
  const { only, all } = SPECIAL_BARS[id] ?? { only: [id], all: true };
  if (industry === undefined || only === undefined) return 'unknown';
  return only.includes(industry) ? (all ? 'yes' : 'unknown') : 'no';
}

function negate(truth: Truth): Truth {
  return truth === 'unknown' ? truth : truth === 'yes' ? 'no' : 'yes';
}
