import type { Assessment, CurvePoint } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText, yenText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { type Amount, amountOf } from './amount.ts';

/** The curves at one return period. */
export type CurveRow = {
  readonly years: number;
  /** Under a heading that says 何年に1度: 20年. */
  readonly label: string;
  readonly gross: Amount;
  readonly afterContract: Amount;
  readonly retained: Amount;
  readonly withPremium: Amount;
};

export type CurvesView = {
  readonly title: string;
  readonly caption: string;
  readonly description: string;
  readonly rows: readonly CurveRow[];
};

/** The return periods people name. */
const PERIODS = [5, 10, 20, 50, 100, 200, 500, 1_000];

export function curvesView(assessment: Assessment, language: Language): CurvesView {
  const words = wordsIn(language).curves;
  const { premiumYen, controlCostYen, returnPeriod } = assessment;
  const cost = premiumYen + controlCostYen;
  const grouped = (yen: number) => yenText(yen, language, 'grouped');
  const at = valuesAt(assessment, returnPeriod);
  const description = words.description(
    countText(returnPeriod, language),
    yenText(at.gross, language),
    yenText(at.retained, language),
  );
  const periods = [...new Set([...PERIODS, returnPeriod])].sort((a, b) => a - b);
  return {
    title: words.title,
    caption:
      cost > 0 ? words.dotted(grouped(cost), grouped(premiumYen), grouped(controlCostYen)) : words.noCost,
    description,
    rows: periods
      .filter((years) => isCovered(assessment, years))
      .map((years) => rowAt(assessment, years, language)),
  };
}

function rowAt(assessment: Assessment, years: number, language: Language): CurveRow {
  const { gross, afterContract, retained, withPremium } = valuesAt(assessment, years);
  return {
    years,
    label: wordsIn(language).curves.years(countText(years, language)),
    gross: amountOf(gross, language),
    afterContract: amountOf(afterContract, language),
    retained: amountOf(retained, language),
    withPremium: amountOf(withPremium, language),
  };
}

/**
 * The four amounts at a return period. Where a headline states the retained amount, it is that one; reading between two
 * points of a curve may miss it by a little, so the others are held above it.
 */
export function valuesAt(assessment: Assessment, years: number) {
  const { curves, headlines, premiumYen, controlCostYen } = assessment;
  const at = (points: readonly CurvePoint[]) => Math.round(interpolate(points, 1 / years));
  const retained = headlines[String(years)]?.yen ?? at(curves.retained);
  const afterContract = Math.max(at(curves.afterContract), retained);
  const gross = Math.max(at(curves.gross), afterContract);
  return { gross, afterContract, retained, withPremium: retained + premiumYen + controlCostYen };
}

function isCovered({ curves }: Assessment, years: number): boolean {
  const probabilities = curves.gross.map(({ probability }) => probability);
  return 1 / years <= Math.max(...probabilities) && 1 / years >= Math.min(...probabilities);
}

/** On a straight line between the neighbours, both scales logarithmic where the amounts allow it. */
function interpolate(points: readonly CurvePoint[], probability: number): number {
  const rarer = points.findIndex((point) => point.probability <= probability);
  if (rarer === -1) return points.at(-1)?.yen ?? 0;
  const right = points[rarer];
  const left = points[rarer - 1];
  if (!left || right.probability === probability) return right.yen;
  const way = Math.log(left.probability / probability) / Math.log(left.probability / right.probability);
  if (left.yen <= 0) return left.yen + way * (right.yen - left.yen);
  return left.yen * (right.yen / left.yen) ** way;
}
