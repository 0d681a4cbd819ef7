import { useSyncExternalStore } from 'react';

/** A value outside React's tree that screens and others follow. */
export type Observable<T> = {
  get(): T;
  /** Tells everybody, also where the value is the same. */
  set(value: T): void;
  /** @returns ends it */
  subscribe(onChange: () => void): () => void;
};

export function observable<T>(initial: T): Observable<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** The value, drawn again when it changes. */
export const useObservable = <T>({ get, subscribe }: Observable<T>): T =>
  useSyncExternalStore(subscribe, get);
