import { concatBytes, readU64, u64, utf8 } from '../bytes.ts';
import { ED25519_SIGNATURE_LENGTH, ed25519PublicKey, signEd25519 } from '../ed25519.ts';
import { keyId, type NoteSignature, SIGNATURE } from './note.ts';

/*
 * Cosignatures by witnesses (C2SP tlog-cosignature, Ed25519): "at this second, the largest tree of this log that I have seen,
 * each continuing the one before, had this root".
 */

/** 2^63 − 1, the last second a cosignature can name. */
const LAST_SECOND = 0x7fff_ffff_ffff_ffffn;

/** The bytes that are signed: two lines of heading, then the text of the checkpoint. */
export function cosignedMessage(checkpoint: string, time: bigint): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${checkpoint}`);
}

/** Cosigns the text of a checkpoint at a POSIX second. */
export function cosign(checkpoint: string, name: string, seed: Uint8Array, time: bigint): NoteSignature {
  return {
    name,
    id: keyId(name, SIGNATURE.cosignature, ed25519PublicKey(seed)),
    bytes: concatBytes(u64(time), signEd25519(cosignedMessage(checkpoint, time), seed)),
  };
}

/** The time and the signature in a signature line's bytes, or undefined. */
export function readCosignature(
  bytes: Uint8Array,
): { readonly time: bigint; readonly signature: Uint8Array } | undefined {
  if (bytes.length !== 8 + ED25519_SIGNATURE_LENGTH) return undefined;
  const time = readU64(bytes);
  return time > LAST_SECOND ? undefined : { time, signature: bytes.subarray(8) };
}
