import { constants, hash, verify } from 'node:crypto';
import { type AsnType, type OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  type GeneralName,
  IssuerAndSerialNumber,
  RSASSAPSSParams,
  type SignerInfo,
} from 'pkijs';
import { sameBytes, toHex } from '../bytes.ts';
import { type Cert, certOfTree, chainTo, mayStamp, subjectOf } from './certificate.ts';
import { DIGESTS, ED25519, OID, SIGNATURE_DIGESTS } from './oids.ts';
import { integerHex, octets, readToken, type Token, TokenError } from './token.ts';

/** Something wrong with a timestamp: a stable code, words in English for the record. */
export type TimestampProblem = { readonly code: string; readonly message: string };

export type TimestampVerdict = {
  readonly valid: boolean;
  /** The time in the token, ISO 8601 in UTC; null where the token cannot be read. To be believed only where valid. */
  readonly genTime: string | null;
  /** The subject of the certificate that was judged, null where it was not found. */
  readonly tsa: string | null;
  readonly policy: string | null;
  readonly serial: string | null;
  /** Until when the certificate of the authority is valid: stamp again before. */
  readonly expires: string | null;
  readonly errors: readonly TimestampProblem[];
};

export type TimestampCheck = {
  /** An answer or a token, in DER. */
  readonly token: Uint8Array;
  /** What was stamped. */
  readonly data: Uint8Array | { digest(algorithm: string): Promise<Uint8Array> | Uint8Array };
  /** Who is trusted: roots, and intermediates where the token lacks them. */
  readonly trusted: readonly Cert[];
  /** The nonce of the request, where it is at hand. */
  readonly nonce?: Uint8Array;
  readonly policy?: string;
};

/**
 * Verifies a timestamp wholly (RFC 3161 §2.2, RFC 5816): the token's signature by the certificate that the signed attributes name
 * (never one that merely lies in the token), its right to stamp, its chain at the time stated, the imprint, nonce and policy.
 */
export async function verifyTimestamp(check: TimestampCheck): Promise<TimestampVerdict> {
  try {
    return await judge(readToken(check.token), check);
  } catch (error) {
    // Whatever a hostile token makes the reader of ASN.1 throw: it could not be read.
    const nothing = { genTime: null, tsa: null, policy: null, serial: null, expires: null };
    const code = error instanceof TokenError ? error.code : 'timestamp.unreadable';
    return {
      valid: false,
      ...nothing,
      errors: [{ code, message: error instanceof Error ? error.message : String(error) }],
    };
  }
}

async function judge(token: Token, check: TimestampCheck): Promise<TimestampVerdict> {
  const errors: TimestampProblem[] = [];
  const wrong = (code: string, message: string) => void errors.push({ code: `timestamp.${code}`, message });
  const { info } = token;
  const genTime = info.genTime;

  const others = token.certificates.flatMap((tree) => certOfTree(tree) ?? []);
  const signer = findSigner(token, [...others, ...check.trusted], wrong);
  if (signer) {
    checkAttributes(token, wrong);
    if (!signatureIsGood(token.signer, signer))
      wrong('signature', 'the signature is not the one of the certificate named');
    if (!mayStamp(signer))
      wrong('usage', 'the certificate is not for timestamps alone (critical extended key usage)');
    if (!chainTo(signer, others, check.trusted, genTime.getTime()))
      wrong('chain', `no chain to a trusted root that was valid at ${genTime.toISOString()}`);
    if (info.tsa && !namesSubject(info.tsa, signer))
      wrong('tsa-name', 'the token names another authority than its certificate');
  }
  await checkImprint(token, check, wrong);
  if (check.nonce && (!info.nonce || integerHex(info.nonce) !== hexNumber(check.nonce)))
    wrong('nonce', 'the answer is to another request');
  if (check.policy !== undefined && info.policy !== check.policy)
    wrong('policy', `made under policy ${info.policy}, not ${check.policy}`);

  return {
    valid: errors.length === 0,
    genTime: genTime.toISOString(),
    tsa: signer ? subjectOf(signer) : null,
    policy: info.policy,
    serial: integerHex(info.serialNumber),
    expires: signer ? signer.x509.validToDate.toISOString() : null,
    errors,
  };
}

type Wrong = (code: string, message: string) => void;

/** The certificate that the signed attributes name by digest; `sid` must mean the same one. */
function findSigner({ signer }: Token, candidates: readonly Cert[], wrong: Wrong): Cert | undefined {
  const named = namedCertificate(signer);
  if (!named) {
    wrong('no-signing-certificate', 'the signed attributes do not name the certificate');
    return undefined;
  }
  const found = candidates.find(({ der }) => sameBytes(hash(named.algorithm, der, 'buffer'), named.digest));
  if (!found) {
    wrong('signer-missing', 'the certificate the token names is neither in it nor among the trusted ones');
    return undefined;
  }
  if (!isIdentifiedBy(signer, found)) wrong('signer-mismatch', 'signer and named certificate differ');
  return found;
}

