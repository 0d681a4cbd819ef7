import { createHash } from 'node:crypto';
import { type BagProblem, newReport, type Report } from '../bag/problem.ts';
import { fromUtf8, sameBytes, toHex } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import type { Disk } from '../disk.ts';
import { ed25519PublicKey } from '../ed25519.ts';
import { readSegment } from '../journal/batch.ts';
import { decodeEntry, type Entry } from '../journal/entry.ts';
import { JOURNAL_FOLDER, segments } from '../journal/journal.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { parseVkey, type VerifierKey } from '../log/note.ts';
import { EMPTY_EDGE, edgeTiles, type LogFile, tileWriter } from '../log/tile-writer.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../log/tiles.ts';
import type { KeyWrapper } from '../ports.ts';
import { openVault, VAULT_FOLDER } from '../vault/vault.ts';
import { checkpointPath, checkpointSizes, LOG_FOLDER } from './log-files.ts';
import { formatLogKeys, KEYS_FILE, readLogKeys, signersOf, verifiersOf, verifyRotation } from './log-keys.ts';
import { STATE_FILE, stateBytes } from './read-state.ts';
import { formatSettings, readSettings, SETTINGS_FILE } from './settings.ts';
import { applyEntry, emptyState, type State } from './state.ts';

export type FsckVerdict = {
  readonly ok: boolean;
  readonly errors: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
  readonly entries: number;
  readonly files: number;
  readonly checkpoints: number;
  readonly stamps: number;
};

export type FsckOptions = {
  /** The master key, without which the vault's files cannot be opened. */
  readonly wrapper?: KeyWrapper;
  /** Now, to see which timestamps run out. */
  readonly now: number;
};

/** A timestamp is renewed at least this long before its authority's certificate ends: half a year, to leave room for a lost order. */
const RENEW_BEFORE_MS = 183 * 86_400_000;

/** Checks everything in a store against everything else, changing nothing. */
export async function fsck(disk: Disk, options: FsckOptions): Promise<FsckVerdict> {
  const report = newReport();
  const seen = new Set<string>([SETTINGS_FILE, KEYS_FILE, STATE_FILE, 'lock', 'time/queue.json']);
  const keys = await checkKeys(disk, options.wrapper, report);
  const notes = await readNotes(disk, keys, seen, report);
  const { state, settings, end } = await checkLog(disk, notes, seen, report);
  await checkSettings(disk, settings, report);
  await checkProjection(disk, state, report);
  const files = await checkVault(disk, state, options.wrapper, seen, report);
  const stamps = await checkStamps(disk, state, keys, options.now, seen, report);
  for (const path of await allFiles(disk, ''))
    if (!seen.has(path)) report.warn('store.unknown-file', path, 'does not belong to the store');
  const { errors, warnings } = report.verdict();
  return { ok: errors.length === 0, errors, warnings, entries: end, files, checkpoints: notes.size, stamps };
}

async function checkKeys(
  disk: Disk,
  wrapper: KeyWrapper | undefined,
  report: Report,
): Promise<VerifierKey[]> {
  const keys = await readLogKeys(disk);
  if (!keys) {
    report.error('keys.damaged', KEYS_FILE, 'the keys of the log are missing or unreadable');
    return [];
  }
  if (!sameBytes((await disk.read(KEYS_FILE))!, formatLogKeys(keys)))
    report.error('keys.damaged', KEYS_FILE, 'is not as it was written');
  keys.keys.slice(1).forEach(({ vkey, statement }, i) => {
    if (!verifyRotation(statement ?? '', parseVkey(keys.keys[i].vkey)!, parseVkey(vkey)!))
      report.error('keys.rotation', KEYS_FILE, `key ${i + 2} was not handed over by the key before it`);
  });
  if (wrapper)
    try {
      for (const { seed, publicKey } of await signersOf(keys, wrapper))
        if (!sameBytes(ed25519PublicKey(seed), publicKey))
          report.error('keys.damaged', KEYS_FILE, 'a sealed key does not belong to its vkey');
    } catch (error) {
      report.error('keys.sealed', KEYS_FILE, (error as Error).message);
    }
  return verifiersOf(keys);
}

/** Signed checkpoints by the size they count. */
type Notes = ReadonlyMap<number, { readonly path: string; readonly root: Uint8Array }>;

