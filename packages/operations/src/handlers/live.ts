import type { Change } from '@sonae/store';
import { os } from '../house/implement.ts';

type Told = Change | { kind: 'lost' } | { kind: 'hello' };
/** A reader that does not keep up is told to fetch everything anew instead of being kept for. */
const MOST_WAITING = 1_000;

/** Changes of the organisation until the reader goes away. Starts with `hello`, so that a reader knows it is connected. */
export const changes = os.live.changes.handler(async function* ({ context, signal }) {
  const over = AbortSignal.any([context.stopping, ...(signal ? [signal] : [])]);
  const waiting: Told[] = [{ kind: 'hello' }];
  let wake = () => {};
  const { role, companies = [], cases = [] } = context.access;
  const unsubscribe = context.live.subscribe(context.access.organisation, (change) => {
    // Through a link nothing is told but of what the link names.
    if (role === 'link' && change !== 'lost') {
      const named = change.kind === 'company' ? companies : change.kind === 'case' ? cases : [];
      if (!named.includes(change.id)) return;
    }
    if (waiting.length >= MOST_WAITING) waiting.splice(0, waiting.length, { kind: 'lost' });
    else waiting.push(change === 'lost' ? { kind: 'lost' } : change);
    wake();
  });
  over.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!over.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    unsubscribe();
  }
});
