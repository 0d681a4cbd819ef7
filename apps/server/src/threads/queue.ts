import { Worker } from 'node:worker_threads';
import { Busy } from '@sonae/operations/router';

/** Calculations that may wait beside the one that runs. */
const MOST_WAITING = 8;

/** A file beside this one that answers what it is started with by one message. */
export const thread = (name: 'comparison' | 'live') => new URL(`./${name}.ts`, import.meta.url);

/** Calculates in a thread of its own, so that the server goes on answering; one at a time, the rest waits. */
export function threadQueue<Request, Answer>(file: URL): (request: Request) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (request) => {
    if (waiting >= MOST_WAITING) throw new Busy();
    waiting++;
    const next = last
      .catch(() => {})
      .then(() => inThread<Answer>(file, request))
      .finally(() => waiting--);
    last = next;
    return next;
  };
}

function inThread<Answer>(file: URL, workerData: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)));
  });
}
