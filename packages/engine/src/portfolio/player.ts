import { now, startHelpers, yieldToOthers } from '#platform';
import { type Blueprint, blueprintOf } from './blueprint.ts';
import { rankingOf } from './column.ts';
import { digestOf, numbersOf } from './digest.ts';
import { type Measure, type PortfolioFigures, PROBABILITIES } from './figures.ts';
import { ROUND_BLOCKS } from './kernel/layout.ts';
import { exactGrossMean } from './means.ts';
import { createTally, KEEP_ALL, type KeepFrom, type Sample, type Tally, thresholdsOf } from './measure.ts';
import type { Portfolio } from './model.ts';
import { type BlockRecord, createKernelPlayer, createReferencePlayer, type RoundPlayer } from './rounds.ts';

export type PlayerOptions = {
  /** The kernel, or its plain reference. */
  readonly engine: 'wasm' | 'typescript';
  readonly seed: number;
  readonly threads: number;
};

export type PlayOptions = {
  readonly years: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
};

export type PortfolioResult = PortfolioFigures & {
  readonly years: number;
  /** Events played, those of the whole last block included. */
  readonly events: number;
  /** Mean yearly amount of each head after its own terms. */
  readonly headInsured: readonly number[];
  digest(): string;
};

/** A portfolio ready to be played again and again; threads stay awake between plays. */
export type PortfolioPlayer = {
  readonly blueprint: Blueprint;
  readonly engine: 'wasm' | 'typescript';
  /** Rejects with the reason of the signal within 50 ms of its abort. */
  play(options: PlayOptions): Promise<PortfolioResult>;
  close(): void;
};

/** Years of which everything is kept: all of a short run, the first ones of a long one. */
const PILOT_YEARS = 16_384;
const SHORT_RUN_YEARS = 65_536;
/** A pilot's threshold keeps this multiple of the tail; if chance makes it too few, the run starts over with more. */
const MARGIN = 1.4;
/** Rounds after which a long run keeps only what lies near its quantiles. */
const ROUNDS_KEPT = 16;
/** How long the calling thread works before it lets others through. */
const SLICE_MS = 15;

/** Prepares a portfolio. Throws `PortfolioError` where the kernel cannot play it. */
export function openPortfolio(
  portfolio: Portfolio,
  { engine, seed, threads }: PlayerOptions,
): PortfolioPlayer {
  const blueprint = blueprintOf(portfolio);
  const player =
    engine === 'wasm'
      ? createKernelPlayer(blueprint, seed, threads, startHelpers, now)
      : createReferencePlayer(blueprint, seed);
  const exactGross = exactGrossMean(portfolio);
  return {
    blueprint,
    engine,
    close: () => player.close(),
    play: async ({ years, signal, onProgress }) => {
      signal?.throwIfAborted();
      const stop = () => player.abort();
      signal?.addEventListener('abort', stop);
      let pausedAt = now();
      const pause = (): Promise<void> | undefined => {
        signal?.throwIfAborted();
        if (now() - pausedAt < SLICE_MS) return undefined;
        return yieldToOthers().then(() => {
          pausedAt = now();
          signal?.throwIfAborted();
        });
      };
      try {
        for (let margin = MARGIN; ; margin *= 2) {
          const run = await playOnce(player, blueprint, years, margin, pause, onProgress);
          const figures = run.tally.figures(years, run.sample, exactGross);
          if (figures) return resultOf(figures, run.tally, years);
        }
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

async function playOnce(
  player: RoundPlayer,
  blueprint: Blueprint,
  years: number,
  margin: number,
  pause: () => Promise<void> | undefined,
  onProgress: PlayOptions['onProgress'],
): Promise<{ tally: Tally; sample: Sample }> {
  const { blockYears } = blueprint;
  const blocks = Math.ceil(years / blockYears);
  player.setEnd(blocks - 1, years - (blocks - 1) * blockYears);
  const isShort = years <= SHORT_RUN_YEARS && blocks <= ROUND_BLOCKS;
  const pilotBlocks = isShort ? blocks : Math.min(ROUND_BLOCKS, Math.ceil(PILOT_YEARS / blockYears));
  await player.play({ first: 0, end: pilotBlocks, thresholds: thresholdsOf(KEEP_ALL) }, pause);
  const sample = { years: isShort ? years : pilotBlocks * blockYears, pairs: sampleOf(player, pilotBlocks) };
  if (isShort) {
    const tally = createTally(blueprint, KEEP_ALL);
    tally.takeOnly(player, blocks);
    return { tally, sample };
  }
  const keep = keepFrom(player, pilotBlocks, sample.years, margin);
  const tally = createTally(blueprint, keep);
  const thresholds = thresholdsOf(keep);
  for (let first = 0, round = 1; first < blocks; first += ROUND_BLOCKS, round++) {
    const end = Math.min(blocks, first + ROUND_BLOCKS);
    await player.play({ first, end, thresholds }, pause);
    if (blocks <= ROUND_BLOCKS) tally.takeOnly(player, blocks);
    else tally.take(player, end - first);
    if (round === ROUNDS_KEPT && end < blocks) tally.narrow();
    onProgress?.({ done: end, of: blocks });
  }
  return { tally, sample };
}

function sampleOf(player: RoundPlayer, blocks: number): Float64Array {
  const parts: Float64Array[] = [];
  const record: BlockRecord = {
    gross: 0,
    insured: 0,
    events: 0,
    at: 0,
    kept: 0,
    heads: new Float64Array(64),
  };
  for (let place = 0; place < blocks; place++) {
    player.read(place, record);
    parts.push(player.pairs.subarray(record.at, record.at + 2 * record.kept));
  }
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Thresholds that keep a little more than the largest tail asked for, from the round just played. */
function keepFrom(player: RoundPlayer, blocks: number, years: number, margin: number): KeepFrom {
  const rank = Math.ceil(years * PROBABILITIES[0] * margin);
  const columns = player.columns(blocks, KEEP_ALL);
  const of = (measure: Measure): number => {
    const least = KEEP_ALL[measure];
    const column = columns[measure];
    return rank < column.length ? Math.max(least, rankingOf(column, least).valueOf(rank)) : least;
  };
  return { gross: of('gross'), insured: of('insured'), retained: of('retained') };
}

function resultOf(figures: PortfolioFigures, tally: Tally, years: number): PortfolioResult {
  const { sums, events, headInsured } = tally;
  return {
    ...figures,
    years,
    events,
    headInsured: Array.from(headInsured, (sum) => sum / years),
    digest: () => digestOf([sums.values.subarray(0, sums.length), numbersOf(figures), headInsured]),
  };
}
