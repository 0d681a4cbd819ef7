import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './simulate/block.ts';
import type { Plan } from './simulate/plan.ts';
import { buffersOf, createWork, type Order } from './simulate/work.ts';

// The thread behind `spawnWorker`: prepares the task once, then answers each batch of orders.
const { task, plan } = workerData as { task: Task; plan: Plan };
const work = createWork(task, plan);
parentPort?.on('message', (orders: readonly Order[]) => {
  const done = orders.map(work);
  parentPort?.postMessage(done, done.flatMap(buffersOf));
});
