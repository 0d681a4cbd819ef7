import { parentPort, workerData } from 'node:worker_threads';
import { help } from './portfolio/helper.ts';
import type { KernelShare } from './portfolio/rounds.ts';
import type { Task } from './simulate/block.ts';
import type { Plan } from './simulate/plan.ts';
import { buffersOf, createWork, type Order } from './simulate/work.ts';

// A thread behind #platform: helps with a portfolio, or prepares a task once and answers each batch of orders.
type Given =
  | { readonly share: KernelShare; readonly thread: number }
  | { readonly task: Task; readonly plan: Plan };
const given = workerData as Given;
if ('share' in given) {
  help(given.share, given.thread, () => performance.now());
} else {
  const work = createWork(given.task, given.plan);
  parentPort?.on('message', (orders: readonly Order[]) => {
    const done = orders.map(work);
    parentPort?.postMessage(done, done.flatMap(buffersOf));
  });
}
