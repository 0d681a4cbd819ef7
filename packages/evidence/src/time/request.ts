import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { SHA256 } from './oids.ts';

/** What is asked of a time-stamping authority (時刻認証局). */
export type TimestampRequest = {
  /** SHA-256 of what is stamped. */
  readonly digest: Uint8Array;
  /** Random, so that an old answer cannot be passed off as a new one. */
  readonly nonce: Uint8Array;
  readonly policy?: string;
};

export const NONCE_BYTES = 8;

/** The request in DER (RFC 3161 §2.4.1); the authority's certificate is asked for, so that the token can be checked years later. */
export function encodeRequest({ digest, nonce, policy }: TimestampRequest): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: bufferOf(digest) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(positive(nonce)) }),
    certReq: true,
    ...(policy === undefined ? {} : { reqPolicy: policy }),
  });
  return new Uint8Array(request.toSchema().toBER(false));
}

/** The shortest two's complement of the bytes as a positive number, as DER wants it. */
export function positive(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const rest = bytes.subarray(start);
  return rest.length > 0 && rest[0] >= 0x80 ? Uint8Array.of(0, ...rest) : rest.slice();
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
