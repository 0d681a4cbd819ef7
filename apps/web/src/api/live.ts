import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { api, orpc } from './client.ts';

/** First wait before asking again, and the longest. */
const WAIT_MS = { first: 500, most: 15_000 };

/** What has to be read again after a change of this kind. */
const AFFECTED: Readonly<Record<string, () => readonly QueryKey[]>> = {
  company: () => [orpc.companies.key()],
  policy: () => [orpc.policies.key(), orpc.companies.inputs.key()],
  variant: () => [orpc.variants.key()],
  case: () => [orpc.cases.key()],
  drill: () => [orpc.drills.key()],
  round: () => [orpc.round.key()],
  alarm: () => [orpc.cases.alarms.key()],
  settings: () => [orpc.settings.key(), orpc.session.key()],
  member: () => [orpc.members.key(), orpc.invitations.key(), orpc.session.key()],
};

/** Follows what changes on the server, in this tab and in others, until told to stop; a lost connection is taken up again. */
export async function followChanges(queries: QueryClient, signal: AbortSignal): Promise<void> {
  let wait = WAIT_MS.first;
  let connectedBefore = false;
  while (!signal.aborted) {
    try {
      for await (const change of await api.live.changes(undefined, { signal })) {
        wait = WAIT_MS.first;
        // Nobody knows what happened while we were away.
        const missed = change.kind === 'lost' || (change.kind === 'hello' && connectedBefore);
        if (change.kind === 'hello') connectedBefore = true;
        const keys = missed ? [[]] : (AFFECTED[change.kind]?.() ?? []);
        for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
      }
    } catch {
      // Offline, or the server starts anew: below.
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, WAIT_MS.most);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