async function readNotes(
  disk: Disk,
  keys: readonly VerifierKey[],
  seen: Set<string>,
  report: Report,
): Promise<Notes> {
  const notes = new Map<number, { path: string; root: Uint8Array }>();
  const open = async (path: string, size?: number) => {
    seen.add(path);
    const opened = openCheckpoint(fromUtf8((await disk.read(path)) ?? new Uint8Array(0)) ?? '', keys);
    if (!opened || (size !== undefined && opened.checkpoint.size !== BigInt(size)))
      report.error('log.checkpoint', path, 'is not a checkpoint of this size signed by a key of this log');
    return opened?.checkpoint;
  };
  const sizes = await checkpointSizes(disk);
  for (const size of sizes) {
    const checkpoint = await open(checkpointPath(size), size);
    if (checkpoint) notes.set(size, { path: checkpointPath(size), root: checkpoint.root });
  }
  const head = await open('log/checkpoint');
  const size = head && Number(head.size);
  if (size !== undefined && size !== sizes.at(-1))
    report.error(
      'log.head',
      'log/checkpoint',
      `counts ${size} entries, the last checkpoint kept ${sizes.at(-1) ?? 0}`,
    );
  else if (
    size !== undefined &&
    !sameBytes((await disk.read('log/checkpoint'))!, (await disk.read(checkpointPath(size)))!)
  )
    report.error('log.head', 'log/checkpoint', 'differs from the last checkpoint kept');
  return notes;
}

/** Plays the journal through a new tree: every tile, bundle and signed root must come out as it stands on the disk. */
async function checkLog(disk: Disk, notes: Notes, seen: Set<string>, report: Report) {
  const state = emptyState();
  const sizes = [...notes.keys()].sort((a, b) => a - b);
  const head = sizes.at(-1) ?? 0;
  /** A tile beyond the head may be there already, or not yet. */
  const expected: (LogFile & { readonly due: boolean })[] = [];
  const writer = tileWriter(EMPTY_EDGE, (file) => void expected.push({ ...file, due: writer.size <= head }));
  let settings: string | undefined;
  /** Digests of what interruptions left and the store kept aside. */
  const kept = new Set<string>();
  const tiles = await tilesOnDisk(disk);

  async function flush(partial: boolean): Promise<void> {
    const partials = partial ? writer.partials().map((file) => ({ ...file, due: true })) : [];
    for (const { path, bytes, due } of [...expected.splice(0), ...partials])
      await compareTile(disk, path, bytes, due, tiles, report);
  }
  async function atCheckpoint(): Promise<void> {
    const note = notes.get(writer.size);
    if (note && !sameBytes(note.root, await writer.root()))
      report.error(
        'log.root',
        note.path,
        `its root is not the one of the first ${writer.size} entries of the journal`,
      );
    // Partial tiles of older checkpoints may be there still; those of the head must be.
    if (writer.size === head) await flush(true);
  }

  let next = 0;
  const all = await segments(disk);
  for (const [i, { path, first }] of all.entries()) {
    seen.add(path);
    if (first !== next) {
      report.error('journal.gap', path, `begins with entry ${first} where ${next} was expected`);
      break;
    }
    const bytes = (await disk.read(path)) ?? new Uint8Array(0);
    const { batches, tail, end } = readSegment(bytes, first);
    for (const { first: at, entries } of batches)
      for (const [j, entry] of entries.entries()) {
        const read = decodeEntry(entry);
        if (!read) report.error('journal.entry', path, `entry ${at + j} is not canonical JSON`);
        else {
          applyEntry(state, at + j, read);
          settings = settingsDigest(read) ?? settings;
          if (read.kind === 'journal.recovered') kept.add(String(read.body.sha256));
        }
        writer.add(entry);
        next++;
        if (expected.length > 64) await flush(false);
        if (notes.has(next)) await atCheckpoint();
      }
    if (tail.state === 'damaged')
      report.error(
        'journal.damaged',
        path,
        `entry ${next} at byte ${tail.at} is damaged, entry ${tail.next} after it is whole`,
      );
    else if (tail.state === 'torn')
      report.error(
        'journal.torn',
        path,
        `${bytes.length - end} bytes from byte ${end} on are no whole batch`,
      );
    else if (bytes.length > end && i < all.length - 1)
      report.error('journal.torn', path, 'ends in zeros though a segment follows');
    else if (bytes.length > end)
      report.warn('journal.room', path, 'was not closed; the store is open or was interrupted');
  }
  await flush(false);
  if (next < head)
    report.error('journal.short', JOURNAL_FOLDER, `holds ${next} entries, the checkpoint counts ${head}`);
  else if (next > head)
    report.warn('log.behind', 'log/checkpoint', `${next - head} entries are in no checkpoint yet`);
  for (const path of await allFiles(disk, 'journal/torn')) {
    seen.add(path);
    const digest = path.slice('journal/torn/'.length);
    if (sha256Hex((await disk.read(path))!) !== digest)
      report.error('journal.torn-copy', path, 'is not what was kept under this digest');
    kept.delete(digest);
  }
  for (const digest of kept)
    report.error(
      'journal.torn-copy',
      `journal/torn/${digest}`,
      'what an interruption left was kept here and is gone',
    );
  for (const size of sizes) await checkServed(disk, size, report);
  for (const path of tiles.keys()) {
    const width = /^log\/tile\/0\/.*\.p\/(\d+)$/.exec(path)?.[1];
    const size = width === undefined ? undefined : indexOfTile(path) * TILE_WIDTH + Number(width);
    if (size !== undefined && !notes.has(size))
      report.warn(
        'log.checkpoint-gone',
        path,
        `was made for a checkpoint of ${size} entries, which is not there`,
      );
  }
  for (const [path, compared] of tiles) {
    seen.add(path);
    if (!compared) report.error('log.tile', path, 'is no tile of this log');
  }
  return { state, settings, end: next };
}

