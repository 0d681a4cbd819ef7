import { createHash, randomBytes } from 'node:crypto';

/** A secret to hand to somebody, 256 bits, safe in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. A token is long and random, so a plain hash is enough. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex');
