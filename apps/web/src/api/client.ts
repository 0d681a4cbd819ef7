import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { createClient } from '@sonae/operations/client';
import { chosenOrganisation, expertToken } from './choices.ts';
import { watchedFetch } from './connection.ts';

/** Every operation of the server as a function. */
export const api = createClient({
  url: location.origin,
  organisation: () => chosenOrganisation.get() ?? undefined,
  expertToken: () => expertToken.get() ?? undefined,
  fetch: watchedFetch,
});

/** The same as options for queries and mutations: `useQuery(orpc.companies.list.queryOptions())`. */
export const orpc = createTanstackQueryUtils(api);
