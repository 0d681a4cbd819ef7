import { fromBase64, sameBytes, toBase64 } from '../bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { EMPTY_ROOT, HASH_LENGTH, type Hash } from './hashing.ts';
import { formatSignature, type VerifierKey } from './note.ts';
import { verifyConsistency } from './verify-proof.ts';

/*
 * The witness (C2SP tlog-witness): an insurer, counsel or forensic firm that signs "I saw this head of your log, and it
 * continues the last one I saw", without seeing any entry. Pure: the caller keeps what was seen, and must have kept it safely before the
 * answer leaves the house.
 */

const MOST_LINES = 63;

/** The last head a witness cosigned for a log. */
export type Seen = { readonly size: bigint; readonly root: Hash };

export type WitnessAnswer =
  | { readonly status: 200; readonly body: string; readonly seen: Seen; readonly note: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly reason: string }
  | { readonly status: 409; readonly size: bigint };

export type WitnessRequest = {
  readonly old: bigint;
  readonly proof: readonly Hash[];
  readonly checkpoint: string;
};

export function formatWitnessRequest({ old, proof, checkpoint }: WitnessRequest): string {
  return `${[`old ${old}`, ...proof.map(toBase64), '', ''].join('\n')}${checkpoint}`;
}

export function parseWitnessRequest(body: string): WitnessRequest | undefined {
  const end = body.indexOf('\n\n');
  if (end < 0) return undefined;
  const [first, ...lines] = body.slice(0, end).split('\n');
  const old = /^old (0|[1-9]\d{0,19})$/.exec(first)?.[1];
  const proof = lines.map(fromBase64);
  if (old === undefined || lines.length > MOST_LINES || proof.some((hash) => hash?.length !== HASH_LENGTH))
    return undefined;
  return { old: BigInt(old), proof: proof as Hash[], checkpoint: body.slice(end + 2) };
}

/** Who witnesses, for which logs. */
export type Witness = {
  readonly name: string;
  readonly seed: Uint8Array;
  readonly logs: readonly VerifierKey[];
};

/** Decides on one `add-checkpoint`. `seen` is what was cosigned last for that origin; `time` a POSIX second. */
export function addCheckpoint(
  body: string,
  witness: Witness,
  seen: (origin: string) => Seen | undefined,
  time: bigint,
): WitnessAnswer {
  const request = parseWitnessRequest(body);
  if (!request) return { status: 400, reason: 'malformed request' };
  const origin = request.checkpoint.split('\n', 1)[0];
  const keys = witness.logs.filter(({ name }) => name === origin);
  if (keys.length === 0) return { status: 404, reason: 'unknown log' };
  const opened = openCheckpoint(request.checkpoint, keys);
  if (!opened) return { status: 403, reason: 'no good signature by a known key of the log' };
  const { size, root } = opened.checkpoint;
  if (request.old > size) return { status: 400, reason: 'old size above the size of the checkpoint' };
  const last = seen(origin) ?? { size: 0n, root: EMPTY_ROOT };
  if (request.old !== last.size) return { status: 409, size: last.size };
  if (!continues(last, { size, root }, request.proof))
    return { status: 422, reason: 'the checkpoint does not continue the last one' };
  const line = formatSignature(cosign(opened.note.text, witness.name, witness.seed, time));
  return { status: 200, body: line, seen: { size, root }, note: request.checkpoint + line };
}

function continues(last: Seen, next: Seen, proof: readonly Hash[]): boolean {
  if (next.size === 0n && !sameBytes(next.root, EMPTY_ROOT)) return false;
  if (last.size === 0n) return proof.length === 0 && (next.size > 0n || sameBytes(next.root, last.root));
  return verifyConsistency(last.size, next.size, last.root, next.root, proof);
}
