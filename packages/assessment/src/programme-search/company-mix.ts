import type { Liability } from '@sonae/contract';
import type { LossModelData, Subject } from '@sonae/loss';
import type { RatingFacts, Variant } from '@sonae/policy';
import { type PlayedYears, playYears } from '../played-years/play.ts';
import { runTerms } from '../played-years/run.ts';
import { createTerms, type Terms } from '../task.ts';
import { type ControlCandidate, type PolicyCandidate, premiumOf, withControls } from './candidates.ts';
import type { Losses, MixProblem } from './mix.ts';
import { lossesOf, splitYears, tailError, type YearSums } from './tail.ts';

export type CompanyMix = {
  readonly data: LossModelData;
  readonly subject: Subject;
  readonly liabilities: ReadonlyMap<string, Liability>;
  /** What tariffs ask of the company as it is. */
  readonly facts: RatingFacts;
  readonly controls: readonly ControlCandidate[];
  readonly policies: readonly PolicyCandidate[];
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
};

/** What was chosen: controls, and one way to buy each policy that is bought. */
export type MixChoice = {
  readonly controls: readonly ControlCandidate[];
  readonly policies: readonly { readonly candidate: PolicyCandidate; readonly variant: Variant }[];
};

export type CompanyMixProblem = MixProblem & {
  choiceOf(prefix: readonly number[]): MixChoice;
  premiums(choice: MixChoice): number[];
  /** What a choice leaves, and the standard error of its tail. */
  measure(choice: MixChoice): Losses & { readonly tailError: number };
};

/**
 * The mixes a company can choose from. Decisions in this order: controls that change the loss, policies, controls that
 * only change a premium. All selections meet the same years (common random numbers).
 */
export function companyMix(input: CompanyMix): CompanyMixProblem {
  const { policies, returnPeriod } = input;
  const lossControls = input.controls.filter((control) => control.modelled);
  const premiumControls = input.controls.filter((control) => !control.modelled);
  const [firstPolicy, afterPolicies] = [lossControls.length, lossControls.length + policies.length];
  const states = new Map<string, State>();
  const terms = new Map<string, Terms>();

  /** Compiled once: controls change how often and how much, never which scenarios and terms there are. */
  const termsOf = (played: PlayedYears, key: string, bought: Bought): Terms => {
    const known = terms.get(key);
    if (known) return known;
    const wordings = bought.map(({ variant }) => variant.policy);
    const compiled = createTerms(played.model, input.liabilities, wordings);
    terms.set(key, compiled);
    return compiled;
  };

  /** The years as they are with some controls, played once. */
  const stateOf = (taken: readonly ControlCandidate[]): State => {
    const ids = taken.filter((control) => control.modelled).map(({ id }) => id);
    const key = ids.join('+');
    const known = states.get(key);
    if (known) return known;
    const { data, subject } = withControls(input.data, input.subject, ids);
    const state = createState(playYears(data, subject, input), returnPeriod, termsOf);
    states.set(key, state);
    return state;
  };

  const choiceOf = (prefix: readonly number[]): MixChoice => ({
    controls: [
      ...lossControls.filter((_, i) => prefix[i] === 1),
      ...premiumControls.filter((_, i) => prefix[afterPolicies + i] === 1),
    ],
    policies: policies.flatMap((candidate, i) => {
      const variant = candidate.variants[(prefix[firstPolicy + i] ?? 0) - 1];
      return variant ? [{ candidate, variant }] : [];
    }),
  });

  const rates = new Map<string, number>();
  const premiums = (choice: MixChoice, hoped: readonly ControlCandidate[] = []): number[] => {
    const held = [...choice.controls, ...hoped].map(({ id }) => id);
    const controls = {
      ...input.facts.controls,
      ...Object.fromEntries(held.map((id) => [id, 'yes' as const])),
    };
    return choice.policies.map(({ candidate, variant }) => {
      const key = `${candidate.policy.id} ${variant.id} ${held.toSorted().join('+')}`;
      const rate = rates.get(key) ?? premiumOf(candidate, variant, { ...input.facts, controls });
      rates.set(key, rate);
      return rate;
    });
  };

  return {
    decisions: [
      ...lossControls.map(({ id }) => ({ id, options: 2 })),
      ...policies.map(({ policy, variants }) => ({ id: policy.id, options: 1 + variants.length })),
      ...premiumControls.map(({ id }) => ({ id, options: 2 })),
    ],
    choiceOf,
    premiums: (choice) => premiums(choice),
    cost: (prefix) => {
      const choice = choiceOf(prefix);
      // A discount that an open control could still bring is granted: nothing can cost less than this.
      const open = premiumControls.slice(Math.max(0, prefix.length - afterPolicies));
      const controlCost = choice.controls.reduce((sum, { yearlyCostYen }) => sum + yearlyCostYen, 0);
      return premiums(choice, [...lossControls.slice(prefix.length), ...open]).reduce(
        (a, b) => a + b,
        controlCost,
      );
    },
    losses: (prefix) => {
      if (prefix.length < firstPolicy) return NOTHING;
      const choice = choiceOf(prefix);
      return stateOf(choice.controls).losses(
        choice,
        policies.slice(Math.max(0, prefix.length - firstPolicy)),
      );
    },
    measure: (choice) => {
      const state = stateOf(choice.controls);
      const kept = state.kept(choice.policies);
      return {
        ...lossesOf(state.sums, kept, returnPeriod),
        tailError: tailError(state.sums, kept, returnPeriod),
      };
    },
  };
}

