import { fromBase64, toBase64 } from '../bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { HASH_LENGTH, type Hash } from './hashing.ts';
import type { VerifierKey } from './note.ts';
import { verifyInclusion } from './verify-proof.ts';

/*
 * Proofs in a file (C2SP tlog-proof): the place of an entry, its audit path and the signed checkpoint. Whoever has the
 * entry and the log's key needs nothing else, and no network.
 */

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
/** A tree has at most 2^63 leaves. */
const LONGEST_PROOF = 63;

export type ProofFile = {
  /** Anything the application adds; nothing vouches for it. */
  readonly extra?: Uint8Array;
  readonly index: bigint;
  readonly proof: readonly Hash[];
  /** The signed checkpoint, word by word. */
  readonly checkpoint: string;
};

export function formatProof({ extra, index, proof, checkpoint }: ProofFile): string {
  const lines = [FIRST_LINE];
  if (extra) lines.push(`extra ${toBase64(extra)}`);
  lines.push(`index ${index}`, ...proof.map(toBase64), '', '');
  return lines.join('\n') + checkpoint;
}

/** The parts of a proof file, or undefined where the text is none. */
export function parseProof(text: string): ProofFile | undefined {
  const end = text.indexOf('\n\n');
  if (end < 0) return undefined;
  const lines = text.slice(0, end).split('\n');
  if (lines.shift() !== FIRST_LINE) return undefined;
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice('extra '.length)) : null;
  const index = /^index (0|[1-9]\d{0,19})$/.exec(lines.shift() ?? '')?.[1];
  if (extra === undefined || index === undefined || lines.length > LONGEST_PROOF) return undefined;
  const proof = lines.map(fromBase64);
  if (!proof.every((hash) => hash?.length === HASH_LENGTH)) return undefined;
  const parts = { index: BigInt(index), proof: proof as Hash[], checkpoint: text.slice(end + 2) };
  return extra ? { extra, ...parts } : parts;
}

/** Whether the entry with this leaf hash is where the file says, under a checkpoint signed by one of the log's keys. */
export function verifyProofFile(
  file: ProofFile,
  leaf: Hash,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): OpenedCheckpoint | undefined {
  const opened = openCheckpoint(file.checkpoint, logKeys, witnessKeys);
  if (!opened) return undefined;
  const { size, root } = opened.checkpoint;
  return verifyInclusion(file.index, size, leaf, file.proof, root) ? opened : undefined;
}
