import type { Task } from './simulate/block.ts';
import type { Plan } from './simulate/plan.ts';
import { buffersOf, createWork, type Done, type Order } from './simulate/work.ts';

// The worker behind `spawnWorker` in a browser: the first message is the task, every other a batch of orders.
let work: ((order: Order) => Done) | undefined;
self.onmessage = ({ data }: MessageEvent<{ task: Task; plan: Plan } | readonly Order[]>) => {
  if ('task' in data) {
    work = createWork(data.task, data.plan);
    return;
  }
  if (!work) throw new Error('orders came before the task');
  const done = data.map(work);
  self.postMessage(done, { transfer: done.flatMap(buffersOf) });
};