function settingsDigest({ kind, body }: Entry): string | undefined {
  const digest =
    kind === 'log.created' ? body.settings : kind === 'settings.changed' ? body.sha256 : undefined;
  return typeof digest === 'string' ? digest : undefined;
}

/** Every tile and bundle on the disk, and whether it was compared. */
async function tilesOnDisk(disk: Disk): Promise<Map<string, boolean>> {
  return new Map((await allFiles(disk, `${LOG_FOLDER}/tile`)).map((path) => [path, false]));
}

/** A tile must be there, whole, or else its partial ones; whatever partial ones there are must be its beginning. */
async function compareTile(
  disk: Disk,
  path: string,
  bytes: Uint8Array,
  due: boolean,
  tiles: Map<string, boolean>,
  report: Report,
): Promise<void> {
  const full = `${LOG_FOLDER}/${path}`;
  const stem = full.replace(/\.p\/\d+$/, '');
  const found = await disk.read(full);
  if (!found && due) report.error('log.tile', full, 'is missing');
  if (found) {
    tiles.set(full, true);
    if (!sameBytes(found, bytes)) report.error('log.tile', full, 'is not what the journal gives');
  }
  for (const name of await disk.list(`${stem}.p`)) {
    const partial = `${stem}.p/${name}`;
    if (partial === full) continue;
    tiles.set(partial, true);
    const beginning = await disk.read(partial);
    const length = stem.includes('/entries/') ? bundleLength(bytes, Number(name)) : Number(name) * 32;
    if (!beginning || beginning.length !== length || !sameBytes(beginning, bytes.subarray(0, length)))
      report.error('log.tile', partial, 'is not the beginning of its full tile');
  }
}

/** The place of a tile in its level: the digits of `x001/x234/067`. */
function indexOfTile(path: string): number {
  const [, digits] = /^log\/tile\/\d+\/((?:x\d{3}\/)*\d{3})/.exec(path) ?? [];
  return Number((digits ?? '').replace(/\D/g, ''));
}

/** Whoever holds a checkpoint may ask for its tiles: the partial ones must be there until the full ones are. */
async function checkServed(disk: Disk, size: number, report: Report): Promise<void> {
  const tiles = edgeTiles(size).filter(({ width }) => width > 0);
  const paths = tiles.map((tile) => [tilePath(tile), tilePath({ ...tile, width: TILE_WIDTH })]);
  const width = size % TILE_WIDTH;
  const index = Math.floor(size / TILE_WIDTH);
  if (width > 0) paths.push([bundlePath(index, width), bundlePath(index, TILE_WIDTH)]);
  for (const [partial, full] of paths) {
    const sizes = await Promise.all([partial, full].map((path) => disk.size(`${LOG_FOLDER}/${path}`)));
    if (sizes.every((found) => found === undefined))
      report.error(
        'log.tile',
        `${LOG_FOLDER}/${partial}`,
        `belongs to the checkpoint of ${size} entries and is missing`,
      );
  }
}

/** Bytes of the first entries of a bundle. */
function bundleLength(bytes: Uint8Array, count: number): number {
  let at = 0;
  for (let i = 0; i < count && at + 2 <= bytes.length; i++) at += 2 + ((bytes[at] << 8) | bytes[at + 1]);
  return at;
}

async function checkSettings(disk: Disk, digest: string | undefined, report: Report): Promise<void> {
  try {
    const settings = await readSettings(disk);
    const bytes = (await disk.read(SETTINGS_FILE))!;
    if (sha256Hex(bytes) === digest) return;
    const same = sha256Hex(formatSettings(settings)) === digest;
    report.error(
      'settings.changed',
      SETTINGS_FILE,
      same ? 'was written anew by another hand' : 'is not what the journal says',
    );
  } catch (error) {
    report.error('settings.damaged', SETTINGS_FILE, (error as Error).message);
  }
}

async function checkProjection(disk: Disk, state: State, report: Report): Promise<void> {
  const bytes = await disk.read(STATE_FILE);
  if (!bytes) return;
  const size = stateSize(bytes);
  if (size === state.size ? !sameBytes(bytes, stateBytes(state)) : size === undefined || size > state.size)
    report.error('projection.damaged', STATE_FILE, 'is not what the journal gives; rebuild it');
  else if (size !== state.size)
    report.warn('projection.behind', STATE_FILE, `covers ${size} of ${state.size} entries`);
}

