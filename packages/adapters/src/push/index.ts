import { createHash } from 'node:crypto';
import { type Subscription, sealed } from './encrypt.ts';
import { publicAddress, type Resolve } from './public-address.ts';
import { overHttps, type Transport } from './transport.ts';
import { type VapidKeys, vapidHeader } from './vapid.ts';

export { areKeys, type Subscription } from './encrypt.ts';
export { isPublic, publicAddress } from './public-address.ts';
export { newVapidKeys, type VapidKeys } from './vapid.ts';

export type Push = {
  readonly text: string;
  /** Names the message for good: where the browser has not fetched the first, a second of the same name takes its place. */
  readonly key: string;
};

/** `gone`: the browser takes no more, for good. */
export type Outcome = 'taken' | 'gone';
export type PushSender = (to: Subscription, push: Push) => Promise<Outcome>;

/** A browser that was off for so long gets the notice no more: what was due then is on the screens. */
const LIFE_S = 24 * 60 * 60;
const GONE = [404, 410];
/** Most characters of a topic (RFC 8030 §5.4). */
const TOPIC = 32;

/**
 * Sends notices to browsers (ウェブプッシュ; RFC 8030, 8291, 8292): sealed for the browser, signed by this server, to addresses of the open net alone.
 * Rejects where the service does not take it; the error tells no address.
 */
export function pushSender(options: {
  readonly keys: VapidKeys;
  readonly subject?: string;
  readonly now?: () => number;
  readonly resolve?: Resolve;
  readonly transport?: Transport;
}): PushSender {
  const { keys, subject, now = Date.now, resolve, transport = overHttps } = options;
  return async (to, { text, key }) => {
    const { endpoint } = to;
    const address = await publicAddress(endpoint, resolve);
    const status = await transport({
      url: endpoint,
      address,
      body: sealed(Buffer.from(text), to),
      headers: {
        authorization: vapidHeader(keys, { endpoint, subject, now: now() }),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(LIFE_S),
        urgency: 'high',
        topic: createHash('sha256').update(key).digest('base64url').slice(0, TOPIC),
      },
    });
    if (GONE.includes(status)) return 'gone';
    if (status < 200 || status >= 300) throw new Error(`the push service answered ${status}`);
    return 'taken';
  };
}
