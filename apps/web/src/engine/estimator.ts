import type { Answered, Answers, Question } from './messages.ts';

/** The loss engine in its worker, as promises. */
export type Estimator = {
  ask<K extends Question['kind']>(
    question: Extract<Question, { kind: K }>,
    onProgress?: (done: number, of: number) => void,
  ): Promise<Answers[K]>;
  /** Ends the worker and its threads; whatever was asked is rejected with an abort error. */
  stop(): void;
};

/** What the worker could not do; `path` where a change leads nowhere in this input. */
export class EstimatorError extends Error {
  readonly path: string | undefined;
  constructor(message: string, path?: string) {
    super(message);
    this.path = path;
  }
}

type Waiting = {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((done: number, of: number) => void) | undefined;
};

export function startEstimator(): Estimator {
  const worker = new Worker(new URL('./estimate-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const rejectAll = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    const asker = waiting.get(data.number);
    if (!asker) return;
    if ('of' in data) {
      asker.onProgress?.(data.done, data.of);
      return;
    }
    waiting.delete(data.number);
    if ('error' in data) asker.reject(new EstimatorError(data.error, data.path));
    else asker.resolve(data.answer as never);
  };
  worker.onerror = (event) => rejectAll(new EstimatorError(event.message));
  return {
    ask: (question, onProgress) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject, onProgress });
        worker.postMessage({ number: last, question });
      }),
    stop: () => {
      worker.terminate();
      rejectAll(new DOMException('stopped', 'AbortError'));
    },
  };
}

/** Threads that play: what the device has, but no more than help. */
export const threadsHere = (): number => Math.max(1, Math.min(4, navigator.hardwareConcurrency ?? 2));
