import { now, yieldToOthers } from '#platform';
import { type Blueprint, blueprintOf } from './blueprint.ts';
import { type Column, rankingOf } from './column.ts';
import { MEASURES, type Measure, type PortfolioFigures, PROBABILITIES } from './figures.ts';
import { PRICE } from './kernel/price-layout.ts';
import { searchedColumn, type TailCode } from './kernel/searched-column.ts';
import { storeTerms, writePricer } from './kernel/write-pricer.ts';
import { exactGrossMean } from './means.ts';
import { deviation, figuresFrom, KEEP_ALL, type KeepFrom, type Sample } from './measure.ts';
import type { Portfolio, PortfolioTerms } from './model.ts';
import { createRecorder } from './record.ts';
import { type Tail, tailOf } from './tail.ts';

/** Events kept to price other terms over: years sorted by their number of events, amounts column by column. */
export type EventLossTable = {
  readonly years: number;
  readonly events: number;
  readonly bytes: number;
  /** Prices terms over the events kept; heads keep their own terms. */
  price(terms: PortfolioTerms): PortfolioFigures;
};

type YearClass = {
  readonly k: number;
  /** Years of the class, and the same rounded up to whole vectors. */
  readonly years: number;
  readonly padded: number;
  grossAt: number;
  amountsAt: number;
};

/** Years with more events than this share a class; the missing events are 0. */
const MOST_UNROLLED = 8;
const SLICE_MS = 15;
/** Share of every class that is priced first to find thresholds, and the margin they keep. */
const SAMPLE_SHARE = 0.02;
const FEWEST_SAMPLED = 16_384;
const MARGIN = 1.4;

/** Plays a portfolio once and keeps its events. Throws `PortfolioError`; rejects with the reason of the signal. */
export async function repricer(
  portfolio: Portfolio,
  { years, seed, signal }: { readonly years: number; readonly seed: number; readonly signal?: AbortSignal },
): Promise<EventLossTable> {
  const blueprint = blueprintOf(portfolio);
  const { counts, offsets, amounts } = await collect(blueprint, years, seed, signal);
  const table = sortByClass(counts, offsets, amounts);
  const { memory, classes, tailAt, pages } = table;
  const doubles = new Float64Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  const exactGross = exactGrossMean(portfolio);
  const grossSum = classes.reduce((sum, { grossAt, years: n }) => {
    let s = sum;
    for (let i = 0; i < n; i++) s += doubles[grossAt / 8 + i];
    return s;
  }, 0);
  const sizes = classes.map(({ k }) => k);
  const module = new WebAssembly.Module(writePricer(blueprint, sizes, pages));
  const code = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as PriceCode;

  return {
    years,
    events: offsets.length,
    bytes: memory.buffer.byteLength,
    price: (terms) => {
      storeTerms(doubles, terms);
      /** Prices the first `share` of every class; returns where the kept years end. */
      const run = (share: number, keep: KeepFrom): number => {
        MEASURES.forEach((measure, m) => {
          doubles[PRICE.keep / 8 + m] = keep[measure];
        });
        doubles.fill(0, PRICE.insured / 8, PRICE.insured / 8 + 2);
        let tail = tailAt;
        for (const { k, padded, grossAt, amountsAt } of classes) {
          const taken = Math.min(padded, (Math.ceil(padded * share) + 3) & ~3);
          tail = code[`price${k}`](grossAt, amountsAt, padded * 4, taken, tail);
        }
        return tail;
      };
      const columnsOf = (end: number): Readonly<Record<Measure, Column>> => {
        table.columns.forEach((at, m) => {
          integers[PRICE.columnEnds / 4 + m] = at;
        });
        code.append(tailAt, end);
        const of = (m: number): Column =>
          searchedColumn(code, doubles, PRICE, table.columns[m], integers[PRICE.columnEnds / 4 + m]);
        return { gross: of(0), insured: of(1), retained: of(2) };
      };

      const share = Math.min(1, Math.max(SAMPLE_SHARE, FEWEST_SAMPLED / years));
      const sampleEnd = run(share, KEEP_ALL);
      const sample: Sample = { years: years * share, pairs: doubles.slice(tailAt / 8, sampleEnd / 8) };
      const first = columnsOf(sampleEnd);
      for (let margin = MARGIN; ; margin *= 2) {
        const sampled = margin === MARGIN ? first : columnsOf(run(share, KEEP_ALL));
        const keep = thresholds(sampled, sample.years, margin);
        const end = run(1, keep);
        const insuredSum = doubles[PRICE.insured / 8] + doubles[PRICE.insured / 8 + 1];
        const columns = columnsOf(end);
        const tail = (measure: Measure): Tail =>
          tailOf(columns[measure], keep[measure], keep[measure] === KEEP_ALL[measure]);
        const error = (measure: Measure) =>
          deviation(measure, sample, Number.POSITIVE_INFINITY, false) / Math.sqrt(years);
        const figures = figuresFrom({
          tails: { gross: tail('gross'), insured: tail('insured'), retained: tail('retained') },
          means: {
            gross: { mean: grossSum / years, error: error('gross') },
            insured: { mean: insuredSum / years, error: error('insured') },
            retained: { mean: (grossSum - insuredSum) / years, error: error('retained') },
          },
          years,
          sample,
          exactGross,
        });
        if (figures) return figures;
      }
    },
  };
}

