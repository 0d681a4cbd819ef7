// Preloaded into a measured process: at its end, writes what it used (kB of memory at most, all threads included).
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    writeFileSync(process.env.SONAE_BENCH_REPORT, JSON.stringify(process.resourceUsage()));
  });
}
