import type { Permission } from '@sonae/operations/access';
import { useQuery } from '@tanstack/react-query';
import { orpc } from './client.ts';

/** Whom a page or a control is for: see `Needs` of the operations; `person` has signed in with an account. */
export type Needs = 'anyone' | 'person' | 'member' | Permission;

/** Who asks, and what they may do; undefined until the server has said so. */
export const useMe = () => useQuery(orpc.session.me.queryOptions()).data;
export type Me = NonNullable<ReturnType<typeof useMe>>;

export function may(me: Me | undefined, needs: Needs): boolean {
  if (needs === 'anyone') return true;
  if (!me) return false;
  if (needs === 'person') return me.kind === 'user';
  if (needs === 'member') return me.organisation !== null;
  return me.permissions.includes(needs);
}

/** Whether whoever looks may do this: what they may not do is not shown. */
export const useMay = (needs: Needs): boolean => may(useMe(), needs);

/** The server's mode and version. */
export const useAbout = () =>
  useQuery(orpc.system.about.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data;
