import { utf8 } from '../bytes.ts';
import { encodePath } from './paths.ts';

/** A file of a bag being written: its path and its digests in hexadecimal. */
export type BagEntry = { readonly path: string; readonly digests: Readonly<Record<string, string>> };

/** The declaration of every bag we write. */
export const BAGIT_TXT = utf8('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
/** The digests of every manifest we write. */
export const BAG_DIGESTS = ['sha256', 'sha512'] as const;

/** A manifest in its one form: sorted by path, two spaces, a line feed after each line. */
export function formatManifest(entries: readonly BagEntry[], algorithm: string): Uint8Array {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return utf8(sorted.map(({ path, digests }) => `${digests[algorithm]}  ${encodePath(path)}\n`).join(''));
}

/** `bag-info.txt`; a value is one line. */
export function formatInfo(info: readonly (readonly [label: string, value: string])[]): Uint8Array {
  return utf8(info.map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`).join(''));
}
