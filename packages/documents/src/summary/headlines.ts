import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText, percentText, probabilityAsPeriod, yenText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { type Amount, amountOf } from './amount.ts';
import { type BandView, bandsOf } from './bands.ts';

/** One of the three figures: what stays with the company in such a year, and how far not knowing moves it. */
export type HeadlineView = {
  readonly id: string;
  readonly label: string;
  readonly sub: string;
  readonly amount: Amount;
  readonly band: string;
  /** The band as a strip. */
  readonly strip: BandView;
  /** Share of revenue, where the revenue is known. */
  readonly ofRevenue?: string;
  /** The chance to pass the tolerance: what it is about, and the figure where there is one. */
  readonly beyond?: { readonly text: string; readonly figure: string };
  /** The figure the rest of the page explains. */
  readonly key: boolean;
};

/** The return periods of the first two figures; the third is one serious accident. */
const PERIODS = [20, 100];

/**
 * The three figures in the order they are read: first the one the rest of the page explains. A figure the assessment does
 * not carry is left out.
 */
export function headlineViews(assessment: Assessment, language: Language): HeadlineView[] {
  const words = wordsIn(language).headlines;
  const { headlines, company, returnPeriod } = assessment;
  const views = [
    ...PERIODS.map((years) => ({
      id: String(years),
      label: words.year(countText(years, language)),
      sub: words.chance(percentText(1 / years, language)),
      key: years === returnPeriod,
    })),
    { id: 'serious', label: words.serious, sub: words.seriousSub, key: false },
  ];
  const stripOf = bandsOf(assessment);
  const inOrder = [...views.filter(({ key }) => key), ...views.filter(({ key }) => !key)];
  return inOrder.flatMap((view): HeadlineView[] => {
    const headline = headlines[view.id];
    if (!headline) return [];
    const { yen, low, high } = headline;
    const { revenueYen } = company;
    return [
      {
        ...view,
        amount: amountOf(yen, language),
        band: words.band(yenText(low, language), yenText(high, language)),
        strip: stripOf(headline),
        ofRevenue: revenueYen ? words.ofRevenue(percentText(yen / revenueYen, language)) : undefined,
        beyond: view.id === '100' ? beyondView(assessment, language) : undefined,
      },
    ];
  });
}

function beyondView(assessment: Assessment, language: Language): HeadlineView['beyond'] {
  const words = wordsIn(language).headlines;
  const { beyondTolerance, company, years } = assessment;
  if (company.toleranceYen === undefined || beyondTolerance === undefined) {
    return { text: words.noTolerance, figure: '' };
  }
  const tolerance = yenText(company.toleranceYen, language, 'grouped');
  if (beyondTolerance === 0) {
    return { text: words.neverBeyond(tolerance, countText(years, language)), figure: '' };
  }
  const share = percentText(beyondTolerance, language);
  const period = probabilityAsPeriod(beyondTolerance, language);
  return { text: words.beyond(tolerance), figure: words.chanceWithPeriod(share, period) };
}
