// Questions to a worker and its answers. One at a time is answered; what is asked meanwhile waits in the worker's queue.

/** How far a calculation is: done of of. */
export type Progress = { readonly done: number; readonly of: number };

type Question = { readonly id: number; readonly kind: string; readonly input: unknown };
type Answer =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failed: string };

/** What a worker can be asked, by kind. */
export type Handlers = Readonly<
  Record<string, (input: never, onProgress: (progress: Progress) => void) => unknown>
>;

type InputOf<H extends Handlers, K extends keyof H> = Parameters<H[K]>[0];
type ResultOf<H extends Handlers, K extends keyof H> = Awaited<ReturnType<H[K]>>;

/** In the worker: answers what is asked. */
export function answerCalls(handlers: Handlers): void {
  const scope = self as unknown as {
    postMessage(answer: Answer): void;
    onmessage: ((event: MessageEvent<Question>) => void) | null;
  };
  scope.onmessage = ({ data: { id, kind, input } }) => {
    const run = async () => handlers[kind](input as never, (progress) => scope.postMessage({ id, progress }));
    void run().then(
      (result) => scope.postMessage({ id, result }),
      (error) => scope.postMessage({ id, failed: error instanceof Error ? error.message : String(error) }),
    );
  };
}

type Waiting = {
  readonly onProgress?: (progress: Progress) => void;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
};

/** On the page: asks a worker, and puts an end to it. */
export class Calls<H extends Handlers> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      if ('progress' in data) return waiting?.onProgress?.(data.progress);
      this.#waiting.delete(data.id);
      if ('result' in data) waiting?.resolve(data.result as never);
      else waiting?.reject(new Error(data.failed));
    };
    worker.onerror = ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message));
      this.#waiting.clear();
    };
  }

  ask<K extends keyof H & string>(
    kind: K,
    input: InputOf<H, K>,
    onProgress?: (progress: Progress) => void,
  ): Promise<ResultOf<H, K>> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { onProgress, resolve, reject });
      this.#worker.postMessage({ id, kind, input } satisfies Question);
    });
  }

  /** Ends the worker and everything that it is asked. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }
}
