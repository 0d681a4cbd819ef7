import type { KernelShare } from './rounds.ts';

/** The side of the thread that opened the portfolio. */
export function helpersOf(
  { memory, words: at }: KernelShare,
  stop: () => void,
): {
  start(): void;
  isDone(): boolean;
  stop(): void;
} {
  const words = new Int32Array(memory.buffer);
  const wake = (epoch: number) => {
    Atomics.store(words, at.epoch, epoch);
    Atomics.notify(words, at.epoch);
  };
  return {
    start: () => {
      Atomics.store(words, at.open, 1);
      wake(Atomics.load(words, at.epoch) + 1);
    },
    isDone: () => {
      Atomics.store(words, at.open, 0);
      return Atomics.load(words, at.inside) === 0;
    },
    stop: () => {
      wake(-1);
      stop();
    },
  };
}