function stateSize(bytes: Uint8Array): number | undefined {
  try {
    const { size } = JSON.parse(fromUtf8(bytes) ?? '') as { size: unknown };
    return typeof size === 'number' ? size : undefined;
  } catch {
    return undefined;
  }
}

async function checkVault(
  disk: Disk,
  state: State,
  wrapper: KeyWrapper | undefined,
  seen: Set<string>,
  report: Report,
): Promise<number> {
  const inVault = (await allFiles(disk, VAULT_FOLDER)).filter((path) => !path.startsWith('vault/incoming/'));
  const paths = (sha256: string) => [
    `vault/files/${sha256.slice(0, 2)}/${sha256}`,
    `vault/keys/${sha256.slice(0, 2)}/${sha256}.json`,
  ];
  for (const sha256 of state.vaulted) {
    const [file, key] = paths(sha256);
    const shredded = state.files.get(sha256)?.shredded ?? false;
    for (const path of [file, key]) {
      seen.add(path);
      const there = inVault.includes(path);
      if (there && shredded)
        report.error('vault.not-shredded', path, 'the journal says it was destroyed; rebuild finishes that');
      if (!there && !shredded) report.error('vault.missing', path, 'the journal says it is held');
    }
    if (!shredded && wrapper) await checkContent(disk, wrapper, sha256, state, file, report);
  }
  if (!wrapper && state.vaulted.size > 0)
    report.warn('vault.unopened', VAULT_FOLDER, 'without the master key the contents were not checked');
  return state.vaulted.size;
}

async function checkContent(
  disk: Disk,
  wrapper: KeyWrapper,
  sha256: string,
  state: State,
  path: string,
  report: Report,
): Promise<void> {
  const vault = openVault(disk, wrapper, () => new Uint8Array(0));
  const sha512 = createHash('sha512');
  try {
    let size = 0;
    for await (const chunk of vault.get(sha256)) {
      sha512.update(chunk);
      size += chunk.length;
    }
    const stored = (await vault.stat(sha256))!;
    const known = state.files.get(sha256);
    const digest = toHex(sha512.digest());
    if (stored.size !== size || stored.sha512 !== digest)
      report.error('vault.key', path, 'its key file tells another size or digest');
    if (known && (known.size !== size || known.sha512 !== digest))
      report.error('vault.damaged', path, 'is not what the journal says');
    if (!(await vault.isInForm(sha256)))
      report.error('vault.key', path, 'its key file is not as it was written');
  } catch (error) {
    report.error('vault.damaged', path, (error as Error).message);
  }
}

async function checkStamps(
  disk: Disk,
  state: State,
  keys: readonly VerifierKey[],
  now: number,
  seen: Set<string>,
  report: Report,
): Promise<number> {
  if (state.stamps.size === 0) return 0;
  const { certsOfPem, verifyTimestamp } = await import('../time/index.ts');
  let count = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [size, stamps] of state.stamps)
    for (const { file, sha256, ca, genTime, expires } of stamps) {
      const [note, token, pem] = await Promise.all(
        ['note', 'tsr', 'pem'].map((ending) => {
          seen.add(`${file}.${ending}`);
          return disk.read(`${file}.${ending}`);
        }),
      );
      const path = `${file}.tsr`;
      count++;
      latest = Math.max(latest, Date.parse(expires ?? genTime));
      if (!note || !token || !pem) {
        report.error('time.missing', path, 'a file of the timestamp is missing');
        continue;
      }
      if (sha256Hex(token) !== sha256) report.error('time.token', path, 'is not the token the journal names');
      if (sha256Hex(pem) !== ca) report.error('time.roots', `${file}.pem`, 'is not what the journal names');
      if (openCheckpoint(fromUtf8(note) ?? '', keys)?.checkpoint.size !== BigInt(size))
        report.error('time.note', `${file}.note`, 'is not the checkpoint of its size');
      const verdict = await verifyTimestamp({ token, data: note, trusted: certsOfPem(fromUtf8(pem) ?? '') });
      for (const { code, message } of verdict.errors) report.error(code, path, message);
    }
  if (count > 0 && latest - now < RENEW_BEFORE_MS)
    report.warn(
      'time.renew',
      'time',
      `the last timestamp can be checked until ${new Date(latest).toISOString()}: stamp again`,
    );
  return count;
}

async function allFiles(disk: Disk, folder: string): Promise<string[]> {
  const names = await disk.list(folder);
  const inside = folder === '' ? '' : `${folder}/`;
  const found = await Promise.all(
    names.map((name) =>
      name.endsWith('/') ? allFiles(disk, `${inside}${name.slice(0, -1)}`) : [`${inside}${name}`],
    ),
  );
  return found.flat();
}
