import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** Where a browser is reached, and the keys it made for whoever sends to it. */
export type Subscription = { readonly endpoint: string; readonly p256dh: string; readonly auth: string };

const CURVE = 'prime256v1';
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
const SALT_BYTES = 16;
/** One record holds it all: services take 4,096 bytes. */
const RECORD_BYTES = 4_096;
/** Delimiter of the last record, tag of the cipher, and the head before them. */
const AROUND_BYTES = 1 + 16 + SALT_BYTES + 4 + 1 + 65;
export const MOST_PAYLOAD = RECORD_BYTES - AROUND_BYTES;

/** What chance gives a message; given in tests alone, to compare with the example of the standard. */
export type Chance = { readonly salt: Uint8Array; readonly privateKey?: Uint8Array };

/** Seals a message for one browser (RFC 8291, `aes128gcm` of RFC 8188): the service in between cannot read it. */
export function sealed(
  text: Uint8Array,
  { p256dh, auth }: Subscription,
  { salt, privateKey }: Chance = { salt: randomBytes(SALT_BYTES) },
): Buffer {
  if (text.length > MOST_PAYLOAD) throw new Error(`more than ${MOST_PAYLOAD} bytes`);
  const theirs = Buffer.from(p256dh, 'base64url');
  const own = createECDH(CURVE);
  if (privateKey) own.setPrivateKey(privateKey);
  else own.generateKeys();
  const ours = own.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = derive(own.computeSecret(theirs), Buffer.from(auth, 'base64url'), info, 32);
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', KEY_BYTES);
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', NONCE_BYTES);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const body = [cipher.update(Buffer.concat([text, Buffer.of(2)])), cipher.final(), cipher.getAuthTag()];
  const head = Buffer.alloc(4 + 1);
  head.writeUInt32BE(RECORD_BYTES, 0);
  head.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, head, ours, ...body]);
}

const derive = (secret: Uint8Array, salt: Uint8Array, info: string | Uint8Array, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** Whether these are keys of a browser: a point of the curve and sixteen bytes. */
export function areKeys(p256dh: string, auth: string): boolean {
  try {
    const own = createECDH(CURVE);
    own.generateKeys();
    own.computeSecret(Buffer.from(p256dh, 'base64url'));
    return Buffer.from(auth, 'base64url').length === KEY_BYTES;
  } catch {
    return false;
  }
}
