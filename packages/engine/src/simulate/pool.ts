import { spawnWorker, yieldToOthers } from '#platform';
import type { Task } from './block.ts';
import { compileKernels } from './compile.ts';
import type { FrameEngine } from './group-frames.ts';
import type { Plan } from './plan.ts';
import { createWork, type Done, type Job, type Order } from './work.ts';

/** Somebody who does pieces of work one after the other. */
export type Worker = {
  run(orders: readonly Order[]): Promise<readonly Done[]>;
  stop(): void;
};

/** A worker on a thread of its own: it is given the job when it stands. */
export type ThreadWorker = Worker & { start(job: Job): void };

/** How long the main thread may work before it lets timers and signals through. */
const SLICE_MS = 40;

/** Fewest pieces handed out at a time: enough to hide the hand-over. */
const BATCH = 8;
/** A thread gets this share of what would be its part of the rest: much at first, little at the end, so that all end together. */
const SHARE = 1 / 4;

/** Fewer years than this are played before a kernel is written and compiled. */
const WORTH_COMPILING = 200_000;

/** How far a piece of work is. */
export type Progress = { readonly done: number; readonly of: number };

export type OnProgress = (progress: Progress) => void;

export type PoolOptions = {
  /** 1 works on the calling thread. */
  readonly threads: number;
  readonly signal?: AbortSignal;
  /**
   * The kernels written for the model and its terms, or the plain reference. The figures are the same, so without a
   * wish the quicker one is taken.
   */
  readonly engine?: FrameEngine;
};

export type RunOptions = {
  readonly onProgress?: OnProgress;
  /**
   * Fewest pieces a thread gets at a time. With many, what is not worth a second thread stays on one, and none waits while the
   * calling thread has something else to do.
   */
  readonly fewest?: number;
};

export type Pool = {
  /** Does all orders; results come in the order of the orders, whoever did them. */
  run(orders: readonly Order[], options?: RunOptions): Promise<Done[]>;
  /** Gives the same years of the same model other terms to meet, for the orders to come. */
  meet(terms: Pick<Task, 'terms' | 'predicates'>): void;
  stop(): void;
};

/** Opens a pool for a task. Results do not depend on the number of threads. */
export async function openPool(
  task: Task,
  plan: Plan,
  shared: Pick<Job, 'totals' | 'calendars'>,
  options: PoolOptions,
): Promise<Pool> {
  const { threads, signal } = options;
  const engine = options.engine ?? (plan.blocks * plan.blockYears < WORTH_COMPILING ? 'typescript' : 'wasm');
  signal?.throwIfAborted();
  // Threads load while the kernels are written.
  const threaded = threads > 1 ? Array.from({ length: threads }, spawnWorker) : [];
  const job: Job = { task, plan, ...shared, kernels: engine === 'wasm' ? compileKernels(task) : undefined };
  for (const worker of threaded) worker.start(job);
  let workers: readonly Worker[] = threads > 1 ? threaded : [localWorker(job, signal)];
  const stop = () => {
    for (const worker of workers) worker.stop();
  };
  signal?.addEventListener('abort', stop, { once: true });
  return {
    stop,
    meet: (terms) => {
      // The terms are left to the reference: what follows is explained, not played by the million.
      const kernels = job.kernels && { ...job.kernels, terms: undefined };
      const next: Job = { ...job, task: { ...task, ...terms }, kernels };
      if (threads > 1) for (const worker of threaded) worker.start(next);
      else workers = [localWorker(next, signal)];
    },
    run: async (orders, { onProgress, fewest = BATCH } = {}) => {
      const results = new Array<Done>(orders.length);
      let next = 0;
      let done = 0;
      const serve = async (worker: Worker): Promise<void> => {
        while (next < orders.length) {
          signal?.throwIfAborted();
          const from = next;
          const fair = Math.ceil(((orders.length - from) / threads) * SHARE);
          const batch = orders.slice(from, from + (threads > 1 ? Math.max(fewest, fair) : BATCH));
          next += batch.length;
          const finished = await worker.run(batch);
          finished.forEach((result, i) => {
            results[from + i] = result;
          });
          done += finished.length;
          onProgress?.({ done, of: orders.length });
        }
      };
      await Promise.all(workers.map(serve));
      signal?.throwIfAborted();
      return results;
    },
  };
}

/** The calling thread as a worker, which pauses now and then. */
function localWorker(job: Job, signal: AbortSignal | undefined): Worker {
  const work = createWork(job);
  return {
    stop: () => {},
    run: async (orders) => {
      const done: Done[] = [];
      let pause = performance.now() + SLICE_MS;
      for (const order of orders) {
        done.push(work(order));
        if (performance.now() < pause) continue;
        await yieldToOthers();
        signal?.throwIfAborted();
        pause = performance.now() + SLICE_MS;
      }
      return done;
    },
  };
}
