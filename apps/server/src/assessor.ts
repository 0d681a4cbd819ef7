import { availableParallelism } from 'node:os';
import { type Assessor, Busy } from '@sonae/operations/router';

/** Requests that may wait for a simulation, beside the one that runs. */
const MOST_WAITING = 16;

/** Simulations take all cores, so they run one after the other; those whose reader has left are not begun. */
export function createAssessor(threads = Math.max(2, Math.min(8, availableParallelism()))): Assessor {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (input, options, signal) => {
    if (waiting >= MOST_WAITING) throw new Busy();
    waiting++;
    const next = last
      .catch(() => {})
      .then(async () => {
        signal?.throwIfAborted();
        const { assess } = await import('@sonae/assessment');
        return assess(input, { ...options, threads, signal });
      })
      .finally(() => waiting--);
    last = next;
    return next;
  };
}
