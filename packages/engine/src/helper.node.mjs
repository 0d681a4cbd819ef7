import { workerData } from 'node:worker_threads';
import { help } from './portfolio/help.mjs';

// A thread behind #platform that helps with the rounds of a portfolio.
help(workerData.share, workerData.thread, () => performance.now());
