import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** The keys by which services know this server (VAPID), in base64url: the point of the curve, and the number behind it. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

/** Services take at most a day. */
const LIFE_S = 12 * 60 * 60;

export function newVapidKeys(): VapidKeys {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x as string, 'base64url'),
    Buffer.from(y as string, 'base64url'),
  ]);
  return { publicKey: point.toString('base64url'), privateKey: d as string };
}

/**
 * The header by which a service sees that the message comes from whom the browser agreed to (RFC 8292).
 *
 * @param subject address of whoever runs the server, `mailto:` or `https:`
 */
export function vapidHeader(
  keys: VapidKeys,
  to: { readonly endpoint: string; readonly subject?: string; readonly now: number },
): string {
  const point = Buffer.from(keys.publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: keys.privateKey,
    },
  });
  const claims = {
    aud: new URL(to.endpoint).origin,
    exp: Math.floor(to.now / 1_000) + LIFE_S,
    ...(to.subject === undefined ? {} : { sub: to.subject }),
  };
  const parts = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const text = parts.join('.');
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${text}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}
