import { api } from '../../api/client.ts';

/** Why this browser gets no notices: it knows none, or its person has said no. */
export type Hindrance = 'unsupported' | 'denied';
export class Hindered extends Error {
  readonly why: Hindrance;
  constructor(why: Hindrance) {
    super(why);
    this.why = why;
  }
}

const isAble = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

const registered = async () => (isAble() ? navigator.serviceWorker.getRegistration() : undefined);
/** How this browser is reached; undefined or null where it is not. */
const subscribed = async () => (await registered())?.pushManager.getSubscription();

/** SHA-256 of the address this browser is reached at, or undefined where it is not. */
export async function ownDigest(): Promise<string | undefined> {
  const subscription = await subscribed();
  if (!subscription) return undefined;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Lets this browser get notices. To be called by a click alone: the browser asks its person.
 *
 * @throws Hindered
 */
export async function subscribeHere(key: string, language: 'ja' | 'en'): Promise<void> {
  const registration = await registered();
  if (!registration) throw new Hindered('unsupported');
  if ((await Notification.requestPermission()) !== 'granted') throw new Hindered('denied');
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await api.push.subscribe({
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
    language,
  });
}

/** Ends it in the browser too, where it is this one. */
export async function unsubscribeHere(): Promise<void> {
  await (await subscribed())?.unsubscribe();
}
