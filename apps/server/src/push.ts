import { hkdfSync, randomBytes } from 'node:crypto';
import type { pushSender, VapidKeys } from '@sonae/adapters/push';
import { type KeyWrapper, masterKeyWrapper } from '@sonae/evidence/wrap';
import type { SendNotice } from '@sonae/operations/incident/sweep';
import type { RequestContext } from '@sonae/operations/router';
import type { Store } from '@sonae/store';
import type { Config } from './config.ts';
import { keptValue, sessionSecret } from './secret.ts';

const NAME = 'push-keys';

/** The keys by which push services know this installation: made once, the private one sealed with the secret of the installation. */
export async function pushKeys(store: Store, secret?: string): Promise<VapidKeys> {
  const wrapper = wrapperOf(secret ?? (await sessionSecret(store)));
  const kept = await keptValue(store, NAME, async () => {
    const { newVapidKeys } = await import('@sonae/adapters/push');
    const { publicKey, privateKey } = newVapidKeys();
    return JSON.stringify({
      publicKey,
      sealed: text(await wrapper.wrap(Buffer.from(privateKey), ''), 'base64url'),
    });
  });
  const { publicKey, sealed } = JSON.parse(kept) as { publicKey: string; sealed: string };
  return { publicKey, privateKey: text(await wrapper.unwrap(Buffer.from(sealed, 'base64url'), ''), 'utf8') };
}

const text = (bytes: Uint8Array, encoding: BufferEncoding): string => Buffer.from(bytes).toString(encoding);

const wrapperOf = (secret: string): KeyWrapper =>
  masterKeyWrapper(new Uint8Array(hkdfSync('sha256', secret, '', 'sonae push keys', 32)), randomBytes);

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
