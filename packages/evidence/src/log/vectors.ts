import { fromBase64, fromUtf8 } from '../bytes.ts';
import {
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './verify-proof.ts';

/** A case of the public Merkle vectors, or undefined where the text is none. */
export type Vector = { readonly wantErr: boolean; readonly accepted: boolean };

/** What the words of a case say: numbers stay bigint because sizes reach 2^64. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one case in the format of transparency-dev/merkle and says whether the proof in it is accepted. The kind follows
 * from the fields: `leafIdx` is inclusion, `size1` consistency, `start` and `end` a subtree.
 */
export function judgeVector(bytes: Uint8Array): Vector | undefined {
  const fields = parse(bytes);
  if (typeof fields?.wantErr !== 'boolean') return undefined;
  const accepted = accepts(fields);
  return accepted === undefined ? undefined : { wantErr: fields.wantErr, accepted };
}

function accepts(f: Fields): boolean | undefined {
  const proof = hashes(f.proof);
  if (!proof) return 'proof' in f ? false : undefined;
  const [root, root1, root2, leaf] = [f.root, f.root1, f.root2, f.leafHash].map(bytesOf);
  const [index, start, end, size, size1, size2, treeSize] = [
    f.leafIdx,
    f.start,
    f.end,
    f.size,
    f.size1,
    f.size2,
    f.treeSize,
  ].map((value) => (typeof value === 'bigint' ? value : undefined));
  if (root && leaf && index !== undefined) {
    if (start !== undefined && end !== undefined)
      return verifySubtreeInclusion(index, start, end, leaf, proof, root);
    if (treeSize !== undefined) return verifyInclusion(index, treeSize, leaf, proof, root);
  }
  if (root1 && root2) {
    if (start !== undefined && end !== undefined && size !== undefined)
      return verifySubtreeConsistency(start, end, size, root1, root2, proof);
    if (size1 !== undefined && size2 !== undefined)
      return verifyConsistency(size1, size2, root1, root2, proof);
  }
  return undefined;
}

/** JSON with whole numbers as bigint: JSON.parse alone loses digits above 2^53. */
function parse(bytes: Uint8Array): Fields | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, (_key, value, context?: { source?: string }) =>
      typeof value === 'number' && /^-?\d+$/.test(context?.source ?? '') ? BigInt(context!.source!) : value,
    ) as Fields;
  } catch {
    return undefined;
  }
}

/** `null` is Go's way to write an empty list. */
function hashes(value: unknown): Uint8Array[] | undefined {
  if (value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const all = value.map(bytesOf);
  return all.every((hash) => hash !== undefined) ? (all as Uint8Array[]) : undefined;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value === null) return new Uint8Array(0);
  return typeof value === 'string' ? fromBase64(value) : undefined;
}
