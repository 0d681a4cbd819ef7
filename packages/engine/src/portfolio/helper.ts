import { CONTROL } from './layout.ts';
import type { KernelShare } from './rounds.ts';

/** How long a helper looks for the next round before it sleeps: waking up takes milliseconds. */
const SPIN_MS = 20;

/**
 * What a helper thread does: plays blocks of every round that opens, and sleeps between rounds. Returns when it is
 * sent home.
 *
 * @param thread number of the thread, from 1; the thread that opened the portfolio is 0
 */
export function help({ module, memory }: KernelShare, thread: number, now: () => number): void {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const work = instance.exports.work as (thread: number, budget: number) => number;
  const words = new Int32Array(memory.buffer);
  const epoch = CONTROL.epoch / 4;
  const inside = CONTROL.inside / 4;
  for (let seen = 0; ; ) {
    const until = now() + SPIN_MS;
    while (Atomics.load(words, epoch) === seen && now() < until) pause();
    while (Atomics.load(words, epoch) === seen) Atomics.wait(words, epoch, seen);
    seen = Atomics.load(words, epoch);
    if (seen < 0) return;
    // Entering comes before looking whether the round is open: who closes it then waits for us.
    Atomics.add(words, inside, 1);
    if (Atomics.load(words, CONTROL.open / 4) === 1) work(thread, 0x7fffffff);
    Atomics.sub(words, inside, 1);
  }
}

/** Tells the processor that we spin, where the host can say so: the other thread of its core goes faster. */
const { pause = () => {} } = Atomics as { pause?: () => void };

/** The side of the thread that opened the portfolio. */
export function helpersOf(
  { memory }: KernelShare,
  stop: () => void,
): {
  start(): void;
  isDone(): boolean;
  stop(): void;
} {
  const words = new Int32Array(memory.buffer);
  const wake = (epoch: number) => {
    Atomics.store(words, CONTROL.epoch / 4, epoch);
    Atomics.notify(words, CONTROL.epoch / 4);
  };
  return {
    start: () => {
      Atomics.store(words, CONTROL.open / 4, 1);
      wake(Atomics.load(words, CONTROL.epoch / 4) + 1);
    },
    isDone: () => {
      Atomics.store(words, CONTROL.open / 4, 0);
      return Atomics.load(words, CONTROL.inside / 4) === 0;
    },
    stop: () => {
      wake(-1);
      stop();
    },
  };
}
