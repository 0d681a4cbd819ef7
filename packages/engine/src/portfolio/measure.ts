import type { Blueprint } from './blueprint.ts';
import {
  byLevel,
  type Figures,
  MEASURES,
  type Measure,
  type PortfolioFigures,
  PROBABILITIES,
} from './figures.ts';
import type { BlockRecord, RoundPlayer, Thresholds } from './rounds.ts';
import { createGrowingTail, type GrowingTail, type Tail, type TailFigures, tailOf } from './tail.ts';

/** Amounts of a year, from gross and insured. */
const AMOUNT: Readonly<Record<Measure, (gross: number, insured: number) => number>> = {
  gross: (gross) => gross,
  insured: (_, insured) => insured,
  retained: (gross, insured) => gross - insured,
};

/** From which amounts on years are kept. */
export type KeepFrom = Readonly<Record<Measure, number>>;

/** Below any amount of money: what is not kept from here on is 0. */
const LEAST = 1e-300;
/** Keeps every year in which something happened. */
export const KEEP_ALL: KeepFrom = { gross: LEAST, insured: LEAST, retained: LEAST };

export function thresholdsOf(keep: KeepFrom): Thresholds {
  return { gross: Math.min(keep.gross, keep.retained), insured: keep.insured };
}

/** Years of which every amount is known: what standard errors of the body rest on. */
export type Sample = { readonly years: number; readonly pairs: Float64Array };

/** Adds up the records of blocks in their order; every sum is the same whoever played them. */
export type Tally = {
  take(player: RoundPlayer, blocks: number): void;
  /** Takes the only round of a run: its large years can be measured where they stand. */
  takeOnly(player: RoundPlayer, blocks: number): void;
  /** Bounds memory from now on. */
  narrow(): void;
  figures(years: number, sample: Sample, exactGross: number | undefined): PortfolioFigures | undefined;
  /** Sums of every block, for the digest. */
  readonly sums: { readonly values: Float64Array; readonly length: number };
  readonly events: number;
  readonly headInsured: Float64Array;
};

/** What figures are made from: means with their errors, and the large years. */
export type Measured = {
  readonly tails: Readonly<Record<Measure, Tail>>;
  readonly means: Means;
  readonly years: number;
  readonly sample: Sample;
  readonly exactGross: number | undefined;
};

/** The figures of all three measures; undefined where too few large years were kept. */
export function figuresFrom({
  tails,
  means,
  years,
  sample,
  exactGross,
}: Measured): PortfolioFigures | undefined {
  const ranks = PROBABILITIES.map((p) => Math.floor(years * p + 1e-9));
  const result: Partial<Record<Measure, Figures>> = {};
  for (const measure of MEASURES) {
    const found = ranks.map((rank, i) => tails[measure].at(rank, i, reachOf(rank, years)));
    if (found.some((at) => at === undefined)) return undefined;
    result[measure] = figuresOf(measure, found as TailFigures[], ranks, years, means, sample, exactGross);
  }
  return result as PortfolioFigures;
}

/** How many standard deviations of rank a bracket reaches to either side. */
const SPREAD = 8;

export function createTally({ blockYears, heads }: Blueprint, keep: KeepFrom): Tally {
  const growing: Readonly<Record<Measure, GrowingTail>> = {
    gross: createGrowingTail(keep.gross, keep.gross === LEAST),
    insured: createGrowingTail(keep.insured, keep.insured === LEAST),
    retained: createGrowingTail(keep.retained, keep.retained === LEAST),
  };
  let tails: Readonly<Record<Measure, Tail>> = growing;
  const record: BlockRecord = {
    gross: 0,
    insured: 0,
    events: 0,
    at: 0,
    kept: 0,
    heads: new Float64Array(heads.length),
  };
  const headInsured = new Float64Array(heads.length);
  const sums = { values: new Float64Array(1024), length: 0 };
  let events = 0;

  return {
    sums,
    headInsured,
    get events() {
      return events;
    },
    take: (player, blocks) => {
      const { pairs } = player;
      for (let place = 0; place < blocks; place++) {
        takeSums(player, place);
        const end = record.at + record.kept * 2;
        for (let i = record.at; i < end; i += 2) {
          const gross = pairs[i];
          const insured = pairs[i + 1];
          if (gross >= keep.gross) growing.gross.add(gross);
          if (insured >= keep.insured) growing.insured.add(insured);
          if (gross - insured >= keep.retained) growing.retained.add(gross - insured);
        }
      }
    },
    takeOnly: (player, blocks) => {
      const columns = player.columns(blocks, keep);
      for (let place = 0; place < blocks; place++) takeSums(player, place);
      const tail = (measure: Measure) => tailOf(columns[measure], keep[measure], keep[measure] === LEAST);
      tails = { gross: tail('gross'), insured: tail('insured'), retained: tail('retained') };
    },
    narrow: () => {
      const years = (sums.length / 2) * blockYears;
      for (const measure of MEASURES) growing[measure].narrow(years, PROBABILITIES, SPREAD);
    },
    figures: (years, sample, exactGross) =>
      figuresFrom({ tails, means: meansOf(sums, years, blockYears, sample), years, sample, exactGross }),
  };

  function takeSums(player: RoundPlayer, place: number): void {
    player.read(place, record);
    if (sums.length + 2 > sums.values.length) {
      const larger = new Float64Array(sums.values.length * 2);
      larger.set(sums.values);
      sums.values = larger;
    }
    sums.values[sums.length++] = record.gross;
    sums.values[sums.length++] = record.insured;
    events += record.events;
    for (let h = 0; h < headInsured.length; h++) headInsured[h] += record.heads[h];
  }
}

