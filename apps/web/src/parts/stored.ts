import { type Observable, observable } from './observable.ts';

/**
 * A small value kept on this device, that screens follow.
 *
 * @param isValid what was kept by an older version may be something else
 * @param storage `sessionStorage` for what must not outlive the tab
 */
export function stored<T>(
  key: string,
  initial: T,
  isValid: (value: unknown) => boolean,
  storage: Storage = localStorage,
): Observable<T> {
  const read = (): T => {
    try {
      const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
      return isValid(value) && value !== null ? (value as T) : initial;
    } catch {
      return initial; // not ours, or storage is switched off
    }
  };
  const value = observable(read());
  return {
    ...value,
    set: (next) => {
      try {
        if (next === null) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify(next));
      } catch {
        // Full or switched off: the value holds until the tab is closed.
      }
      value.set(next);
    },
  };
}
