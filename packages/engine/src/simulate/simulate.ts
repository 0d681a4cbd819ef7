import { canShare } from '#platform';
import type { Task } from './block.ts';
import { addExplained, type Explanation, emptyExplanation } from './explain.ts';
import { gatherKept, type Kept, type KeptYears } from './kept/kept-years.ts';
import { type Priced, priceKept, type Terms } from './kept/price.ts';
import { blockOf, type Plan, placeOfYear, planYears } from './plan.ts';
import { type OnProgress, openPool, type Pool, type PoolOptions } from './pool.ts';
import type { YearTotals } from './totals.ts';
import type { Done, Order } from './work.ts';

export type SimulationOptions = PoolOptions & {
  readonly years: number;
  readonly worlds: number;
  /** Yearly probabilities of exceedance at which each world is measured. */
  readonly probabilities: readonly number[];
  readonly onProgress?: OnProgress;
  /**
   * Keeps the events, so that other terms can meet them. Facts, as bits, that shut an event out of every policy: without
   * partners it is then only summed up.
   */
  readonly keep?: { readonly untouched: number };
};

/** All years of a task, ready to be measured and explained. */
export type Simulation = {
  readonly plan: Plan;
  /** By pooled year: claimed, left after contracts, kept. gross ≥ owed ≥ retained in every year. */
  readonly gross: Float64Array;
  readonly owed: Float64Array;
  readonly retained: Float64Array;
  /** By probability asked for, by world: the retained yearly amount exceeded with it. */
  readonly worldRetained: readonly Float64Array[];
  /** By name in the world frame, by world: what is true there. */
  readonly worldValues: ReadonlyMap<string, Float64Array>;
  /** Severe events of the first block of every world: what is claimed and what stays. */
  readonly severeGross: Float64Array;
  readonly severeRetained: Float64Array;
  /** Plays some years again and says where their money comes from and goes to. */
  explain(years: readonly number[], onProgress?: OnProgress): Promise<Explanation>;
  /** The events of all years, where they are kept. */
  readonly kept: Kept | undefined;
  /** The same years under other terms: what playing them under these terms gives. Only where events are kept. */
  under(terms: Terms): Simulation;
  /** Frees the threads. */
  close(): void;
};

/**
 * Plays a task. The same task, seed and years give the same bits, whatever the number of threads and whoever plays
 * which block.
 */
export async function simulate(task: Task, options: SimulationOptions): Promise<Simulation> {
  const plan = planYears(options.years, options.worlds, task.model.blockYears);
  const numbers = (count: number): Float64Array =>
    canShare ? new Float64Array(new SharedArrayBuffer(count * 8)) : new Float64Array(count);
  const years = () => numbers(plan.years);
  const totals: YearTotals = { gross: years(), owed: years(), retained: years() };
  const inReach = canShare || options.threads === 1;
  const pool = await openPool(
    task,
    plan,
    {
      totals: inReach ? totals : undefined,
      calendars: inReach ? numbers(plan.blocks * (plan.blockYears + 1)) : undefined,
    },
    options,
  );
  try {
    const orders = Array.from(
      { length: plan.blocks },
      (_, block): Order => ({
        kind: 'totals',
        block,
        probabilities: options.probabilities,
        untouched: options.keep?.untouched,
      }),
    );
    const blocks = (await pool.run(orders, options)).map(totalsOf);
    const worldValues = valuesOf(task, plan, blocks);
    const kept = options.keep && gatherKept(plan, blocks.map(keptOf));
    /** Whose terms the threads have now. */
    let met: Terms = task;
    const meeting = (terms: Terms, amounts: Priced): Simulation => ({
      plan,
      kept,
      worldValues,
      ...amounts,
      explain: (years, onProgress) => {
        if (terms !== met) pool.meet(terms);
        met = terms;
        return explain({ ...task, ...terms }, plan, pool, years, onProgress);
      },
      under: (other) => {
        if (!kept) throw new Error('the events were not kept');
        return meeting(other, priceKept(kept, plan, other, options.probabilities));
      },
      close: pool.stop,
    });
    return meeting(task, gather(plan, totals, blocks, options));
  } catch (error) {
    pool.stop();
    throw error;
  }
}

type Totals = Extract<Done, { kind: 'totals' }>['totals'];

function totalsOf(done: Done): Totals {
  if (done.kind !== 'totals') throw new Error('unexpected answer of a worker');
  return done.totals;
}

function keptOf({ kept }: Totals): KeptYears {
  if (!kept) throw new Error('a worker kept no events');
  return kept;
}

function gather(
  plan: Plan,
  all: YearTotals,
  blocks: readonly Totals[],
  { worlds, probabilities }: SimulationOptions,
): Priced {
  const worldRetained = probabilities.map(() => new Float64Array(worlds));
  for (const totals of blocks) {
    const { offset, world } = blockOf(plan, totals.block);
    if (totals.years) {
      all.gross.set(totals.years.gross, offset);
      all.owed.set(totals.years.owed, offset);
      all.retained.set(totals.years.retained, offset);
    }
    totals.worldRetained?.forEach((amount, p) => {
      worldRetained[p][world] = amount;
    });
  }
  return {
    ...all,
    worldRetained,
    severeGross: concatenate(blocks.map((totals) => totals.severeGross)),
    severeRetained: concatenate(blocks.map((totals) => totals.severeRetained)),
  };
}

/** What is true in each world, by name. */
function valuesOf(
  { model }: Task,
  { worlds }: Plan,
  blocks: readonly Totals[],
): ReadonlyMap<string, Float64Array> {
  const values = new Map(Object.keys(model.worldNames).map((name) => [name, new Float64Array(worlds)]));
  blocks.slice(0, worlds).forEach(({ worldValues }, world) => {
    let i = 0;
    for (const ofWorlds of values.values()) ofWorlds[world] = worldValues?.[i++] ?? Number.NaN;
  });
  return values;
}

/** Blocks to explain that are worth another thread: what explains is compiled by each anew. */
const WORTH_A_THREAD = 1000;

async function explain(
  task: Task,
  plan: Plan,
  pool: Pool,
  years: readonly number[],
  onProgress: OnProgress | undefined,
): Promise<Explanation> {
  const byBlock = new Map<number, number[]>();
  for (const year of [...years].sort((a, b) => a - b)) {
    const { block, yearOfBlock } = placeOfYear(plan, year);
    const list = byBlock.get(block);
    if (list) list.push(yearOfBlock);
    else byBlock.set(block, [yearOfBlock]);
  }
  const orders = [...byBlock].map(([block, ofBlock]): Order => ({ kind: 'explain', block, years: ofBlock }));
  const sum = emptyExplanation(task);
  // Added in the order of the blocks, so that sums of fractions come out the same for any number of threads.
  for (const done of await pool.run(orders, { onProgress, fewest: WORTH_A_THREAD }))
    if (done.kind === 'explain') addExplained(sum, done.explained);
  return sum;
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
