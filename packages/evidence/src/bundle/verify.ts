import { decodePath, encodePath } from '../bag/paths.ts';
import { type BagProblem, newReport, type Report } from '../bag/problem.ts';
import type { BagFiles, ReadBag } from '../bag/verify.ts';
import { BAG_DIGESTS, BAGIT_TXT, formatManifest } from '../bag/write.ts';
import { fromBase64, fromUtf8, sameBytes } from '../bytes.ts';
import { decodeEntry, type Entry } from '../journal/entry.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../log/checkpoint.ts';
import { type Hash, leafHash } from '../log/hashing.ts';
import { formatVkey, parseVkey, type VerifierKey } from '../log/note.ts';
import { parseProof, verifyProofFile } from '../log/proof-file.ts';
import { verifyConsistency } from '../log/verify-proof.ts';
import { parseWitnessRequest } from '../log/witness.ts';
import { verifyRotation } from '../store/log-keys.ts';
import { namesContent } from '../store/state.ts';
import {
  BUNDLE_FORMAT,
  type BundleIndex,
  type BundleKeys,
  checkpointFile,
  consistencyFile,
  entryPath,
  HEAD,
  INDEX,
  KEYS,
  proofPath,
  redactedPath,
  WITNESSES,
} from './format.ts';
import { isIndex, isList, isText, parseJson } from './index-form.ts';

/** What a bundle proves, where it has no errors. */
export type BundleVerdict = {
  readonly errors: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
  readonly origin: string | null;
  readonly case: string | null;
  readonly entries: number;
  readonly files: number;
  /** The keys in the bag; whoever must be sure compares them with keys from elsewhere. */
  readonly keys: readonly string[];
  readonly stamps: readonly {
    readonly genTime: string;
    readonly tsa: string | null;
    readonly label: string;
    readonly size: number;
  }[];
  readonly witnesses: readonly { readonly name: string; readonly time: string }[];
};

/** Whether a bag holds evidence of ours, or says that it does. */
export function isBundle(files: BagFiles, { info }: ReadBag): boolean {
  return files.sizes.has(INDEX) || info.some(([label]) => label === 'Sonae-Bag-Format');
}

/**
 * Verifies the evidence in a bag whose digests were checked already: keys, checkpoints and their consistency, every entry under a signed
 * checkpoint, every file under its entry, every token. `trusted` are vkeys from elsewhere; one of them must be in the bag.
 */
export async function verifyBundle(
  files: BagFiles,
  bag: ReadBag,
  trusted: readonly string[] = [],
): Promise<BundleVerdict> {
  const report = newReport();
  const read = async (path: string) => (files.sizes.has(path) ? files.read(path) : undefined);
  const json = async <T>(path: string) => parseJson<T>(await read(path));
  const index = await json<BundleIndex>(INDEX);
  const found = { origin: null, case: null, entries: 0, files: 0, keys: [], stamps: [], witnesses: [] };
  await checkForm(files, bag, report);
  if (typeof index !== 'object' || index?.format !== BUNDLE_FORMAT || !isIndex(index)) {
    report.error('evidence.index', INDEX, `is missing or not of format ${BUNDLE_FORMAT}`);
    return { ...report.verdict(), ...found };
  }
  const keys = readKeys(await json<BundleKeys>(KEYS), index.origin, trusted, report);
  const witnessKeys = readWitnesses(await read(WITNESSES), report);
  const text = async (path: string) => fromUtf8((await read(path)) ?? new Uint8Array(0)) ?? '';
  const opened = new Map<string, OpenedCheckpoint>();
  const open = (path: string, note: string) => {
    const checkpoint = openCheckpoint(note, keys, witnessKeys);
    if (checkpoint?.checkpoint.origin === index.origin) opened.set(note, checkpoint);
    else report.error('evidence.checkpoint', path, 'is not a checkpoint signed by a key of the log');
    return checkpoint;
  };

  const head = open(HEAD, await text(HEAD));
  if (head && head.checkpoint.size !== BigInt(index.size))
    report.error(
      'evidence.size',
      HEAD,
      `counts ${head.checkpoint.size} entries, ${INDEX} says ${index.size}`,
    );
  for (const size of index.checkpoints) {
    const checkpoint = open(checkpointFile(size), await text(checkpointFile(size)));
    if (checkpoint && head)
      checkConsistency(size, checkpoint, head, await text(consistencyFile(size)), report);
  }

  const entries = new Map<number, Entry>();
  for (const place of [...index.entries, ...index.redacted.map(({ entry }) => entry)]) {
    const shown = index.entries.includes(place);
    const leaf = await leafOf(place, shown, read, entries, report);
    const proof = parseProof(await text(proofPath(place)));
    if (!leaf) continue;
    if (!proof || proof.index !== BigInt(place) || !verifyProofFile(proof, leaf, keys, witnessKeys))
      report.error('evidence.proof', proofPath(place), `does not prove entry ${place}`);
    else if (!opened.has(proof.checkpoint))
      report.error('evidence.proof', proofPath(place), 'rests on a checkpoint that is not in the bag');
  }
  checkFiles(index, entries, bag, report);
  const stamps = await checkStamps(index, opened, keys, read, report);
  return {
    ...report.verdict(),
    origin: index.origin,
    case: index.case,
    entries: entries.size,
    files: index.files.length,
    keys: keys.map(formatVkey),
    stamps,
    witnesses: (head?.witnesses ?? []).map(({ key, time }) => ({
      name: key.name,
      time: new Date(Number(time) * 1000).toISOString(),
    })),
  };
}

