import { Worker } from 'node:worker_threads';
import type { ComparisonReport } from '@sonae/assessment';
import { Busy, type Comparer } from '@sonae/operations/router';

/** Comparisons that may wait beside the one that runs. */
const MOST_WAITING = 8;
const THREAD = new URL('./thread.ts', import.meta.url);

/** Compares in a thread of its own, so that the server goes on answering; one comparison at a time. */
export function createComparer(): Comparer {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (...request) => {
    if (waiting >= MOST_WAITING) throw new Busy();
    waiting++;
    const next = last
      .catch(() => {})
      .then(() => inThread(request))
      .finally(() => waiting--);
    last = next;
    return next;
  };
}

function inThread(workerData: Parameters<Comparer>): Promise<ComparisonReport> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the comparison ended with ${code}`)));
  });
}
