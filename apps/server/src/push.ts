import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { pushSender, VapidKeys } from '@sonae/adapters/push';
import type { SendNotice } from '@sonae/operations/incident/sweep';
import type { RequestContext } from '@sonae/operations/router';
import type { Store } from '@sonae/store';
import type { Config } from './config.ts';
import { keptValue, sessionSecret } from './secret.ts';

const NAME = 'push-keys';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The keys by which push services know this installation: made once, the private one sealed with the secret of the installation. */
export async function pushKeys(store: Store): Promise<VapidKeys> {
  const secret = await sessionSecret(store);
  const kept = await keptValue(store, NAME, async () => {
    const { newVapidKeys } = await import('@sonae/adapters/push');
    const { publicKey, privateKey } = newVapidKeys();
    return JSON.stringify({ publicKey, sealed: seal(privateKey, secret) });
  });
  const { publicKey, sealed } = JSON.parse(kept) as { publicKey: string; sealed: string };
  return { publicKey, privateKey: unseal(sealed, secret) };
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'sonae push keys', 32));

function seal(text: string, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const body = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString('base64url');
}

function unseal(text: string, secret: string): string {
  const bytes = Buffer.from(text, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, NONCE_BYTES));
  cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]).toString();
}

/** What operations need of push: the public key, and whether an address may be sent to. */
export const pushPort = ({ publicKey }: VapidKeys): NonNullable<RequestContext['push']> => ({
  publicKey,
  isAllowed: async ({ endpoint, p256dh, auth }) => {
    const { areKeys, publicAddress } = await import('@sonae/adapters/push');
    if (!areKeys(p256dh, auth)) return false;
    return publicAddress(endpoint).then(
      () => true,
      () => false,
    );
  },
});

/** Sends notices in the name of whoever runs this server. */
export function noticeSender(
  { publicUrl, mail }: Config,
  store: Store,
  via: Pick<Parameters<typeof pushSender>[0], 'resolve' | 'transport'> = {},
): SendNotice {
  let keys: VapidKeys | undefined;
  const address = /<([^>]+)>/.exec(mail.from ?? '')?.[1] ?? mail.from;
  const subject = publicUrl?.startsWith('https:') ? publicUrl : address && `mailto:${address}`;
  return async (to, notice) => {
    const push = await import('@sonae/adapters/push');
    keys ??= await pushKeys(store);
    const send = push.pushSender({ ...via, keys, ...(subject === undefined ? {} : { subject }) });
    return send(to, { text: JSON.stringify(notice), key: notice.tag });
  };
}
