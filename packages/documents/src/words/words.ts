import type { Language } from '@sonae/core';
import { en } from './en.ts';
import { ja } from './ja.ts';

/** One label in a table of figures about the figures: a term and what it means here. */
export type Explained = { readonly term: string; readonly text: string };

/** Everything the one page says by itself. Amounts, shares and periods arrive as texts already. */
export type Words = {
  readonly title: string;
  readonly subtitle: string;
  readonly fictional: string;
  readonly colon: string;
  readonly revenue: string;
  readonly tolerance: string;
  readonly headlines: {
    readonly title: string;
    readonly year: (years: string) => string;
    readonly chance: (share: string) => string;
    readonly serious: string;
    readonly seriousSub: string;
    readonly band: (low: string, high: string) => string;
    /** How to read the strips; one is marked with the tolerance where there is one. */
    readonly strips: (tolerance: boolean) => string;
    readonly ofRevenue: (share: string) => string;
    readonly beyond: (tolerance: string) => string;
    readonly chanceWithPeriod: (share: string, period: string) => string;
    readonly neverBeyond: (tolerance: string, years: string) => string;
    readonly noTolerance: string;
  };
  readonly waterfall: {
    readonly title: (years: string) => string;
    readonly caption: (years: string, around: string) => string;
    readonly bar: string;
    readonly exact: string;
    readonly bars: {
      readonly gross: string;
      readonly contract: string;
      readonly insurance: string;
      readonly retained: string;
    };
    /** The same names under the bars, cut into lines. */
    readonly labels: {
      readonly gross: string;
      readonly contract: string;
      readonly insurance: string;
      readonly retained: string;
    };
    readonly description: (gross: string, contract: string, insurance: string, retained: string) => string;
  };
  readonly curves: {
    readonly title: string;
    readonly period: string;
    readonly years: (count: string) => string;
    readonly tick: (years: string) => string;
    readonly gross: string;
    readonly afterContract: string;
    readonly retained: string;
    readonly withPremium: string;
    readonly dotted: (cost: string, premium: string, controls: string) => string;
    readonly noCost: string;
    readonly description: (years: string, gross: string, retained: string) => string;
    readonly table: string;
  };
  readonly heads: {
    readonly title: string;
    readonly caption: (years: string) => string;
    readonly head: string;
    readonly gross: string;
    readonly retained: string;
    readonly rest: (count: string) => string;
    readonly total: string;
    /** What the small bars beside the heads show. */
    readonly bars: string;
    readonly all: (count: string) => string;
  };
  readonly payers: {
    readonly title: string;
    readonly caption: string;
    readonly payer: string;
    readonly contract: string;
    readonly own: string;
    readonly rest: (count: string) => string;
  };
  readonly kept: {
    readonly title: string;
    readonly caption: string;
    readonly reason: string;
    readonly nothing: string;
    readonly rest: (count: string) => string;
    readonly all: (count: string) => string;
    /** How the ids under a reason are to be read. */
    readonly where: string;
  };
  readonly amount: string;
  readonly share: string;
  readonly exactAmount: string;
  readonly sureness: {
    readonly title: string;
    readonly band: (worlds: string) => Explained;
    readonly seriousBand: Explained;
    readonly error: (share: string, years: string) => Explained;
    readonly size: (years: string, worlds: string, seed: string, model: string) => Explained;
    readonly sources: (total: string, counts: string) => Explained;
    readonly count: (certainty: string, count: string) => string;
    readonly countSeparator: string;
  };
  readonly question: {
    readonly title: string;
    readonly narrowing: (share: string) => string;
    readonly none: string;
  };
  readonly sources: {
    readonly title: string;
    readonly none: string;
    readonly separator: string;
    readonly more: (count: string) => string;
    readonly all: (count: string) => string;
    readonly source: string;
    readonly date: string;
    readonly certainty: string;
  };
  readonly notes: { readonly title: string; readonly more: (count: string) => string };
  readonly command: string;
};

/** The words of the page in a language. */
export function wordsIn(language: Language): Words {
  return language === 'ja' ? ja : en;
}

/** What the one page is called, and what it is about: for a page that shows its sections. */
export function pageTitle(language: Language): { readonly title: string; readonly subtitle: string } {
  const { title, subtitle } = wordsIn(language);
  return { title, subtitle };
}
