import { helpersOf } from './portfolio/helper.ts';
import type { Helpers, KernelShare } from './portfolio/rounds.ts';
import type { ThreadWorker } from './simulate/pool.ts';
import type { Done, Job, Order } from './simulate/work.ts';

/** Lets painting and input through. */
export function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Whether threads can share memory: only where the page is isolated from others. */
export const canShare = globalThis.crossOriginIsolated === true;

/** Starts a web worker that will do the work of a task. */
export function spawnWorker(): ThreadWorker {
  const thread = new Worker(new URL('./worker.browser.ts', import.meta.url), { type: 'module' });
  let settle: { resolve: (done: readonly Done[]) => void; reject: (error: unknown) => void } | undefined;
  thread.onmessage = ({ data }: MessageEvent<readonly Done[]>) => settle?.resolve(data);
  thread.onerror = (event) => settle?.reject(new Error(event.message));
  return {
    start: (job: Job) => thread.postMessage({ job }),
    run: (orders: readonly Order[]) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        thread.postMessage(orders);
      }),
    stop: () => {
      thread.terminate();
      settle?.reject(new DOMException('The worker was stopped', 'AbortError'));
    },
  };
}

/** Milliseconds from some fixed moment: to decide when to let others through, never for a result. */
export function now(): number {
  return performance.now();
}

/** Starts threads that help with the rounds of a kernel; undefined where memory cannot be shared. */
export const startHelpers = canShare
  ? (share: KernelShare, count: number): Helpers => {
      const threads = Array.from({ length: count }, (_, i) => {
        const thread = new Worker(new URL('./helper.browser.ts', import.meta.url), { type: 'module' });
        thread.postMessage({ share, thread: i + 1 });
        return thread;
      });
      return helpersOf(share, () => {
        for (const thread of threads) thread.terminate();
      });
    }
  : undefined;
