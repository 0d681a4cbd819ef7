import { createHash } from 'node:crypto';
import { concatBytes, fromBase64, fromUtf8, sameBytes, toBase64, toHex, utf8 } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import { type Disk, type DiskFile, folderOf, writeDurably } from '../disk.ts';
import { canonicalJson } from '../journal/canonical.ts';
import type { KeyWrapper, Random } from '../ports.ts';
import { CHUNK_BYTES, FILE_KEY_BYTES, openChunk, sealChunk, TAG_BYTES } from './chunks.ts';

/*
 * The vault (証拠保管庫): files named by the SHA-256 of their content, encrypted with a key of their own; that key lies beside,
 * wrapped by the master key. Without the key a file is noise, so destroying the key destroys every copy of the file.
 */

export const VAULT_FOLDER = 'vault';
const KEYS = 'vault/keys';
const FILES = 'vault/files';
const INCOMING = 'vault/incoming';

/** What the vault says about content it holds. */
export type Stored = {
  readonly sha256: string;
  readonly sha512: string;
  /** Bytes of content. */
  readonly size: number;
  /** SHA-256 of the wrapped key: names the key in the record of its destruction. */
  readonly key: string;
};

type KeyFile = Omit<Stored, 'key'> & {
  readonly v: 1;
  readonly cipher: 'AES-256-GCM';
  readonly chunk: number;
  readonly wrapper: string;
  readonly wrapped: string;
};

/** Why content cannot be given out. */
export class VaultError extends Error {
  readonly code: 'vault.absent' | 'vault.damaged';
  constructor(code: VaultError['code'], message: string) {
    super(message);
    this.name = 'VaultError';
    this.code = code;
  }
}

export type Vault = {
  /** Takes content in, durable when it resolves; `duplicate` where the vault held it already. */
  put(
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<Stored & { readonly duplicate: boolean }>;
  stat(sha256: string): Promise<Stored | undefined>;
  /** The content, each chunk checked before it is given out, the digest at the end. Throws {@link VaultError}. */
  get(sha256: string): AsyncGenerator<Uint8Array>;
  /** Destroys the key, then the file. What was destroyed is returned for the record. */
  shred(sha256: string): Promise<Stored | undefined>;
  /** Whether the key file is byte for byte as it was written, by this master key. */
  isInForm(sha256: string): Promise<boolean>;
};

/** Small content as a whole. Throws {@link VaultError}. */
export async function readWhole(vault: Pick<Vault, 'get'>, sha256: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of vault.get(sha256)) pieces.push(piece);
  return concatBytes(...pieces);
}

export function openVault(disk: Disk, wrapper: KeyWrapper, random: Random): Vault {
  const keyFile = async (sha256: string) => parseKeyFile(await disk.read(keyPath(sha256)));

  /** Content that comes twice at once finds its place one after the other: a file and the key of its twin would be lost. */
  const placing = new Map<string, Promise<unknown>>();
  async function inTurn<T>(sha256: string, work: () => Promise<T>): Promise<T> {
    const turn = (placing.get(sha256) ?? Promise.resolve()).catch(() => {}).then(work);
    placing.set(sha256, turn);
    try {
      return await turn;
    } finally {
      if (placing.get(sha256) === turn) placing.delete(sha256);
    }
  }

  async function put(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    await disk.makeFolder(INCOMING);
    const incoming = `${INCOMING}/${toHex(random(16))}`;
    const key = random(FILE_KEY_BYTES);
    const file = await disk.open(incoming, 'new');
    let sealed: Omit<Stored, 'key'>;
    try {
      sealed = await seal(content, key, file);
      await file.datasync();
    } catch (error) {
      await file.close();
      await disk.remove(incoming);
      throw error;
    }
    await file.close();
    return inTurn(sealed.sha256, () => place(incoming, sealed, key));
  }

  async function place(incoming: string, sealed: Omit<Stored, 'key'>, key: Uint8Array) {
    const held = await stat(sealed.sha256);
    if (held) {
      await disk.remove(incoming);
      return { ...held, duplicate: true };
    }
    // The file first: a key whose file is missing would be content lost, a file whose key is missing is only noise.
    const path = filePath(sealed.sha256);
    await disk.makeFolder(folderOf(path));
    await disk.rename(incoming, path);
    await disk.syncFolder(folderOf(path));
    const wrapped = await wrapper.wrap(key, keyContext(sealed.sha256));
    key.fill(0);
    const record: KeyFile = {
      v: 1,
      cipher: 'AES-256-GCM',
      chunk: CHUNK_BYTES,
      ...sealed,
      wrapper: wrapper.id,
      wrapped: toBase64(wrapped),
    };
    await writeDurably(disk, keyPath(sealed.sha256), formatKeyFile(record));
    return { ...sealed, key: sha256Hex(wrapped), duplicate: false };
  }

  async function stat(sha256: string): Promise<Stored | undefined> {
    const record = await keyFile(sha256);
    if (!record || (await disk.size(filePath(sha256))) === undefined) return undefined;
    const { sha512, size, wrapped } = record;
    return { sha256, sha512, size, key: sha256Hex(fromBase64(wrapped) ?? new Uint8Array(0)) };
  }

  async function* get(sha256: string): AsyncGenerator<Uint8Array> {
    const record = await keyFile(sha256);
    const wrapped = record && fromBase64(record.wrapped);
    if (!record || !wrapped || (await disk.size(filePath(sha256))) === undefined)
      throw new VaultError('vault.absent', `no content ${sha256}`);
    const key = await wrapper.unwrap(wrapped, keyContext(sha256));
    const file = await disk.open(filePath(sha256));
    try {
      yield* unseal(file, key, record);
    } finally {
      await file.close();
      key.fill(0);
    }
  }

  return {
    put,
    stat,
    get,
    shred: async (sha256) => {
      const held = await stat(sha256);
      // Over the key's own bytes first: on most disks that is all that ever held it.
      const length = await disk.size(keyPath(sha256));
      if (length === undefined) return undefined;
      const file = await disk.open(keyPath(sha256), 'write');
      await file.write(new Uint8Array(length), 0);
      await file.datasync();
      await file.close();
      await disk.remove(keyPath(sha256));
      await disk.syncFolder(folderOf(keyPath(sha256)));
      await disk.remove(filePath(sha256));
      await disk.syncFolder(folderOf(filePath(sha256)));
      return held;
    },
    isInForm: async (sha256) => {
      const bytes = await disk.read(keyPath(sha256));
      const record = parseKeyFile(bytes);
      return record?.wrapper === wrapper.id && sameBytes(bytes!, formatKeyFile(record));
    },
  };
}

