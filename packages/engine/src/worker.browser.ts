import { buffersOf, createWork, type Done, type Job, type Order } from './simulate/work.ts';

// A worker behind #platform: takes a job with its first message and answers each batch of orders from then on.
let work: ((order: Order) => Done) | undefined;
self.onmessage = ({ data }: MessageEvent<{ readonly job: Job } | readonly Order[]>) => {
  if ('job' in data) {
    work = createWork(data.job);
    return;
  }
  if (!work) throw new Error('orders came before the job');
  const done = data.map(work);
  self.postMessage(done, { transfer: done.flatMap(buffersOf) });
};
