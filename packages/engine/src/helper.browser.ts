import { help } from './portfolio/help.mjs';
import type { KernelShare } from './portfolio/rounds.ts';

// A worker behind #platform that helps with the rounds of a portfolio: its one message says which.
self.onmessage = ({ data }: MessageEvent<{ readonly share: KernelShare; readonly thread: number }>) =>
  help(data.share, data.thread, () => performance.now());
