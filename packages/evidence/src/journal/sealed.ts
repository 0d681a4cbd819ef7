import type { Stored } from '../vault/vault.ts';
import type { Json } from './canonical.ts';

/**
 * The body of a sealed entry (封緘した記録): its words lie in a file of the vault, the entry holds their digest. The file can be
 * destroyed; the entry, which cannot, then says nothing about anybody. Whoever makes the file puts a salt into it, so that nobody
 * can guess the words from the digest.
 */
export type SealedBody = Stored & {
  /** Form of the file, `sonae-case-entry/1`. */
  readonly sealed: string;
  /** Name the file goes out under. It stays in the journal for ever, so it holds no words of people. */
  readonly name: string;
};

/** Keys the body of a sealed entry must have, whatever its kind. */
export const SEALED_NEEDS = ['sha256', 'sha512', 'size', 'key', 'name'] as const;

/** The body of an entry whose words the vault holds as `stored`; `more` is what may be read by everybody for ever. */
export function sealedBody(
  { sha256, sha512, size, key }: Stored,
  { sealed, name }: Pick<SealedBody, 'sealed' | 'name'>,
  more: { readonly [key: string]: Json } = {},
): SealedBody & { readonly [key: string]: Json } {
  return { ...more, sealed, name, sha256, sha512, size, key };
}

/** Whether the words of an entry lie in the vault. */
export const isSealed = (body: { readonly [key: string]: unknown }): boolean =>
  typeof body.sealed === 'string';
