import { parentPort } from 'node:worker_threads';
import { buffersOf, createWork, type Done, type Job, type Order } from './simulate/work.ts';

// A thread behind #platform: takes a job with its first message and answers each batch of orders from then on.
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