/** Hashes and encrypts in one pass; memory stays at one chunk. */
async function seal(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: Uint8Array,
  file: DiskFile,
): Promise<Omit<Stored, 'key'>> {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  const sealed = new Uint8Array(CHUNK_BYTES + TAG_BYTES);
  let [size, number, position] = [0, 0, 0];
  let held: Uint8Array | undefined;
  const write = async (chunk: Uint8Array, last: boolean) => {
    const length = sealChunk(key, number++, last, chunk, sealed);
    await file.write(sealed.subarray(0, length), position);
    position += length;
  };
  for await (const chunk of inChunks(content)) {
    if (held) await write(held, false);
    sha256.update(chunk);
    sha512.update(chunk);
    size += chunk.length;
    held = chunk;
  }
  await write(held ?? new Uint8Array(0), true);
  return { sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), size };
}

async function* unseal(file: DiskFile, key: Uint8Array, record: KeyFile): AsyncGenerator<Uint8Array> {
  const { size, chunk, sha256 } = record;
  const digest = createHash('sha256');
  const chunks = Math.max(1, Math.ceil(size / chunk));
  for (let number = 0; number < chunks; number++) {
    const sealed = await file.read(number * (chunk + TAG_BYTES), chunk + TAG_BYTES);
    const plain = openChunk(key, number, number === chunks - 1, sealed);
    if (!plain) throw new VaultError('vault.damaged', `chunk ${number} of ${sha256} is not what was stored`);
    digest.update(plain);
    yield plain;
  }
  const tooLong = (await file.size()) !== size + chunks * TAG_BYTES;
  if (tooLong || digest.digest('hex') !== sha256)
    throw new VaultError('vault.damaged', `${sha256} is not what was stored`);
}

/** The same bytes in pieces of exactly one chunk, the last one shorter. */
async function* inChunks(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  for await (const bytes of content) {
    if (filled === 0 && bytes.length === CHUNK_BYTES) {
      yield bytes;
      continue;
    }
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(bytes.length - at, CHUNK_BYTES - filled);
      chunk.set(bytes.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled === CHUNK_BYTES) {
        yield chunk;
        chunk = new Uint8Array(CHUNK_BYTES);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

function formatKeyFile(record: KeyFile): Uint8Array {
  return utf8(`${canonicalJson(record)}\n`);
}

function parseKeyFile(bytes: Uint8Array | undefined): KeyFile | undefined {
  try {
    const record = JSON.parse(fromUtf8(bytes ?? new Uint8Array(0)) ?? '') as KeyFile;
    const sound = record.v === 1 && record.cipher === 'AES-256-GCM' && record.chunk === CHUNK_BYTES;
    return sound && Number.isSafeInteger(record.size) && record.size >= 0 ? record : undefined;
  } catch {
    return undefined;
  }
}

const keyPath = (sha256: string) => `${KEYS}/${sha256.slice(0, 2)}/${sha256}.json`;
const filePath = (sha256: string) => `${FILES}/${sha256.slice(0, 2)}/${sha256}`;
const keyContext = (sha256: string) => `sonae vault key ${sha256}`;