export type Means = Readonly<Record<Measure, { readonly mean: number; readonly error: number }>>;

/** Means of all years; their errors from the spread of whole blocks, where there are enough of them. */
function meansOf(sums: Tally['sums'], years: number, blockYears: number, sample: Sample): Means {
  const blocks = sums.length / 2;
  const whole = Math.min(blocks, Math.floor(years / blockYears));
  const of = (measure: Measure) => {
    const amount = AMOUNT[measure];
    let total = 0;
    for (let b = 0; b < blocks; b++) total += amount(sums.values[2 * b], sums.values[2 * b + 1]);
    let inWhole = 0;
    for (let b = 0; b < whole; b++) inWhole += amount(sums.values[2 * b], sums.values[2 * b + 1]);
    const middle = whole > 0 ? inWhole / whole : 0;
    let squares = 0;
    for (let b = 0; b < whole; b++)
      squares += (amount(sums.values[2 * b], sums.values[2 * b + 1]) - middle) ** 2;
    const spread = whole > 1 ? Math.sqrt(squares / (whole - 1) / blockYears) : 0;
    const deviationOfYear =
      blocks >= FEWEST_BLOCKS ? spread : deviation(measure, sample, Number.POSITIVE_INFINITY, false);
    return { mean: total / years, error: deviationOfYear / Math.sqrt(years) };
  };
  return { gross: of('gross'), insured: of('insured'), retained: of('retained') };
}

/** Blocks from which on their spread is a better error of the mean than the sample of years. */
const FEWEST_BLOCKS = 16;

function figuresOf(
  measure: Measure,
  found: readonly TailFigures[],
  ranks: readonly number[],
  years: number,
  means: Means,
  sample: Sample,
  exactGross: number | undefined,
): Figures {
  const { mean, error: meanError } = means[measure];
  const byComplement = exactGross !== undefined && measure !== 'insured';
  const [high, higher] = found;
  const spreads = byComplement
    ? deviations(measure, sample, [high.value, higher.value], measure === 'retained')
    : undefined;
  const tails = found.map(({ value, sum, squares, shifted }, i) => {
    const rank = ranks[i];
    const p = rank / years;
    const reach = reachOf(rank, years);
    const valueError = (shifted(-reach) - shifted(reach)) / 2;
    if (rank === 0) return { value, valueError, tail: value, tailError: 0 };
    const direct = sum / rank;
    if (!spreads || exactGross === undefined) {
      const within = Math.max(0, squares / rank - direct * direct);
      return {
        value,
        valueError,
        tail: direct,
        tailError: Math.sqrt((within + (1 - p) * (direct - value) ** 2) / rank),
      };
    }
    // By complement: the exact mean less what lies below. The rare large years need not be met.
    const below = mean * years - sum;
    const exact = measure === 'gross' ? exactGross : exactGross - means.insured.mean;
    const tailError = spreads[i] / p / Math.sqrt(years);
    return { value, valueError, tail: (exact * years - below) / rank, tailError };
  });
  return {
    mean,
    var: byLevel((_, i) => tails[i].value),
    tvar: byLevel((_, i) => tails[i].tail),
    se: {
      mean: meanError,
      var: byLevel((_, i) => tails[i].valueError),
      tvar: byLevel((_, i) => tails[i].tailError),
    },
  };
}

/** One standard error of a rank. */
function reachOf(rank: number, years: number): number {
  return Math.max(1, Math.round(Math.sqrt(rank * (1 - rank / years))));
}

/** Standard deviation over the sample of min(amount, most), with what is insured besides where asked for. */
export function deviation(measure: Measure, sample: Sample, most: number, andInsured: boolean): number {
  return deviations(measure, sample, [most, most], andInsured)[0];
}

/** The same for two bounds in one pass. */
function deviations(
  measure: Measure,
  { years, pairs }: Sample,
  [first, second]: readonly [number, number],
  andInsured: boolean,
): readonly [number, number] {
  // An amount is grossPart × gross + insuredPart × insured.
  const grossPart = measure === 'insured' ? 0 : 1;
  const insuredPart = measure === 'gross' ? 0 : measure === 'insured' ? 1 : -1;
  const besides = andInsured ? 1 : 0;
  let [sum, squares, otherSum, otherSquares] = [0, 0, 0, 0];
  for (let i = 0; i < pairs.length; i += 2) {
    const insured = pairs[i + 1];
    const amount = grossPart * pairs[i] + insuredPart * insured;
    const x = (amount < first ? amount : first) + besides * insured;
    sum += x;
    squares += x * x;
    const y = (amount < second ? amount : second) + besides * insured;
    otherSum += y;
    otherSquares += y * y;
  }
  const of = (total: number, square: number) => {
    const mean = total / years;
    return Math.sqrt(Math.max(0, square / years - mean * mean));
  };
  return [of(sum, squares), of(otherSum, otherSquares)];
}
