import type { AskAuthority } from '@sonae/evidence/stamp';
import { askFolder } from './test-authority.ts';

/** An authority answers within a second; a line that is down is known after this. */
const PATIENCE_MS = 15_000;
/** Answers are a few kilobytes. */
const LONGEST_ANSWER = 1 << 20;

/** Asks an authority by HTTP (RFC 3161 §3.4), or the test authority in a folder where the address is `file:`. */
export const askAuthority: AskAuthority = async (provider, request) => {
  const url = new URL(provider.url);
  if (url.protocol === 'file:') return askFolder(url, request);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: request as Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length > LONGEST_ANSWER) throw new Error(`an answer of ${bytes.length} bytes`);
  return bytes;
};
