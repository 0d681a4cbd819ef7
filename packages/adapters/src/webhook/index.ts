/** An answer that takes longer than this counts as none. */
const PATIENCE_MS = 10_000;

export type Post = {
  readonly url: string;
  readonly type: string;
  readonly text: string;
  /** Names the message for good: a receiver that sees it twice may pass over the second. */
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Posts a message to an address of the company's own (webhook). Rejects where it is not taken; follows no redirection elsewhere. */
export async function postWebhook({ url, type, text, key, headers = {} }: Post): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': `${type}; charset=utf-8`, 'idempotency-key': key },
    body: text,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body?.cancel();
  // The address may hold a secret: it stands in no error.
  if (!answer.ok) throw new Error(`the receiver answered ${answer.status}`);
}
