import { Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenCompany } from '../api/choices.ts';
import { followChanges } from '../api/live.ts';
import { useMay } from '../api/me.ts';
import { queryClient } from '../api/query-client.ts';
import { Toasts } from '../parts/toasts.tsx';
import { Banners } from './banners.tsx';
import { Gate } from './gate.tsx';
import { Header } from './header.tsx';
import { Shortcuts } from './shortcuts.tsx';

/** What stands around every page. */
export function Shell() {
  const { t } = useTranslation('shell');
  useFollowing();
  const path = useFocusAfterMoving();
  useRememberedCompany();
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Header />
      <Banners />
      <main id="main" className="shell-main" tabIndex={-1} data-page={path}>
        <Gate>
          <Outlet />
        </Gate>
      </main>
      <Shortcuts />
      <Toasts />
    </>
  );
}

/** Other tabs and other people change things: what is on screen follows. */
function useFollowing() {
  const isMember = useMay('member');
  useEffect(() => {
    if (!isMember) return;
    const stop = new AbortController();
    void followChanges(queryClient, stop.signal);
    return () => stop.abort();
  }, [isMember]);
}

/** A new page is read from its heading on; the first one keeps what the browser chose. Returns the address that is shown. */
function useFocusAfterMoving() {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && path !== before.current) {
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
  return path;
}

function useRememberedCompany() {
  const company = useMatches({
    select: (matches) => (matches.at(-1)?.params as { company?: string } | undefined)?.company,
  });
  useEffect(() => {
    if (company) chosenCompany.set(company);
  }, [company]);
}
