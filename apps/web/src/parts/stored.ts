import { useSyncExternalStore } from 'react';

/** A small value kept on this device, that screens follow. */
export type Stored<T> = {
  get(): T;
  set(value: T): void;
  subscribe(onChange: () => void): () => void;
};

/**
 * @param isValid what was kept by an older version may be something else
 * @param storage `sessionStorage` for what must not outlive the tab
 */
export function stored<T>(
  key: string,
  initial: T,
  isValid: (value: unknown) => boolean,
  storage: Storage = localStorage,
): Stored<T> {
  const listeners = new Set<() => void>();
  const read = (): T => {
    try {
      const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
      return isValid(value) && value !== null ? (value as T) : initial;
    } catch {
      return initial; // not ours, or storage is switched off
    }
  };
  let value = read();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      try {
        if (next === null) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify(next));
      } catch {
        // Full or switched off: the value holds until the tab is closed.
      }
      for (const listener of listeners) listener();
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** The value, drawn again when it changes. */
export const useStored = <T>({ get, subscribe }: Stored<T>): T => useSyncExternalStore(subscribe, get);
