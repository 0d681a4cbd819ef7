import { request } from 'node:https';
import { isIPv4 } from 'node:net';

/** An answer that takes longer than this counts as none. */
const PATIENCE_MS = 10_000;

export type Sending = {
  readonly url: string;
  /** The address that was found to be on the open net. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Carries a message to a service and tells the status of its answer. */
export type Transport = (sending: Sending) => Promise<number>;

/** Over https, to exactly that address; the certificate is that of the name. Redirections are not followed. */
export const overHttps: Transport = ({ url, address, headers, body }) =>
  new Promise((done, failed) => {
    const family = isIPv4(address) ? 4 : 6;
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
        // A connection that is kept could lead elsewhere than what was checked.
        agent: false,
        signal: AbortSignal.timeout(PATIENCE_MS),
        lookup: (_, options, found) =>
          options.all ? found(null, [{ address, family }]) : found(null, address, family),
      },
      (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
