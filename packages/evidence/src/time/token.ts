import { fromBER, type Integer, OctetString } from 'asn1js';
import { Certificate, ContentInfo, SignedData, type SignerInfo, TimeStampResp, TSTInfo } from 'pkijs';
import { toHex } from '../bytes.ts';
import { OID } from './oids.ts';

/** A token read but not yet believed. */
export type Token = {
  readonly signed: SignedData;
  readonly signer: SignerInfo;
  readonly info: TSTInfo;
  /** The bytes of the TSTInfo, which the signature covers. */
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
};

/** Why there is no token: the answer is unreadable, refused, or not a timestamp. */
export class TokenError extends Error {
  readonly code: 'timestamp.unreadable' | 'timestamp.refused' | 'timestamp.not-a-timestamp';
  constructor(code: TokenError['code'], message: string) {
    super(message);
    this.name = 'TokenError';
    this.code = code;
  }
}

/** Statuses under which an answer carries a token (RFC 3161 §2.4.2): granted, granted with changes. */
const GRANTED = new Set([0, 1]);

/** Reads an answer of an authority, or a token by itself. Throws {@link TokenError}. */
export function readToken(bytes: Uint8Array): Token {
  const content = contentInfo(bytes);
  if (content.contentType !== OID.signedData)
    throw new TokenError('timestamp.not-a-timestamp', 'the token is not signed data');
  const signed = guarded(() => new SignedData({ schema: content.content }));
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== OID.tstInfo || !eContent)
    throw new TokenError('timestamp.not-a-timestamp', 'the signed data is no timestamp');
  if (signed.signerInfos.length !== 1)
    throw new TokenError('timestamp.not-a-timestamp', `${signed.signerInfos.length} signers instead of one`);
  const inner = octets(eContent);
  const info = guarded(() => new TSTInfo({ schema: exactly(inner) }));
  const certificates = (signed.certificates ?? []).filter((item) => item instanceof Certificate);
  return { signed, signer: signed.signerInfos[0], info, content: inner, certificates };
}

function contentInfo(bytes: Uint8Array): ContentInfo {
  const schema = exactly(bytes);
  const response = attempt(() => new TimeStampResp({ schema }));
  if (!response) return guarded(() => new ContentInfo({ schema }));
  const status = Number(response.status.status);
  if (!GRANTED.has(status) || !response.timeStampToken)
    throw new TokenError('timestamp.refused', `the authority refused (status ${status})`);
  return response.timeStampToken;
}

/** The one ASN.1 value in these bytes, with nothing after it. */
function exactly(bytes: Uint8Array) {
  const { offset, result } = fromBER(new Uint8Array(bytes).buffer);
  if (offset !== bytes.length) throw new TokenError('timestamp.unreadable', 'not one ASN.1 value');
  return result;
}

/** The bytes of an octet string, which may be written in pieces. */
export function octets(value: OctetString): Uint8Array {
  const parts = value.valueBlock.value.filter((part) => part instanceof OctetString);
  if (parts.length === 0) return new Uint8Array(value.valueBlock.valueHexView);
  return Uint8Array.from(parts.flatMap((part) => [...octets(part)]));
}

/** A whole number of any length, in hexadecimal without leading zeros. */
export function integerHex(value: Integer): string {
  return toHex(new Uint8Array(value.valueBlock.valueHexView)).replace(/^(?:00)+(?=..)/, '');
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new TokenError('timestamp.unreadable', error instanceof Error ? error.message : String(error));
  }
}