/**
 * Our bags have one form, byte for byte: all digests, sorted manifests, every tag file listed, nothing else. A change that
 * BagIt would not mind is then seen too.
 */
async function checkForm(files: BagFiles, { manifests }: ReadBag, report: Report): Promise<void> {
  const need = BAG_DIGESTS.flatMap((name) => [`manifest-${name}.txt`, `tagmanifest-${name}.txt`]);
  for (const name of need) if (!files.sizes.has(name)) report.error('evidence.form', name, 'is missing');
  if (files.sizes.has('bagit.txt') && !sameBytes(await files.read('bagit.txt'), BAGIT_TXT))
    report.error('evidence.form', 'bagit.txt', 'is not as this format writes it');
  for (const { file, algorithm, lines } of manifests) {
    const entries = [...lines.values()].map(({ path, digest }) => ({
      path: decodePath(path, 1),
      digests: { [algorithm]: digest },
    }));
    if (!sameBytes(await files.read(file), formatManifest(entries, algorithm)))
      report.error('evidence.form', file, 'is not in the one form this format has');
  }
  const listed = manifests.filter(({ kind }) => kind === 'tag').map(({ lines }) => lines);
  for (const path of files.sizes.keys()) {
    if (path.startsWith('data/') || (need.includes(path) && path.startsWith('tag'))) continue;
    if (!listed.every((lines) => lines.has(path))) report.error('evidence.form', path, 'is in no manifest');
  }
}

function readKeys(
  file: BundleKeys | undefined,
  origin: string,
  trusted: readonly string[],
  report: Report,
): VerifierKey[] {
  const listed = file && isList(file.keys, ({ vkey }) => isText(vkey)) ? file.keys : [];
  const parsed = listed.map(({ vkey }) => parseVkey(vkey));
  const keys = parsed.filter((key): key is VerifierKey => key?.name === origin);
  if (keys.length === 0 || keys.length !== parsed.length) {
    report.error('evidence.keys', KEYS, 'does not hold the keys of the log');
    return [];
  }
  keys.slice(1).forEach((key, i) => {
    if (!verifyRotation(String(listed[i + 1].statement ?? ''), keys[i], key))
      report.error('evidence.rotation', KEYS, `key ${i + 2} was not handed over by the key before it`);
  });
  if (trusted.length === 0)
    report.warn('evidence.unanchored', KEYS, 'compare the keys with ones you have from elsewhere');
  else if (!listed.some(({ vkey }) => trusted.includes(vkey)))
    report.error('evidence.untrusted', KEYS, 'none of the keys is one you trust');
  return keys;
}

function readWitnesses(bytes: Uint8Array | undefined, report: Report): VerifierKey[] {
  const lines = (fromUtf8(bytes ?? new Uint8Array(0)) ?? '').split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const key = parseVkey(line);
    if (!key) report.error('evidence.witness', WITNESSES, `${line} is no vkey`);
    return key ?? [];
  });
}

