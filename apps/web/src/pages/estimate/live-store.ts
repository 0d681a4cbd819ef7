import type { LiveFigures } from '@sonae/assessment';
import { useSyncExternalStore } from 'react';

/** What a moving lever shows just now; undefined when none moves. Outside React's tree: it changes with every frame. */
export type LiveStore = {
  get(): LiveFigures | undefined;
  set(figures: LiveFigures | undefined): void;
  subscribe(onChange: () => void): () => void;
};

export function createLiveStore(): LiveStore {
  const listeners = new Set<() => void>();
  let figures: LiveFigures | undefined;
  return {
    get: () => figures,
    set: (next) => {
      figures = next;
      for (const listener of listeners) listener();
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

export const useLive = ({ get, subscribe }: LiveStore): LiveFigures | undefined =>
  useSyncExternalStore(subscribe, get);
