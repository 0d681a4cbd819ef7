import type { ReactNode } from 'react';
import { type Needs, useMay } from '../api/me.ts';

/** Shows its contents to whoever may do this; to others nothing. */
export function May({ needs, children }: { readonly needs: Needs; readonly children: ReactNode }) {
  return useMay(needs) ? children : null;
}
