import type { Assessment, Headline } from '@sonae/assessment';

/** Where a figure, its band and the tolerance lie on the strip below the figure: 0 at the left end, 1 at the right. */
export type BandView = {
  readonly low: number;
  readonly at: number;
  readonly high: number;
  readonly tolerance?: number;
};

/** Room left of the least and right of the largest amount, as a factor. */
const ROOM = 1.5;
/** An amount below this many yen lies at the left end: a logarithmic strip has no place for nothing. */
const LEAST = 10_000;

/** Places amounts on one logarithmic strip that all headlines share, so that their bands can be compared by eye. */
export function bandsOf({ headlines, company }: Assessment): (headline: Headline) => BandView {
  const { toleranceYen } = company;
  const amounts = Object.values(headlines).flatMap(({ low, yen, high }) => [low, yen, high]);
  const all = [...amounts, ...(toleranceYen === undefined ? [] : [toleranceYen])];
  const from = Math.log(Math.max(LEAST, Math.min(...all)) / ROOM);
  const to = Math.log(Math.max(LEAST, ...all) * ROOM);
  const place = (yen: number) => {
    const share = (Math.log(Math.max(yen, 1)) - from) / (to - from);
    // Three decimals: a strip is read by eye, and a page must not differ in its last bit.
    return Math.round(Math.min(1, Math.max(0, share)) * 1e3) / 1e3;
  };
  return ({ low, yen, high }) => ({
    low: place(low),
    at: place(yen),
    high: place(high),
    tolerance: toleranceYen === undefined ? undefined : place(toleranceYen),
  });
}
