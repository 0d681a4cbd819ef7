import { useSyncExternalStore } from 'react';

// Whether the server answers. A browser knows only whether there is a network, so every answer and every failure counts too.

let online = navigator.onLine;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === online) return;
  online = next;
  for (const listener of listeners) listener();
}

/** `fetch` that notes whether the server could be reached. */
export const watchedFetch: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init);
    set(true);
    return response;
  } catch (error) {
    // A request that was called off says nothing about the server.
    if ((error as Error).name !== 'AbortError') set(false);
    throw error;
  }
};

addEventListener('offline', () => set(false));

/** Whether the server answered last time. */
export const isOnline = (): boolean => online;

export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useOnline = (): boolean => useSyncExternalStore(onConnection, isOnline);
