import { isDefinedError } from '@sonae/operations/client';
import { QueryClient } from '@tanstack/react-query';

const DAY_MS = 24 * 60 * 60 * 1_000;
const TRIES = 2;

/** What was read is fresh until the server says that it changed (live.ts); it is kept a day for when there is no network. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: DAY_MS,
      networkMode: 'always',
      // What the server refuses with words, it refuses again.
      retry: (failures, error) => !isDefinedError(error) && failures < TRIES && navigator.onLine,
    },
    mutations: { networkMode: 'always' },
  },
});
