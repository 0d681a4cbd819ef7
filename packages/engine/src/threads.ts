import { getCompileCacheDir } from 'node:module';
import { Worker as Thread } from 'node:worker_threads';

// Threads for the work of a task. One takes a third of a second to load, so a command that will need some starts them first.

const waiting: Thread[] = [];

/** Starts threads before there is work for them: they load while the caller reads. Unused, they keep no process alive. */
export function prepareThreads(count: number): void {
  for (let i = waiting.length; i < count; i++) {
    const thread = start();
    thread.unref();
    waiting.push(thread);
  }
}

/** A thread that was prepared, or else a new one. */
export function takeThread(): Thread {
  const thread = waiting.pop();
  if (!thread) return start();
  thread.ref();
  return thread;
}

function start(): Thread {
  return new Thread(new URL('./worker.node.mjs', import.meta.url), {
    workerData: { compileCache: getCompileCacheDir?.() },
  });
}
