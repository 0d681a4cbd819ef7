import type { Liability } from '@sonae/contract';
import type { Language } from '@sonae/core';
import type { LossModelData, Subject } from '@sonae/loss';
import {
  type CellSource,
  comparePolicies,
  type Policy,
  type SilentChanges,
  type State,
  type SupportCell,
} from '@sonae/policy';
import { scenarioName } from '../figures.ts';
import { type GapMap, gapMap } from '../gap-map/gap-map.ts';
import { type PlayedYears, playYears } from '../played-years/play.ts';
import type { Note } from '../result.ts';
import { type WorstYear, worstYears } from '../worst-years/worst-years.ts';

/** Whoever's risk the policies are held against. */
export type ComparedCompany = {
  readonly name: string;
  readonly fictional: boolean;
  readonly data: LossModelData;
  readonly subject: Subject;
  readonly liabilities: ReadonlyMap<string, Liability>;
  /** Firms the company itself can call, by area of support. */
  readonly contacts: readonly { readonly area: string; readonly firm: string; readonly hours?: string }[];
};

/** Policies side by side in one language; with a company also in yen. */
export type ComparisonReport = {
  readonly policies: ReturnType<typeof comparePolicies>['policies'];
  readonly axes: readonly {
    readonly id: string;
    readonly number: number;
    readonly name: string;
    readonly differs: boolean;
    readonly cells: readonly {
      readonly policy: string;
      readonly state: State;
      readonly text: string;
      readonly source: CellSource | null;
    }[];
  }[];
  readonly support: readonly {
    readonly area: string;
    readonly name: string;
    readonly cells: readonly SupportCell[];
    /** Whom the company can call by itself. */
    readonly own: readonly { readonly firm: string; readonly hours?: string }[];
  }[];
  readonly silentChanges: readonly SilentChanges[];
  readonly company?: { readonly name: string; readonly fictional: boolean };
  readonly gapMap?: GapMap;
  readonly worstYears?: readonly WorstYear[];
  readonly years?: number;
  readonly seed?: number;
  readonly notes: readonly Note[];
};

export type ComparisonOptions = {
  readonly pair?: { readonly expiring: string; readonly offered: string };
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly language: Language;
};

/** Compares policies, and where a company is given, what each of them alone would leave with it. */
export function comparisonReport(
  policies: readonly Policy[],
  company: ComparedCompany | undefined,
  options: ComparisonOptions,
): ComparisonReport {
  const wording = wordingReport(policies, company?.contacts ?? [], options);
  if (!company) return wording;
  const played = playYears(company.data, company.subject, options);
  return { ...wording, ...moneyReport(played, company, policies, options) };
}

/** What the wordings say, side by side; takes no time. */
export function wordingReport(
  policies: readonly Policy[],
  contacts: ComparedCompany['contacts'],
  { pair, language }: Pick<ComparisonOptions, 'pair' | 'language'>,
): ComparisonReport {
  const { axes, support, ...rest } = comparePolicies(policies, pair);
  return {
    ...rest,
    axes: axes.map((axis) => ({
      ...axis,
      name: axis.name[language],
      cells: axis.cells.map((cell) => ({ ...cell, text: cell.text[language] })),
    })),
    support: support.map((row) => ({
      ...row,
      name: row.name[language],
      own: contacts.filter(({ area }) => area === row.area).map(({ firm, hours }) => ({ firm, hours })),
    })),
    notes: NOTES,
  };
}

/** What each policy alone would leave with the company, over years played before. */
export function moneyReport(
  played: PlayedYears,
  { name, fictional, data, liabilities }: Omit<ComparedCompany, 'contacts' | 'subject'>,
  policies: readonly Policy[],
  { seed, returnPeriod, language }: Pick<ComparisonOptions, 'seed' | 'returnPeriod' | 'language'>,
): Required<Pick<ComparisonReport, 'company' | 'gapMap' | 'worstYears' | 'years' | 'seed'>> {
  const names = (row: number) => {
    const scenario = played.model.scenarios[row];
    return { id: scenario.id, name: scenarioName(scenario, data, language), cause: scenario.cause };
  };
  return {
    company: { name, fictional },
    gapMap: gapMap(played, liabilities, policies, { returnPeriod, language }),
    worstYears: worstYears(played, liabilities, policies, names, language),
    years: played.years,
    seed,
  };
}

const NOTES: readonly Note[] = [
  {
    code: 'wording',
    text: {
      ja: '読み取って入力された文言の比較です。「記載なし」は対象でも対象外でもなく、保険会社に確認する点です。順位は付けません。',
      en: 'A comparison of wordings as read and entered. "Not stated" is neither covered nor excluded: ask the insurer. No ranking.',
    },
  },
  {
    code: 'calculation',
    text: {
      ja: '金額は、この会社が被保険者であるとして入力された事実と公表資料から計算したもので、通知・同意・期間の条件を満たし、不明な事実は立証責任に従って推定した場合の額です。契約の解釈は要弁護士確認。',
      en: 'Amounts are calculated from the facts entered and published material, as if this company were the insured, notice, consent and time limits were met and unknown facts presumed by the burden of proof. Interpretation is for counsel.',
    },
  },
];
