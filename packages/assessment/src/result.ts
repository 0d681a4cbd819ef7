import type { Text } from '@sonae/core';

/** A headline figure with the band of not-knowing: 5 % and 95 % quantiles. Whole yen. */
export type Headline = { readonly yen: number; readonly low: number; readonly high: number };

/** One point of a curve: a year at least this bad has this yearly probability. */
export type CurvePoint = { readonly probability: number; readonly yen: number };

/** The four curves over one and the same years; gross ≥ afterContract ≥ retained at every point. */
export type Curves = {
  readonly gross: readonly CurvePoint[];
  readonly afterContract: readonly CurvePoint[];
  readonly retained: readonly CurvePoint[];
  /** Retained with premium and the yearly cost of controls added: what preparing and suffering cost together. */
  readonly withPremium: readonly CurvePoint[];
};

/** gross − contract − insurance = retained, to the yen. */
export type Waterfall = {
  readonly gross: number;
  readonly contract: number;
  readonly insurance: number;
  readonly retained: number;
};

export type HeadFigure = {
  readonly id: string;
  readonly name: string;
  readonly gross: number;
  readonly afterContract: number;
  readonly retained: number;
  /** Formula and sources of the head in the loss model. */
  readonly formulas: readonly string[];
  readonly sources: readonly string[];
};

export type ScenarioFigure = {
  readonly id: string;
  readonly name: string;
  readonly cause: string;
  readonly tier: string;
  readonly gross: number;
  readonly retained: number;
};

/** Why money stays with the company. The amounts of all reasons add up to the retained bar. */
export type KeptFigure = {
  readonly reason: string;
  readonly name: string;
  readonly policy?: string;
  readonly part?: string;
  readonly clause?: string;
  readonly yen: number;
};

/** The unanswered fact that would narrow the band most, and by what share. */
export type NextQuestion = {
  readonly id: string;
  readonly narrowing: number;
  readonly question: Text;
};

/** A source the figures rest on. */
export type SourceFigure = {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly date?: string;
  readonly certainty: string;
};

/** Something a reader must know: an assumption, a clause for a lawyer, a figure nobody verified. */
export type Note = { readonly code: string; readonly text: Text };

/**
 * An assessment: the same input gives the same bytes. No time of day, duration or number of threads is in it.
 */
export type Assessment = {
  readonly company: {
    readonly name: string;
    readonly fictional: boolean;
    readonly industry?: string;
    readonly revenueYen?: number;
    readonly toleranceYen?: number;
  };
  readonly headlines: Readonly<Record<string, Headline>>;
  /** Yearly probability that the retained amount passes the tolerance. */
  readonly beyondTolerance?: number;
  readonly returnPeriod: number;
  readonly waterfall: Waterfall;
  readonly window: { readonly years: number; readonly from: number; readonly to: number };
  readonly curves: Curves;
  readonly heads: readonly HeadFigure[];
  readonly scenarios: readonly ScenarioFigure[];
  readonly kept: readonly KeptFigure[];
  readonly payers: readonly { readonly id: string; readonly name: string; readonly yen: number }[];
  readonly nextQuestion: NextQuestion | null;
  readonly openQuestions: readonly NextQuestion[];
  readonly years: number;
  readonly worlds: number;
  readonly seed: number;
  /** Standard error of the 1-in-return-period figure from the finite number of years, as a share of it. */
  readonly standardError: number;
  readonly premiumYen: number;
  readonly controlCostYen: number;
  readonly modelVersion: string;
  readonly sources: readonly SourceFigure[];
  readonly notes: readonly Note[];
  readonly command: string;
};
