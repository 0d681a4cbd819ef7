import { useState } from 'react';

/** The secret behind `#` in a link that was sent. It is taken out of the address at once: addresses are copied and kept. */
export function useToken(): string {
  const [token] = useState(() => {
    const found = decodeURIComponent(location.hash.slice(1));
    if (found !== '') history.replaceState(history.state, '', location.pathname + location.search);
    return found;
  });
  return token;
}
