import { help } from './portfolio/helper.ts';
import type { KernelShare } from './portfolio/rounds.ts';
import { buffersOf, createWork, type Done, type Job, type Order } from './simulate/work.ts';

// A worker behind #platform: the first message says what for, for a task every other is a batch of orders.
type First = { readonly share: KernelShare; readonly thread: number } | { readonly job: Job };
let work: ((order: Order) => Done) | undefined;
self.onmessage = ({ data }: MessageEvent<First | readonly Order[]>) => {
  if ('share' in data) {
    help(data.share, data.thread, () => performance.now());
    return;
  }
  if ('job' in data) {
    work = createWork(data.job);
    return;
  }
  if (!work) throw new Error('orders came before the task');
  const done = data.map(work);
  self.postMessage(done, { transfer: done.flatMap(buffersOf) });
};
