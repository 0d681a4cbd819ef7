import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { loadAreas } from './i18n/i18n.ts';
import { Loading } from './parts/waiting.tsx';
import { PAGES, type PageEntry } from './routes.tsx';
import { Failed, NotFound } from './shell/messages.tsx';
import { Shell } from './shell/shell.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly page?: PageEntry;
  }
}

/** One route a page; a page comes with its texts. */
export function makeRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
  const pages = PAGES.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      staticData: { page },
      component: lazyRouteComponent(async () => {
        const [loaded] = await Promise.all([page.load(), loadAreas(page.areas)]);
        return loaded;
      }),
    }),
  );
  return createRouter({
    routeTree: root.addChildren(pages),
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}
