import { factsOf } from '@sonae/knowledge/calibration';
import { cases } from '@sonae/knowledge/cases';
import type { PastCase } from './messages.ts';

/** Published totals of accidents in Japan: single cases, and medians of surveys. */
export function pastCases(): PastCase[] {
  const disclosed = cases.flatMap(
    ({ id, ja, en, totalCostYen, date, certainty, country, sources }): PastCase[] =>
      totalCostYen === undefined || country !== 'JP'
        ? []
        : [{ id, name: { ja, en }, yen: totalCostYen, date: String(date), certainty, url: sources[0]?.url }],
  );
  const surveyed = factsOf('loss-totals').flatMap(
    ({ id, ja, en, kind, unit, value, date, certainty, sources }): PastCase[] => {
      const median =
        typeof value === 'object' && value !== null && 'median' in value ? value.median : undefined;
      if (kind !== 'total_loss' || unit !== 'JPY/incident' || typeof median !== 'number') return [];
      const name = { ja: `${ja}（中央値）`, en: `${en} (median)` };
      return [{ id, name, yen: median, date: String(date), certainty, url: sources[0]?.url }];
    },
  );
  return [...disclosed, ...surveyed];
}
