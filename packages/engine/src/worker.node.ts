import { parentPort, workerData } from 'node:worker_threads';
import { help } from './portfolio/helper.ts';
import type { KernelShare } from './portfolio/rounds.ts';
import { buffersOf, createWork, type Job, type Order } from './simulate/work.ts';

// A thread behind #platform: helps with a portfolio, or prepares a task once and answers each batch of orders.
type Given = { readonly share: KernelShare; readonly thread: number } | { readonly job: Job };
const given = workerData as Given;
if ('share' in given) {
  help(given.share, given.thread, () => performance.now());
} else {
  const work = createWork(given.job);
  parentPort?.on('message', (orders: readonly Order[]) => {
    const done = orders.map(work);
    parentPort?.postMessage(done, done.flatMap(buffersOf));
  });
}