/** The first ESSCertIDv2 (SHA-256 unless it says otherwise), or an ESSCertID of old, which is SHA-1. */
function namedCertificate(signer: SignerInfo): { algorithm: string; digest: Uint8Array } | undefined {
  const v2 = attribute(signer, OID.signingCertificateV2);
  const v1 = attribute(signer, OID.signingCertificate);
  const list = children((v2 ?? v1) as Sequence | undefined)?.[0];
  const id = children(children(list as Sequence | undefined)?.[0] as Sequence | undefined);
  if (!id) return undefined;
  const [first, second] = id;
  if (!v2) return { algorithm: 'sha1', digest: octets(first as OctetString) };
  if (!(first instanceof Sequence)) return { algorithm: 'sha256', digest: octets(first as OctetString) };
  const algorithm = DIGESTS[new AlgorithmIdentifier({ schema: first }).algorithmId];
  return algorithm && second ? { algorithm, digest: octets(second as OctetString) } : undefined;
}

function isIdentifiedBy({ sid }: SignerInfo, { tree }: Cert): boolean {
  if (sid instanceof IssuerAndSerialNumber)
    return sid.issuer.isEqual(tree.issuer) && sid.serialNumber.isEqual(tree.serialNumber);
  const key = tree.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue as
    | OctetString
    | undefined;
  const wanted = (sid as { valueBlock?: { valueHexView?: Uint8Array } })?.valueBlock?.valueHexView;
  return key !== undefined && wanted !== undefined && sameBytes(octets(key), new Uint8Array(wanted));
}

function checkAttributes({ signer, content }: Token, wrong: Wrong): void {
  const type = attribute(signer, OID.contentType);
  if (type?.valueBlock.toString() !== OID.tstInfo)
    wrong('content-type', 'the signed attributes are about something else');
  const algorithm = DIGESTS[signer.digestAlgorithm.algorithmId];
  const digest = attribute(signer, OID.messageDigest) as OctetString | undefined;
  if (!algorithm || !digest || !sameBytes(octets(digest), hash(algorithm, content, 'buffer')))
    wrong('message-digest', 'the content is not what was signed');
}

function signatureIsGood(signer: SignerInfo, { x509 }: Cert): boolean {
  if (!signer.signedAttrs) return false;
  const { algorithmId, algorithmParams } = signer.signatureAlgorithm;
  const fallback = DIGESTS[signer.digestAlgorithm.algorithmId];
  const message = signedBytes(signer);
  const signature = octets(signer.signature);
  try {
    if (algorithmId === ED25519) return verify(null, message, x509.publicKey, signature);
    if (algorithmId !== OID.rsaPss)
      return verify(SIGNATURE_DIGESTS[algorithmId] ?? fallback, message, x509.publicKey, signature);
    const params = new RSASSAPSSParams({ schema: algorithmParams });
    const key = {
      key: x509.publicKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: params.saltLength,
    };
    return verify(DIGESTS[params.hashAlgorithm.algorithmId], message, key, signature);
  } catch {
    return false;
  }
}

/** The attributes as they were signed: under the tag of a SET instead of [0] (RFC 5652 §5.4). */
function signedBytes(signer: SignerInfo): Uint8Array {
  const bytes = new Uint8Array(signer.signedAttrs!.encodedValue);
  bytes[0] = 0x31;
  return bytes;
}

/** The one value of a signed attribute that is there exactly once. */
function attribute({ signedAttrs }: SignerInfo, oid: string): AsnType | undefined {
  const found = signedAttrs?.attributes.filter(({ type }) => type === oid) ?? [];
  return found.length === 1 && found[0].values.length === 1 ? found[0].values[0] : undefined;
}

async function checkImprint({ info }: Token, { data }: TimestampCheck, wrong: Wrong): Promise<void> {
  const algorithm = DIGESTS[info.messageImprint.hashAlgorithm.algorithmId];
  if (!algorithm) return wrong('digest', 'the digest of the imprint is not known');
  if (algorithm === 'sha1') wrong('weak-digest', 'the imprint is SHA-1, which no longer proves anything');
  const digest = data instanceof Uint8Array ? hash(algorithm, data, 'buffer') : await data.digest(algorithm);
  if (!sameBytes(octets(info.messageImprint.hashedMessage), digest))
    wrong('imprint', 'the timestamp is for other data');
}

/** Whether the name is a subject of the certificate. Only a directory name can be compared; others are left to the chain. */
function namesSubject(name: GeneralName, { tree }: Cert): boolean {
  return name.type !== 4 || name.value.isEqual(tree.subject);
}

function children(value: Sequence | undefined): AsnType[] | undefined {
  return value instanceof Sequence ? (value.valueBlock.value as AsnType[]) : undefined;
}

function hexNumber(bytes: Uint8Array): string {
  return toHex(bytes).replace(/^(?:00)+(?=..)/, '');
}
