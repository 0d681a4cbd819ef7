import { useState } from 'react';

/** Something a button does: whether it is under way, and why it failed. */
export type Action<A extends unknown[]> = {
  run(...given: A): void;
  readonly isBusy: boolean;
  readonly error: unknown;
};

/** Runs one thing at a time; a problem stays until the next try. */
export function useAction<A extends unknown[]>(work: (...given: A) => Promise<unknown>): Action<A> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = (...given: A) => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    work(...given)
      .catch((problem: unknown) => setError(problem))
      .finally(() => setBusy(false));
  };
  return { run, isBusy, error };
}
