import { createBlockRunner, type Kernels, type Task } from './block.ts';
import { createExplainer } from './explain.ts';
import { columnsOf } from './kept/event-columns.ts';
import type { Plan } from './plan.ts';
import { type BlockTotals, blockTotals, type YearTotals } from './totals.ts';

/** One piece of work, the same whether a worker does it or the main thread. */
export type Order =
  | {
      readonly kind: 'totals';
      readonly block: number;
      readonly probabilities: readonly number[];
      /** Keeps the events but those with one of these facts. */
      readonly untouched?: number;
    }
  | { readonly kind: 'explain'; readonly block: number; readonly years: readonly number[] };

export type Done =
  | { readonly kind: 'totals'; readonly totals: BlockTotals }
  | { readonly kind: 'explain'; readonly block: number; readonly explained: Float64Array };

/** What every thread of a pool gets: the task, which years, and the kernels where they play them. */
export type Job = {
  readonly task: Task;
  readonly plan: Plan;
  readonly kernels: Kernels | undefined;
  /** Totals of all pooled years, in memory the threads share; without it each answer carries its own. */
  readonly totals: YearTotals | undefined;
  /** Weights of the years of all blocks, in memory the threads share, for those that are played again. */
  readonly calendars: Float64Array | undefined;
};

/** Prepares a job and returns the function that does its pieces of work. */
export function createWork({ task, plan, kernels, totals, calendars }: Job): (order: Order) => Done {
  const runner = createBlockRunner(task, kernels, calendars);
  const explain = createExplainer(task, runner, plan);
  return (order) =>
    order.kind === 'totals'
      ? {
          kind: 'totals',
          totals: blockTotals(runner, plan, totals, order.block, order.probabilities, order.untouched),
        }
      : { kind: 'explain', block: order.block, explained: explain(order.block, order.years) };
}

/** The buffers of a result, to be handed over instead of copied. */
export function buffersOf(done: Done): ArrayBuffer[] {
  if (done.kind === 'explain') return arraysOf(done);
  const { years, kept } = done.totals;
  const columns = kept ? [...arraysOf(kept), ...columnsOf(kept.table).map((column) => column.buffer)] : [];
  return [...arraysOf(done.totals), ...arraysOf(years ?? {}), ...(columns as ArrayBuffer[])];
}

function arraysOf(record: object): ArrayBuffer[] {
  return Object.values(record)
    .filter((value) => ArrayBuffer.isView(value))
    .map((array) => array.buffer as ArrayBuffer);
}
