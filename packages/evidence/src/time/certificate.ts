import { X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import { type BasicConstraints, Certificate, type ExtKeyUsage } from 'pkijs';
import { OID } from './oids.ts';

/** A certificate in both forms: the platform's, which verifies, and the tree, which shows every field. */
export type Cert = { readonly der: Uint8Array; readonly x509: X509Certificate; readonly tree: Certificate };

export function certOf(der: Uint8Array): Cert | undefined {
  try {
    const { result, offset } = fromBER(new Uint8Array(der).buffer);
    if (offset !== der.length) return undefined;
    return { der, x509: new X509Certificate(der), tree: new Certificate({ schema: result }) };
  } catch {
    return undefined;
  }
}

export function certOfTree(tree: Certificate): Cert | undefined {
  return certOf(new Uint8Array(tree.toSchema().toBER(false)));
}

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** Every certificate in a PEM text; unreadable ones are left out. */
export function certsOfPem(pem: string): Cert[] {
  return [...pem.matchAll(BLOCK)].flatMap(([, base64]) => {
    const cert = certOf(new Uint8Array(Buffer.from(base64, 'base64')));
    return cert ? [cert] : [];
  });
}

/** `O=local, CN=Test TSA` */
export function subjectOf({ x509 }: Cert): string {
  return x509.subject.split('\n').join(', ');
}

/** Whether the certificate may stamp: only that, and marked critical (RFC 3161 §2.3). */
export function mayStamp({ tree }: Cert): boolean {
  const usages = tree.extensions?.filter(({ extnID }) => extnID === OID.extendedKeyUsage) ?? [];
  if (usages.length !== 1 || !usages[0].critical) return false;
  const { keyPurposes } = usages[0].parsedValue as ExtKeyUsage;
  return keyPurposes.length === 1 && keyPurposes[0] === OID.timeStamping && maySign(tree);
}

/** Bits of keyUsage from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5. A certificate without may do all. */
function usageBits(tree: Certificate): number | undefined {
  const usage = tree.extensions?.find(({ extnID }) => extnID === OID.keyUsage);
  if (!usage) return undefined;
  const { result } = fromBER(new Uint8Array(usage.extnValue.valueBlock.valueHexView).buffer);
  return (result.valueBlock as unknown as { valueHexView: Uint8Array }).valueHexView[0];
}

function maySign(tree: Certificate): boolean {
  const bits = usageBits(tree);
  return bits === undefined || (bits & 0b1100_0000) !== 0;
}

function mayIssue({ tree }: Cert, below: number): boolean {
  const bits = usageBits(tree);
  if (bits !== undefined && (bits & 0b0000_0100) === 0) return false;
  const found = tree.extensions?.find(({ extnID }) => extnID === OID.basicConstraints);
  const constraints = found?.parsedValue as BasicConstraints | undefined;
  if (!constraints?.cA) return false;
  const limit = constraints.pathLenConstraint;
  return limit === undefined || Number(typeof limit === 'number' ? limit : limit.toString()) >= below;
}

export function validAt({ x509 }: Cert, instant: number): boolean {
  return x509.validFromDate.getTime() <= instant && instant <= x509.validToDate.getTime();
}

/** Longer chains are refused: none is in use, and each step is searched. */
const LONGEST_CHAIN = 8;

/**
 * The chain from a certificate up to one of the roots, every certificate in it valid at that instant, every issuer an authority.
 * Roots are trusted for being roots; where none in the list signed itself, every one in it is trusted.
 */
export function chainTo(
  leaf: Cert,
  others: readonly Cert[],
  trusted: readonly Cert[],
  instant: number,
): readonly Cert[] | undefined {
  const own = trusted.filter(({ x509 }) => x509.checkIssued(x509));
  const roots = own.length > 0 ? own : trusted;
  const search = (chain: readonly Cert[]): readonly Cert[] | undefined => {
    const last = chain.at(-1)!;
    if (!validAt(last, instant) || chain.length > LONGEST_CHAIN) return undefined;
    if (roots.some((root) => same(root, last))) return chain;
    for (const issuer of [...roots, ...trusted, ...others]) {
      if (chain.some((cert) => same(cert, issuer))) continue;
      if (!last.x509.checkIssued(issuer.x509) || !mayIssue(issuer, chain.length - 1)) continue;
      if (!verifies(last, issuer)) continue;
      const found = search([...chain, issuer]);
      if (found) return found;
    }
    return undefined;
  };
  return search([leaf]);
}

function same(a: Cert, b: Cert): boolean {
  return Buffer.compare(a.der, b.der) === 0;
}

function verifies(cert: Cert, issuer: Cert): boolean {
  try {
    return cert.x509.verify(issuer.x509.publicKey);
  } catch {
    return false;
  }
}

/** The certificates as PEM, for the bundle's trust roots. */
export function pemOf(certs: readonly Cert[]): string {
  return certs.map(({ x509 }) => x509.toString()).join('');
}