type PriceCode = TailCode & { append(at: number, end: number): void } & Record<
    string,
    (gross: number, amounts: number, stride: number, years: number, tail: number) => number
  >;

function thresholds(columns: Readonly<Record<Measure, Column>>, years: number, margin: number): KeepFrom {
  const rank = Math.ceil(years * PROBABILITIES[0] * margin);
  const of = (measure: Measure) => {
    const column = columns[measure];
    const least = KEEP_ALL[measure];
    return rank < column.length ? Math.max(least, rankingOf(column, least).valueOf(rank)) : least;
  };
  return { gross: of('gross'), insured: of('insured'), retained: of('retained') };
}

type Collected = {
  /** Events of each year. */
  readonly counts: Uint16Array;
  /** Year of each event, and its amounts, column by column. */
  readonly offsets: Int32Array;
  readonly amounts: readonly Float32Array[];
};

async function collect(
  blueprint: Blueprint,
  years: number,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<Collected> {
  const record = createRecorder(blueprint, seed);
  const { blockYears, scenarios, heads } = blueprint;
  const blocks = Math.ceil(years / blockYears);
  const mean = scenarios.reduce((sum, { eventsAYear }) => sum + eventsAYear, 0) * blocks * blockYears;
  let room = Math.ceil(mean + 8 * Math.sqrt(mean) + 1024);
  let offsets = new Int32Array(room);
  let amounts = Array.from({ length: Math.max(1, heads.length) }, () => new Float32Array(room));
  const counts = new Uint16Array(years);
  let n = 0;
  let pausedAt = now();
  for (let block = 0; block < blocks; block++) {
    const list = record(block);
    if (n + list.events > room) {
      room = (n + list.events) * 2;
      const larger = new Int32Array(room);
      larger.set(offsets);
      offsets = larger;
      amounts = amounts.map((column) => {
        const to = new Float32Array(room);
        to.set(column);
        return to;
      });
    }
    for (let i = 0; i < list.events; i++) {
      const year = block * blockYears + list.years[i];
      if (year >= years) continue;
      offsets[n] = year;
      for (let column = 0; column < amounts.length; column++) amounts[column][n] = list.amounts[column][i];
      counts[year] += 1;
      n += 1;
    }
    if (now() - pausedAt > SLICE_MS) {
      await yieldToOthers();
      signal?.throwIfAborted();
      pausedAt = now();
    }
  }
  return { counts, offsets: offsets.subarray(0, n), amounts: amounts.map((column) => column.subarray(0, n)) };
}

/** Lays the events out by class of years: the first events of all years of a class side by side, then the second ones. */
function sortByClass(counts: Uint16Array, offsets: Int32Array, amounts: readonly Float32Array[]) {
  const columns = amounts.length;
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const sizes = [...Array(MOST_UNROLLED).keys()].map((i) => i + 1).filter((k) => k <= most);
  if (most > MOST_UNROLLED) sizes.push(most);
  const classOf = new Int32Array(most + 1).map((_, k) => sizes.findIndex((size) => size >= k));
  const yearsOf = new Array<number>(sizes.length).fill(0);
  for (const count of counts) if (count > 0) yearsOf[classOf[count]] += 1;
  let end: number = PRICE.start;
  const take = (bytes: number): number => {
    const at = end;
    end = (end + bytes + 63) & ~63;
    return at;
  };
  const classes = sizes.map((k, i): YearClass => {
    const padded = (yearsOf[i] + 3) & ~3;
    return {
      k,
      years: yearsOf[i],
      padded,
      grossAt: take(padded * 8),
      amountsAt: take(padded * 4 * k * columns),
    };
  });
  const eventful = yearsOf.reduce((a, b) => a + b, 0) + 4 * sizes.length;
  const tailAt = take(eventful * 16 + 64);
  const tailColumns = MEASURES.map(() => take(eventful * 8 + 64));
  const pages = Math.ceil(end / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const doubles = new Float64Array(memory.buffer);
  const singles = new Float32Array(memory.buffer);
  // Place of each year within its class, then the events in their order.
  const placeOf = new Int32Array(counts.length);
  const next = new Array<number>(sizes.length).fill(0);
  counts.forEach((count, year) => {
    if (count > 0) placeOf[year] = next[classOf[count]]++;
  });
  const placed = new Uint16Array(counts.length);
  for (let i = 0; i < offsets.length; i++) {
    const year = offsets[i];
    const { padded, grossAt, amountsAt } = classes[classOf[counts[year]]];
    const place = placeOf[year];
    const event = placed[year]++;
    let gross = 0;
    for (let column = 0; column < columns; column++) {
      const amount = amounts[column][i];
      singles[amountsAt / 4 + (event * columns + column) * padded + place] = amount;
      gross = column === 0 ? amount : Math.fround(gross + amount);
    }
    doubles[grossAt / 8 + place] += gross;
  }
  return { memory, classes, tailAt, columns: tailColumns, pages };
}
