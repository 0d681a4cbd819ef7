import { parentPort, workerData } from 'node:worker_threads';
import { help } from './portfolio/helper.ts';
import type { KernelShare } from './portfolio/rounds.ts';
import { buffersOf, createWork, type Done, type Job, type Order } from './simulate/work.ts';

// A thread behind #platform: helps with a portfolio, or takes a job with its first message and answers each batch of
// orders from then on.
const given = workerData as { readonly share: KernelShare; readonly thread: number } | undefined;
if (given) {
  help(given.share, given.thread, () => performance.now());
} else {
  let work: ((order: Order) => Done) | undefined;
  parentPort?.on('message', (data: { readonly job: Job } | readonly Order[]) => {
    if ('job' in data) {
      work = createWork(data.job);
      return;
    }
    if (!work) throw new Error('orders came before the job');
    const done = data.map(work);
    parentPort?.postMessage(done, done.flatMap(buffersOf));
  });
}
