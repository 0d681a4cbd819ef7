/** Object identifiers of timestamps and certificates, each with where it is defined. */
export const OID = {
  /** RFC 5652 §5.1 */
  signedData: '1.2.840.113549.1.7.2',
  /** RFC 3161 §2.4.2 */
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  /** RFC 5652 §11.1, §11.2 */
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 2634 §5.4 and RFC 5035 §3 */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** RFC 5280 §4.2.1.3, §4.2.1.9, §4.2.1.12 */
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  rsaPss: '1.2.840.113549.1.1.10',
} as const;

/** Digests by identifier, as the platform names them. SHA-1 is read for old tokens and never asked for. */
export const DIGESTS: Readonly<Record<string, string | undefined>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Signatures whose identifier names the digest too: RSA (RFC 8017) and ECDSA (RFC 5758). */
export const SIGNATURE_DIGESTS: Readonly<Record<string, string | undefined>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
/** Ed25519 (RFC 8410) hashes by itself. */
export const ED25519 = '1.3.101.112';
export const SHA256 = '2.16.840.1.101.3.4.2.1';
