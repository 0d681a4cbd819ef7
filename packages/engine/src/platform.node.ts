import { setImmediate } from 'node:timers/promises';
import { Worker as Thread } from 'node:worker_threads';
import { helpersOf } from './portfolio/helper.ts';
import type { Helpers, KernelShare } from './portfolio/rounds.ts';
import type { ThreadWorker } from './simulate/pool.ts';
import type { Done, Job, Order } from './simulate/work.ts';
import { takeThread } from './threads.ts';

/** Lets timers and signals through. */
export function yieldToOthers(): Promise<void> {
  return setImmediate();
}

/** Whether threads can share memory. */
export const canShare = true;

/** Starts a thread that will do the work of a task. */
export function spawnWorker(): ThreadWorker {
  const thread = takeThread();
  let settle: { resolve: (done: readonly Done[]) => void; reject: (error: unknown) => void } | undefined;
  thread.on('message', (done: readonly Done[]) => settle?.resolve(done));
  thread.on('error', (error) => settle?.reject(error));
  thread.on('exit', () => settle?.reject(new DOMException('The worker was stopped', 'AbortError')));
  return {
    start: (job: Job) => thread.postMessage({ job }),
    run: (orders: readonly Order[]) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        thread.postMessage(orders);
      }),
    stop: () => {
      thread.terminate().catch(() => {});
    },
  };
}

/** Milliseconds from some fixed moment: to decide when to let others through, never for a result. */
export function now(): number {
  return performance.now();
}

/** Starts threads that help with the rounds of a kernel. They keep no process alive. */
export function startHelpers(share: KernelShare, count: number): Helpers {
  const threads = Array.from({ length: count }, (_, i) => {
    const thread = new Thread(new URL('./helper.node.mjs', import.meta.url), {
      workerData: { share, thread: i + 1 },
    });
    thread.unref();
    return thread;
  });
  return helpersOf(share, () => {
    for (const thread of threads) thread.terminate().catch(() => {});
  });
}
