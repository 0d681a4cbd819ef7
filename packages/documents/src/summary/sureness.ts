import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText, percentText } from '../format.ts';
import { type Explained, wordsIn } from '../words/words.ts';
import type { SourcesView } from './sources.ts';

/** What the bands mean, how far the calculation itself may be off, and what it rests on. */
export function surenessView(assessment: Assessment, sources: SourcesView, language: Language): Explained[] {
  const words = wordsIn(language).sureness;
  const { years, worlds, seed, modelVersion, standardError, returnPeriod } = assessment;
  const count = (number: number) => countText(number, language);
  return [
    words.band(count(worlds)),
    words.seriousBand,
    words.error(percentText(standardError, language), count(returnPeriod)),
    words.size(count(years), count(worlds), String(seed), modelVersion),
    words.sources(count(sources.all.length), sources.counts),
  ];
}
