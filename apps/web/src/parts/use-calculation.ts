import { useEffect, useState } from 'react';
import { Calls, type Handlers, type Progress } from './calls.ts';

export type Calculation<T> = {
  readonly result?: T;
  /** From 0 to 1 while it runs. */
  readonly progress?: number;
  readonly error?: Error;
};

/**
 * Something a worker calculates once its input is there, and again when the key of the input changes. The worker ends with
 * the page, and with an input that is no longer wanted.
 *
 * @param start a new worker; the same function at every drawing
 */
export function useCalculation<H extends Handlers, K extends keyof H & string>(
  start: () => Worker,
  kind: K,
  input: Parameters<H[K]>[0] | undefined,
  key: string,
): Calculation<Awaited<ReturnType<H[K]>>> {
  type Result = Awaited<ReturnType<H[K]>>;
  const [state, setState] = useState<Calculation<Result> & { readonly key?: string }>({});
  const isReady = input !== undefined;
  // The key stands for the input, which may be a new object at every drawing.
  useEffect(() => {
    if (!isReady) return;
    let calls: Calls<H> | undefined = new Calls<H>(start());
    const end = () => {
      calls?.close();
      calls = undefined;
    };
    setState({ key, progress: 0 });
    const onProgress = ({ done, of }: Progress) => setState({ key, progress: done / of });
    calls.ask(kind, input as Parameters<H[K]>[0], onProgress).then(
      (result) => {
        if (calls) setState({ key, result });
        end();
      },
      (error: Error) => {
        if (calls) setState({ key, error });
        end();
      },
    );
    return end;
  }, [isReady, key, kind, start]);
  return state.key === key ? state : {};
}
