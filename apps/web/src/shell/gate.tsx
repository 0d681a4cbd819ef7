import { useQuery } from '@tanstack/react-query';
import { useMatches, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { orpc } from '../api/client.ts';
import { may } from '../api/me.ts';
import { Problem } from '../parts/problem.tsx';
import { Loading } from '../parts/waiting.tsx';
import { Forbidden, NoMember } from './messages.tsx';

/** Shows a page to whom it is for; asks others to sign in, or says that they may not. The server decides again for itself. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page });
  const { data: me, error, refetch } = useQuery(orpc.session.me.queryOptions());
  if (!page || page.needs === 'anyone') return children;
  if (!me) return error ? <Problem error={error} retry={() => void refetch()} /> : <Loading />;
  if (may(me, page.needs)) return children;
  if (me.kind === 'visitor') return <ToSignIn />;
  return me.organisation === null ? <NoMember /> : <Forbidden />;
}

/** Leads to signing in, once, and from there back to the page that was wanted. */
function ToSignIn() {
  const router = useRouter();
  useEffect(() => {
    void router.navigate({
      to: '/sign-in',
      search: { next: router.latestLocation.href } as never,
      replace: true,
    });
  }, [router]);
  return <Loading />;
}
