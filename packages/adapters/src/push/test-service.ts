import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Subscription } from './encrypt.ts';
import type { Transport } from './transport.ts';

/** A browser's half: its keys, and how it opens what arrives (RFC 8291 read from the other side). */
export function testBrowser(endpoint: string) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const subscription: Subscription = {
    endpoint,
    p256dh: keys.getPublicKey().toString('base64url'),
    auth: auth.toString('base64url'),
  };
  const open = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const length = body.readUInt8(20);
    const theirs = body.subarray(21, 21 + length);
    const rest = body.subarray(21 + length);
    const derive = (from: Uint8Array, by: Uint8Array, info: Uint8Array, size: number) =>
      Buffer.from(hkdfSync('sha256', from, by, info, size));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), theirs]);
    const secret = derive(keys.computeSecret(theirs), auth, info, 32);
    const cipher = createDecipheriv(
      'aes-128-gcm',
      derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
      derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
    );
    cipher.setAuthTag(rest.subarray(-16));
    const text = Buffer.concat([cipher.update(rest.subarray(0, -16)), cipher.final()]);
    if (text.at(-1) !== 2) throw new Error('not the last record');
    return text.subarray(0, -1).toString();
  };
  return { subscription, open };
}

/** The claims of a signed header; throws where the signature is not of the key beside it. */
export function checkedClaims(authorization: string): { readonly key: string; readonly claims: object } {
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization)!;
  const [head, claims, signature] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isOurs) throw new Error('the signature is not of that key');
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) };
}

export type Received = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

/** A push service of our own on this machine; `status` says how it answers a path. */
export async function testPushService(status: (path: string) => number = () => 201) {
  const received: Received[] = [];
  const server = createServer((asked, answer) => {
    const parts: Buffer[] = [];
    asked.on('data', (part) => parts.push(part));
    asked.on('end', () => {
      const path = asked.url ?? '';
      received.push({ path, headers: asked.headers, body: Buffer.concat(parts) });
      answer.writeHead(status(path)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Carries to this machine what would go out to the open net.
  const transport: Transport = ({ url, headers, body }) =>
    new Promise((done, failed) => {
      const { pathname } = new URL(url);
      const sent = request({ host: '127.0.0.1', port, path: pathname, method: 'POST', headers }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      });
      sent.on('error', failed);
      sent.end(body);
    });
  return { received, transport, close: () => new Promise((done) => server.close(done)) };
}
