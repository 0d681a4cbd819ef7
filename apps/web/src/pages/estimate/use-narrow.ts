import { useSyncExternalStore } from 'react';

const query = matchMedia('(max-width: 40rem)');

/** Whether the screen is that of a phone: charts then have fewer ticks. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (onChange) => {
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => query.matches,
  );
