import { type KeyObject, verify } from 'node:crypto';
import { concatBytes, fromBase64, utf8 } from '../bytes.ts';

/*
 * DSSE envelopes (secure-systems-lab): how approvals are signed. The signature covers type and payload, each with its length, so neither
 * can be taken for the other.
 */

export type Envelope = {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid?: string; readonly sig: string }[];
};

/** The bytes that are signed (pre-authentication encoding). */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return concatBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** The payload where one of the keys signed it, or undefined. ECDSA signatures may be written in DER or as two numbers. */
export function openEnvelope(envelope: Envelope, keys: readonly KeyObject[]): Uint8Array | undefined {
  const payload = fromBase64(envelope.payload);
  if (!payload) return undefined;
  const message = preAuthEncoding(envelope.payloadType, payload);
  const good = envelope.signatures.some(({ sig }) => {
    const signature = fromBase64(sig);
    return signature !== undefined && keys.some((key) => isSigned(message, signature, key));
  });
  return good ? payload : undefined;
}

function isSigned(message: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  if (key.asymmetricKeyType === 'ed25519') return verify(null, message, key, signature);
  if (key.asymmetricKeyType !== 'ec') return false;
  return (['der', 'ieee-p1363'] as const).some((dsaEncoding) => {
    try {
      return verify('sha256', message, { key, dsaEncoding }, signature);
    } catch {
      return false;
    }
  });
}
