import { observable, useObservable } from '../parts/observable.ts';

// Whether the server answers. A browser knows only whether there is a network, so every answer and every failure counts too.

const online = observable(navigator.onLine);

function set(next: boolean): void {
  if (next !== online.get()) online.set(next);
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
export const isOnline = online.get;

export const onConnection = online.subscribe;

export const useOnline = (): boolean => useObservable(online);
