// Plain JavaScript without an import: a thread that helps starts in milliseconds and carries no compiler of TypeScript, which
// took 20 MB of memory a thread.

/** How long a helper looks for the next round before it sleeps: waking up takes milliseconds. */
const SPIN_MS = 20;

/** Tells the processor that we spin, where the host can say so: the other thread of its core goes faster. */
const pause = /** @type {{ pause?: () => void }} */ (Atomics).pause ?? (() => {});

/**
 * What a helper thread does: plays blocks of every round that opens, and sleeps between rounds. Returns when it is
 * sent home.
 *
 * @param {import('./rounds.ts').KernelShare} share
 * @param {number} thread number of the thread, from 1; the thread that opened the portfolio is 0
 * @param {() => number} now milliseconds from some fixed moment
 */
export function help({ module, memory, words: { epoch, inside, open } }, thread, now) {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const work = /** @type {(thread: number, budget: number) => number} */ (instance.exports.work);
  const words = new Int32Array(memory.buffer);
  for (let seen = 0; ; ) {
    const until = now() + SPIN_MS;
    while (Atomics.load(words, epoch) === seen && now() < until) pause();
    while (Atomics.load(words, epoch) === seen) Atomics.wait(words, epoch, seen);
    seen = Atomics.load(words, epoch);
    if (seen < 0) return;
    // Entering comes before looking whether the round is open: who closes it then waits for us.
    Atomics.add(words, inside, 1);
    if (Atomics.load(words, open) === 1) work(thread, 0x7fffffff);
    Atomics.sub(words, inside, 1);
  }
}
