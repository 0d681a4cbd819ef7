import type { Liability } from '@sonae/contract';
import { compareIds } from '@sonae/core';
import type { PlayedYears } from '../played-years/play.ts';
import { createDetail, runTerms } from '../played-years/run.ts';
import { tailYears } from '../programme-search/tail.ts';
import { createTerms } from '../task.ts';

/** What one contract partner could claim of us, in whole yen: mean of that partner's own worst 1/returnPeriod years. */
export type PartnerExposure = {
  readonly partner: string;
  /** Claimed, and left after the contract: owed ≤ claimed. */
  readonly claimed: number;
  readonly owed: number;
  /** Share of all years in which the partner claims anything. */
  readonly probability: number;
};

/** What each partner could claim and what the contracts leave of it, over years played before; largest owed first. */
export function partnerExposure(
  played: PlayedYears,
  liabilities: ReadonlyMap<string, Liability>,
  returnPeriod: number,
): PartnerExposure[] {
  const { model, table, years, firstOfYear } = played;
  const { partners } = model.source;
  const terms = createTerms(model, liabilities, []);
  const detail = createDetail(played, terms);
  runTerms(played, terms, detail);
  const claimed = partners.map(() => new Map<number, number>());
  const owed = partners.map(() => new Map<number, number>());
  const add = (sums: Map<number, number>, year: number, yen: number) =>
    sums.set(year, (sums.get(year) ?? 0) + yen);
  for (let year = 0; year < years; year++)
    for (let event = firstOfYear[year]; event < firstOfYear[year + 1]; event++)
      for (let l = table.firstLine[event]; l < table.firstLine[event + 1]; l++) {
        const partner = table.partner[l];
        if (partner < 0 || detail.gross[l] <= 0) continue;
        add(claimed[partner], year, detail.gross[l]);
        add(owed[partner], year, detail.owed[l]);
      }
  const tail = tailYears(years, returnPeriod);
  return partners
    .map(({ id }, p): PartnerExposure => {
      // The same years for both: those in which most is left to pay, then most was claimed.
      const worst = [...claimed[p].keys()]
        .sort(
          (a, b) =>
            (owed[p].get(b) ?? 0) - (owed[p].get(a) ?? 0) ||
            (claimed[p].get(b) ?? 0) - (claimed[p].get(a) ?? 0) ||
            a - b,
        )
        .slice(0, tail);
      const mean = (sums: Map<number, number>) =>
        Math.round(worst.reduce((sum, year) => sum + (sums.get(year) ?? 0), 0) / tail);
      return {
        partner: id,
        claimed: mean(claimed[p]),
        owed: mean(owed[p]),
        probability: claimed[p].size / years,
      };
    })
    .sort((a, b) => b.owed - a.owed || b.claimed - a.claimed || compareIds(a.partner, b.partner));
}
