import { compareIds, type Text, type Truth } from '@sonae/core';
import { controls } from '@sonae/knowledge';
import type { LossModelData, Subject } from '@sonae/loss';
import {
  acceptanceOf,
  isMonotone,
  type Policy,
  type RatingFacts,
  ratePolicy,
  type Variant,
  variantsOf,
} from '@sonae/policy';

/** A control the company does not surely have, with what it would cost. */
export type ControlCandidate = {
  readonly id: string;
  readonly name: Text;
  readonly yearlyCostYen: number;
  /** Whether the loss model knows an effect of it. */
  readonly modelled: boolean;
};

/** A control that cannot be weighed, and why: no cost is known, or no effect that could be cited. */
export type ControlLeftOut = {
  readonly id: string;
  readonly name: Text;
  readonly why: 'no_cost' | 'no_effect';
};

/** A policy that could be bought, in each of its ways. */
export type PolicyCandidate = {
  readonly policy: Policy;
  readonly variants: readonly Variant[];
  /** Whether less loss can never mean more payment, in any of its ways. */
  readonly monotone: boolean;
  readonly accepted: Truth;
  /** The premium to take where the policy has no tariff: what the company was quoted. */
  readonly quotedYen?: number;
};

export type ControlFacts = {
  /** Status by control of the vocabulary. */
  readonly status: Readonly<Record<string, Truth>>;
  /** Yearly cost by control, where somebody stated it. */
  readonly costYen: Readonly<Record<string, number>>;
};

/** The controls that can be chosen. Those with neither a modelled effect nor one on a premium change no figure. */
export function controlCandidates(
  data: LossModelData,
  { status, costYen }: ControlFacts,
  policies: readonly PolicyCandidate[],
): { readonly candidates: ControlCandidate[]; readonly leftOut: ControlLeftOut[] } {
  const discounted = new Set(
    policies.flatMap(({ policy }) =>
      (policy.rating?.discounts?.list ?? []).flatMap((one) => one.controls ?? []),
    ),
  );
  const candidates: ControlCandidate[] = [];
  const leftOut: ControlLeftOut[] = [];
  for (const { id, ja, en } of controls) {
    if (status[id] === 'yes') continue;
    const name = { ja, en };
    const modelled = data.facts[id]?.control === id;
    const yearlyCostYen = costYen[id];
    if (!modelled && !discounted.has(id)) leftOut.push({ id, name, why: 'no_effect' });
    else if (yearlyCostYen === undefined) leftOut.push({ id, name, why: 'no_cost' });
    else candidates.push({ id, name, yearlyCostYen, modelled });
  }
  return { candidates: candidates.sort((a, b) => compareIds(a.id, b.id)), leftOut };
}

/** A policy with all its ways to be bought. */
export function policyCandidate(base: Policy, facts: RatingFacts, quotedYen?: number): PolicyCandidate {
  const variants = variantsOf(base);
  return {
    policy: base,
    variants,
    monotone: isMonotone(variants.map((variant) => variant.policy)),
    accepted: acceptanceOf(base, facts).accepted,
    quotedYen,
  };
}

/** The premium of one way to buy a policy; infinite where the company would not be accepted or a fact is missing. */
export function premiumOf(candidate: PolicyCandidate, variant: Variant, facts: RatingFacts): number {
  if (candidate.accepted === 'no') return Number.POSITIVE_INFINITY;
  if (!candidate.policy.rating && candidate.quotedYen !== undefined) return candidate.quotedYen;
  return ratePolicy(variant.policy, facts, variant.purchase).premium ?? Number.POSITIVE_INFINITY;
}

/**
 * The loss model with some controls in place. A control nobody stated is drawn in every world; the draw stays and only
 * its answer is fixed, so that all other luck is the same with the control and without.
 */
export function withControls(
  data: LossModelData,
  subject: Subject,
  taken: readonly string[],
): { readonly data: LossModelData; readonly subject: Subject } {
  const stated = taken.filter((id) => subject.stated[id] !== undefined);
  const drawn = taken.filter((id) => subject.stated[id] === undefined);
  return {
    subject: {
      ...subject,
      stated: { ...subject.stated, ...Object.fromEntries(stated.map((id) => [id, 1])) },
    },
    data: {
      ...data,
      facts: {
        ...data.facts,
        ...Object.fromEntries(
          drawn.map((id) => [id, { ...data.facts[id], prior: `max(1, ${data.facts[id].prior})` }]),
        ),
      },
    },
  };
}