function checkConsistency(
  size: number,
  { checkpoint }: OpenedCheckpoint,
  head: OpenedCheckpoint,
  text: string,
  report: Report,
): void {
  const path = consistencyFile(size);
  const request = parseWitnessRequest(text);
  const good =
    request !== undefined &&
    checkpoint.size === BigInt(size) &&
    request.old === BigInt(size) &&
    verifyConsistency(
      request.old,
      head.checkpoint.size,
      checkpoint.root,
      head.checkpoint.root,
      request.proof,
    );
  if (!good)
    report.error('evidence.consistency', path, `does not show that the log continued its state of ${size}`);
}

async function leafOf(
  place: number,
  shown: boolean,
  read: (path: string) => Promise<Uint8Array | undefined>,
  entries: Map<number, Entry>,
  report: Report,
): Promise<Hash | undefined> {
  const path = shown ? entryPath(place) : redactedPath(place);
  const bytes = await read(path);
  if (!shown) {
    const hash = fromBase64((fromUtf8(bytes ?? new Uint8Array(0)) ?? '').trim());
    if (hash?.length === 32) return hash;
    report.error('evidence.redacted', path, 'is not a leaf hash');
    return undefined;
  }
  const entry = bytes && decodeEntry(bytes);
  if (!entry) {
    report.error('evidence.entry', path, 'is missing or no entry');
    return undefined;
  }
  entries.set(place, entry);
  return leafHash(bytes);
}

function checkFiles(
  index: BundleIndex,
  entries: ReadonlyMap<number, Entry>,
  { manifests }: ReadBag,
  report: Report,
): void {
  const digests = manifests.find(
    ({ kind, algorithm }) => kind === 'payload' && algorithm === 'sha256',
  )?.lines;
  for (const { path, sha256, entry } of index.files) {
    if (digests?.get(encodePath(path))?.digest !== sha256 || entries.get(entry)?.body.sha256 !== sha256)
      report.error('evidence.file', path, `is not the file of entry ${entry}`);
  }
  const shredded = new Set(
    [...entries.values()].flatMap(({ kind, body }) => (kind === 'file.shredded' ? [body.sha256] : [])),
  );
  const accounted = new Set<unknown>([...index.files, ...index.withheld].map(({ sha256 }) => sha256));
  for (const [place, entry] of entries)
    if (namesContent(entry) && !accounted.has(entry.body.sha256) && !shredded.has(entry.body.sha256))
      report.error(
        'evidence.file',
        entryPath(place),
        'its file is neither in the bag nor said to be withheld',
      );
}

async function checkStamps(
  { stamps }: BundleIndex,
  opened: ReadonlyMap<string, OpenedCheckpoint>,
  keys: readonly VerifierKey[],
  read: (path: string) => Promise<Uint8Array | undefined>,
  report: Report,
) {
  if (stamps.length === 0) return [];
  // The reader of ASN.1 is large, and a bag without timestamps needs none of it.
  const { certsOfPem, verifyTimestamp } = await import('../time/index.ts');
  const good = [];
  for (const { data, token, ca, label, size } of stamps) {
    const [note, answer, pem] = await Promise.all([data, token, ca].map(read));
    const stamped = openCheckpoint(fromUtf8(note ?? new Uint8Array(0)) ?? '', keys)?.checkpoint;
    const known = [...opened.values()].some(
      ({ checkpoint }) => checkpoint.size === stamped?.size && sameBytes(checkpoint.root, stamped.root),
    );
    if (!note || !answer || !pem || !known || stamped?.size !== BigInt(size)) {
      report.error('evidence.stamp', token, 'does not stamp a checkpoint in the bag');
      continue;
    }
    const verdict = await verifyTimestamp({
      token: answer,
      data: note,
      trusted: certsOfPem(fromUtf8(pem) ?? ''),
    });
    for (const { code, message } of verdict.errors) report.error(code, token, message);
    if (verdict.valid && verdict.genTime !== null)
      good.push({ genTime: verdict.genTime, tsa: verdict.tsa, label, size });
  }
  return good;
}
