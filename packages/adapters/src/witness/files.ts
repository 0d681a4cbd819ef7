import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  addCheckpoint,
  ed25519PublicKey,
  formatVkey,
  fromBase64,
  parseVkey,
  type Seen,
  SIGNATURE,
  sha256Hex,
  toBase64,
  verifierKey,
  type Witness,
  type WitnessAnswer,
  writeDurably,
} from '@sonae/evidence';
import { nodeDisk } from '@sonae/evidence/files';

/*
 * A witness in a folder (立会人): for an insurer, counsel or forensic firm. It holds a key of its own, the keys of the logs it watches,
 * and the last head it signed of each.
 */

const FILE = 'witness.json';

type Kept = { readonly name: string; readonly seed: string; readonly logs: readonly string[] };

/** Makes a witness; its vkey goes to the logs it will cosign. */
export async function makeWitness(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const disk = nodeDisk(folder);
  if (await disk.read(FILE)) throw new Error(`${folder} holds a witness already`);
  const seed = new Uint8Array(randomBytes(32));
  await write(folder, { name, seed: toBase64(seed), logs: [] });
  return formatVkey(verifierKey(name, SIGNATURE.cosignature, ed25519PublicKey(seed)));
}

/** Lets the witness watch a log, by the log's vkey. */
export async function watchLog(folder: string, vkey: string): Promise<void> {
  if (!parseVkey(vkey)) throw new Error(`${vkey} is no vkey`);
  const kept = await read(folder);
  if (!kept.logs.includes(vkey)) await write(folder, { ...kept, logs: [...kept.logs, vkey] });
}

export async function openWitness(folder: string): Promise<Witness & { readonly vkey: string }> {
  const { name, seed, logs } = await read(folder);
  const bytes = fromBase64(seed);
  if (!bytes) throw new Error(`${folder}/${FILE} is damaged`);
  const vkey = formatVkey(verifierKey(name, SIGNATURE.cosignature, ed25519PublicKey(bytes)));
  return { name, seed: bytes, vkey, logs: logs.flatMap((log) => parseVkey(log) ?? []) };
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Answers one request. What was seen is durable before the answer leaves, and requests come one after the other: two heads that
 * contradict each other are never both signed.
 */
export function witnessRequest(folder: string, body: string, seconds: number): Promise<WitnessAnswer> {
  const answer = last.then(async () => {
    const witness = await openWitness(folder);
    const origin = (/\n\n([^\n]+)\n/.exec(body)?.[1] ?? '').trim();
    const seen = await lastSeen(folder, origin);
    const found = addCheckpoint(body, witness, () => seen, BigInt(seconds));
    if (found.status === 200) {
      const { size, root } = found.seen;
      const kept = { origin, size: String(size), root: toBase64(root), note: found.note };
      await writeDurably(
        nodeDisk(folder),
        seenFile(origin),
        Buffer.from(`${JSON.stringify(kept, null, 2)}\n`),
      );
    }
    return found;
  });
  last = answer.catch(() => {});
  return answer;
}

/** The head the witness signed last for a log, with its cosignature. */
export async function lastNote(folder: string, originHash: string): Promise<string | undefined> {
  const bytes = await nodeDisk(folder).read(`seen/${originHash}.json`);
  return bytes && (JSON.parse(Buffer.from(bytes).toString()) as { note: string }).note;
}

async function lastSeen(folder: string, origin: string): Promise<Seen | undefined> {
  const bytes = await nodeDisk(folder).read(seenFile(origin));
  if (!bytes) return undefined;
  const { size, root } = JSON.parse(Buffer.from(bytes).toString()) as { size: string; root: string };
  return { size: BigInt(size), root: fromBase64(root)! };
}

const seenFile = (origin: string) => `seen/${sha256Hex(origin)}.json`;

async function read(folder: string): Promise<Kept> {
  return JSON.parse(await readFile(path.join(folder, FILE), 'utf8')) as Kept;
}

function write(folder: string, kept: Kept): Promise<void> {
  return writeDurably(nodeDisk(folder), FILE, Buffer.from(`${JSON.stringify(kept, null, 2)}\n`));
}
