import { createHash } from 'node:crypto';
import type { Source } from '@sonae/evidence';

const PATIENCE_MS = 60_000;
/** A page that shows a leak, not a film. */
const MOST_BYTES = 1 << 30;

export type Acquired = { readonly content: Uint8Array[]; readonly name: string; readonly source: Source };

/**
 * Acquires what stands at an address (ウェブページの保全): the body as it came, with every header, the addresses it was redirected over and the
 * time. Redirects are recorded one by one.
 */
export async function acquireUrl(address: string, now: () => number = Date.now): Promise<Acquired> {
  const started = new Date(now()).toISOString();
  const steps: { url: string; status: number; headers: Record<string, string> }[] = [];
  let url = new URL(address);
  for (let step = 0; step < 10; step++) {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    steps.push({ url: String(url), status: answer.status, headers: Object.fromEntries(answer.headers) });
    const next = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && next !== null) {
      url = new URL(next, url);
      continue;
    }
    const content: Uint8Array[] = [];
    let length = 0;
    const digest = createHash('sha256');
    for await (const chunk of answer.body ?? []) {
      length += chunk.length;
      if (length > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes at ${url}`);
      digest.update(chunk);
      content.push(chunk);
    }
    const name = url.pathname.split('/').filter(Boolean).at(-1) ?? url.hostname;
    const finished = new Date(now()).toISOString();
    return { content, name, source: { kind: 'url', url: address, steps, started, finished, bytes: length } };
  }
  throw new Error(`more than ten redirects from ${address}`);
}