/** Before the controls are decided nothing is known of the losses. */
const NOTHING: Losses = { mean: 0, tail: 0 };

type Bought = MixChoice['policies'];

/** The years with one set of controls, and what every policy makes of them. */
type State = {
  readonly sums: YearSums;
  /** What stays by active year. */
  kept(bought: Bought): Float64Array;
  /** Losses no completion with some of the open policies can go below; exact where none is open. */
  losses(choice: MixChoice, open: readonly PolicyCandidate[]): Losses;
};

function createState(
  played: PlayedYears,
  returnPeriod: number,
  termsOf: (played: PlayedYears, key: string, bought: Bought) => Terms,
): State {
  const { firstOfYear, small } = played;
  const sums = splitYears(small, (year) => firstOfYear[year] < firstOfYear[year + 1]);
  const runs = new Map<string, Float64Array>();
  const kept = (bought: Bought): Float64Array => {
    const key = bought.map(({ candidate, variant }) => `${candidate.policy.id} ${variant.id}`).join('|');
    const known = runs.get(key);
    if (known) return known;
    const outcome = runTerms(played, termsOf(played, key, bought));
    const result = Float64Array.from(sums.active, (year) => {
      let left = small[year];
      for (let event = firstOfYear[year]; event < firstOfYear[year + 1]; event++) {
        left += outcome.gross[event] - outcome.relieved[event];
        for (const paid of outcome.paid) left -= paid[event];
      }
      return left;
    });
    runs.set(key, result);
    return result;
  };
  const most = new Map<PolicyCandidate, Float64Array>();
  /** Years in which one event could save a limit for another: nothing is ruled out in them. */
  const several = Array.from(sums.active, (year) => firstOfYear[year + 1] - firstOfYear[year] > 1);
  /**
   * The most a policy pays in each active year, in any of its ways, beside any others. In a year of one event that is
   * what it pays alone, as long as less loss never means more payment; else it is taken to pay everything.
   */
  const mostPaid = (candidate: PolicyCandidate): Float64Array => {
    const known = most.get(candidate);
    if (known) return known;
    const owed = kept([]);
    const paid = new Float64Array(owed.length);
    for (const variant of candidate.variants) {
      const left = candidate.monotone ? kept([{ candidate, variant }]) : undefined;
      for (let i = 0; i < paid.length; i++)
        paid[i] = Math.max(paid[i], owed[i] - (several[i] ? 0 : (left?.[i] ?? 0)));
    }
    // Each payment is rounded by itself, which may move a yen from one to another.
    for (let i = 0; i < paid.length; i++) paid[i] += candidate.policy.parts.length;
    most.set(candidate, paid);
    return paid;
  };
  return {
    sums,
    kept,
    losses: (choice, open) => {
      const left = kept(choice.policies);
      if (open.length === 0) return lossesOf(sums, left, returnPeriod);
      const paid = open.map(mostPaid);
      const least = left.map((yen, i) =>
        Math.max(
          0,
          paid.reduce((rest, one) => rest - one[i], yen),
        ),
      );
      return lossesOf(sums, least, returnPeriod);
    },
  };
}
