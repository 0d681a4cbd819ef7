import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { type Amount, amountOf } from './amount.ts';

export type BarId = 'gross' | 'contract' | 'insurance' | 'retained';

/** A bar of the waterfall. What is taken off carries a minus, so that the column adds up as written. */
export type BarView = { readonly id: BarId; readonly name: string; readonly amount: Amount };

export type WaterfallView = {
  readonly title: string;
  readonly caption: string;
  /** The chart in one sentence, for those who do not see it. */
  readonly description: string;
  readonly bars: readonly BarView[];
};

export function waterfallView(assessment: Assessment, language: Language): WaterfallView {
  const words = wordsIn(language).waterfall;
  const { gross, contract, insurance, retained } = assessment.waterfall;
  const bar = (id: BarId, yen: number): BarView => ({
    id,
    name: words.bars[id],
    amount: amountOf(yen, language),
  });
  const exact = (yen: number) => amountOf(yen, language).exact;
  const years = countText(assessment.returnPeriod, language);
  return {
    title: words.title(years),
    caption: words.caption(years, countText(assessment.window.years, language)),
    description: words.description(exact(gross), exact(contract), exact(insurance), exact(retained)),
    // 0 − 0 and not −0: a minus before nothing is no figure.
    bars: [
      bar('gross', gross),
      bar('contract', 0 - contract),
      bar('insurance', 0 - insurance),
      bar('retained', retained),
    ],
  };
}
