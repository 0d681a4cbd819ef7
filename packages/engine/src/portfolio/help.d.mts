import type { KernelShare } from './rounds.ts';

/** What a helper thread does: see help.mjs. */
export function help(share: KernelShare, thread: number, now: () => number): void;
