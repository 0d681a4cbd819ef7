import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { concatBytes, fromHex, toHex } from './bytes.ts';

/** DER before the 32 bytes of a public or private Ed25519 key (RFC 8410). */
const SPKI = fromHex('302a300506032b6570032100')!;
const PKCS8 = fromHex('302e020100300506032b657004220420')!;
export const ED25519_KEY_LENGTH = 32;
export const ED25519_SIGNATURE_LENGTH = 64;

/** An Ed25519 signature (RFC 8032), the same bytes for the same key and message. */
export function signEd25519(message: Uint8Array, seed: Uint8Array): Uint8Array {
  return sign(null, message, privateKey(seed));
}

/** Whether the signature is good. Keys and signatures of a wrong length are not. */
export function verifyEd25519(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== ED25519_SIGNATURE_LENGTH || publicKey.length !== ED25519_KEY_LENGTH) return false;
  try {
    return verify(null, message, publicKeyOf(publicKey), signature);
  } catch {
    return false; // no point of the curve
  }
}

/** The public key of a seed, 32 bytes. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(SPKI.length));
}

const keys = new Map<string, KeyObject>();
const KEPT = 64;

/** Reading a key costs more than a signature, and a log verifies with few keys again and again. */
function publicKeyOf(bytes: Uint8Array): KeyObject {
  const name = toHex(bytes);
  const known = keys.get(name);
  if (known) return known;
  const key = createPublicKey({ key: Buffer.from(concatBytes(SPKI, bytes)), format: 'der', type: 'spki' });
  if (keys.size >= KEPT) keys.clear();
  keys.set(name, key);
  return key;
}

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(concatBytes(PKCS8, seed)), format: 'der', type: 'pkcs8' });
}
