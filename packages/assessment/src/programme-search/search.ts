import type { Language } from '@sonae/core';
import type { Note } from '../result.ts';
import { type ControlLeftOut, premiumOf } from './candidates.ts';
import { type CompanyMix, type CompanyMixProblem, companyMix, type MixChoice } from './company-mix.ts';
import { type Certificate, type Losses, searchMix } from './mix.ts';

/** A mix of controls and policies with what it costs and what it leaves, in whole yen a year. */
export type Mix = {
  readonly controls: readonly {
    readonly id: string;
    readonly name: string;
    readonly yearlyCostYen: number;
  }[];
  readonly policies: readonly {
    readonly id: string;
    readonly insurer: string;
    readonly variant: string;
    readonly choices: Readonly<Record<string, string>>;
    readonly riders: readonly string[];
    readonly premiumYen: number;
  }[];
  readonly premiumYen: number;
  readonly controlCostYen: number;
  /** premium + controls: what the budget bounds. */
  readonly spendYen: number;
  readonly retainedMeanYen: number;
  /** Mean of the worst 1/returnPeriod of the years. */
  readonly retainedTailYen: number;
  /** spend + retained mean. */
  readonly totalYen: number;
};

/** The mixes under a budget: calculated from what was entered, and nothing more. */
export type ProgrammeSearch = {
  readonly budgetYen: number;
  readonly returnPeriod: number;
  readonly years: number;
  readonly seed: number;
  /** Without any new control and any policy; and as the company is now, where its policies are among the candidates. */
  readonly nothing: Mix;
  readonly current?: Mix;
  readonly lowestTail?: Mix;
  readonly lowestTotal?: Mix;
  readonly frontier: readonly Mix[];
  readonly certificate: Certificate;
  /** Standard error of the tail of `lowestTail` (else of `nothing`), as a share of it. */
  readonly standardError: number;
  readonly candidates: {
    readonly controls: readonly {
      readonly id: string;
      readonly name: string;
      readonly yearlyCostYen: number;
      readonly modelled: boolean;
    }[];
    readonly policies: readonly {
      readonly id: string;
      readonly variants: number;
      readonly accepted: string;
      /** False where the tariff lacks a fact or the company is not accepted: such a policy is in no mix. */
      readonly priced: boolean;
    }[];
  };
  readonly leftOut: readonly {
    readonly id: string;
    readonly name: string;
    readonly why: ControlLeftOut['why'];
  }[];
  readonly notes: readonly Note[];
};

export type SearchInput = CompanyMix & {
  readonly budgetYen: number;
  readonly leftOut: readonly ControlLeftOut[];
  /** Ids of policies the company has now; the variant is the one written in the file. */
  readonly current?: MixChoice;
  readonly most?: number;
  readonly language: Language;
};

/** Searches all mixes of controls and policies a budget allows. */
export function searchProgramme(input: SearchInput): ProgrammeSearch {
  const { language, budgetYen, returnPeriod, years, seed } = input;
  const problem = companyMix(input);
  const result = searchMix(problem, budgetYen, input.most);
  const nothing: MixChoice = { controls: [], policies: [] };
  const mixOf = (choice: MixChoice) => tell(problem, choice, problem.measure(choice), language);
  const of = (selection: readonly number[] | undefined) =>
    selection ? problem.choiceOf(selection) : undefined;
  const lowestTail = of(result.lowestTail?.selection);
  const lowestTotal = of(result.lowestTotal?.selection);
  return {
    budgetYen,
    returnPeriod,
    years,
    seed,
    nothing: mixOf(nothing),
    current: input.current && mixOf(input.current),
    lowestTail: lowestTail && mixOf(lowestTail),
    lowestTotal: lowestTotal && mixOf(lowestTotal),
    frontier: result.frontier.map(({ selection }) => mixOf(problem.choiceOf(selection))),
    certificate: result.certificate,
    standardError: Number(problem.measure(lowestTail ?? nothing).tailError.toPrecision(3)),
    candidates: {
      controls: input.controls.map(({ id, name, yearlyCostYen, modelled }) => ({
        id,
        name: name[language],
        yearlyCostYen,
        modelled,
      })),
      policies: input.policies.map((candidate) => ({
        id: candidate.policy.id,
        variants: candidate.variants.length,
        accepted: candidate.accepted,
        priced: Number.isFinite(premiumOf(candidate, candidate.variants[0], input.facts)),
      })),
    },
    leftOut: input.leftOut.map(({ id, name, why }) => ({ id, name: name[language], why })),
    notes: NOTES,
  };
}

function tell(problem: CompanyMixProblem, choice: MixChoice, losses: Losses, language: Language): Mix {
  const premiums = problem.premiums(choice);
  const premiumYen = premiums.reduce((a, b) => a + b, 0);
  const controlCostYen = choice.controls.reduce((sum, { yearlyCostYen }) => sum + yearlyCostYen, 0);
  const retainedMeanYen = Math.round(losses.mean);
  return {
    controls: choice.controls.map(({ id, name, yearlyCostYen }) => ({
      id,
      name: name[language],
      yearlyCostYen,
    })),
    policies: choice.policies.map(({ candidate, variant }, i) => ({
      id: candidate.policy.id,
      insurer: candidate.policy.insurer,
      variant: variant.id,
      choices: variant.purchase.choices,
      riders: variant.purchase.riders,
      premiumYen: premiums[i],
    })),
    premiumYen,
    controlCostYen,
    spendYen: premiumYen + controlCostYen,
    retainedMeanYen,
    retainedTailYen: Math.round(losses.tail),
    totalYen: premiumYen + controlCostYen + retainedMeanYen,
  };
}

const NOTES: readonly Note[] = [
  {
    code: 'calculation',
    text: {
      ja: '入力された事実・料率・公表資料から計算した結果です。助言や勧誘、商品の推奨ではありません。引受の可否と保険料は保険会社に、法律上の判断は弁護士に確認してください（要弁護士確認）。',
      en: 'Calculated from the facts and tariffs entered and published material. Not advice, solicitation or a recommendation; acceptance and premium are for the insurer, legal points for counsel.',
    },
  },
  {
    code: 'control-effects',
    text: {
      ja: '対策の効果は引用できる数だけを使い、多くは契約者どうしを比べた相関です。効果の数字が無い対策は計算に入りません。保険は対策の代わりになりません。',
      en: 'Effects of controls are cited figures, mostly correlations between policyholders; controls without a figure are left out. Insurance does not replace controls.',
    },
  },
];
