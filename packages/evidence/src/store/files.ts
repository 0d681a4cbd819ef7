import { utf8 } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import { canonicalJson, type Json } from '../journal/canonical.ts';
import type { EntryDraft } from '../journal/entry.ts';
import type { Stored } from '../vault/vault.ts';
import { type Custody, reasonToKeep, type State } from './state.ts';
import type { Receipt, Store } from './store.ts';

type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Where a file came from, and how to find that place again. */
export type Source = {
  readonly kind:
    | 'file'
    | 'folder'
    | 'disk-image'
    | 'mailbox'
    | 'log-export'
    | 'url'
    | 'host-logs'
    | 'photo'
    | 'testimony'
    | 'redaction';
  readonly [detail: string]: Json | undefined;
};

export type FileFacts = {
  readonly name: string;
  readonly by: string;
  readonly case?: string;
  readonly custody: Custody;
  readonly source?: Source;
};

export type Added = Receipt & Stored & { readonly duplicate: boolean; readonly name: string };

/** The entry that says that the vault took a file in. */
export function fileEntry({ sha256, sha512, size, key }: Stored, facts: FileFacts): EntryDraft {
  const { name, by, custody, source } = facts;
  return {
    kind: 'file.added',
    by,
    ...(facts.case === undefined ? {} : { case: facts.case }),
    body: { sha256, sha512, size, name, key, custody, ...(source ? { source } : {}) },
  };
}

/** Takes a file into the vault and says so in the journal. Content the vault holds already is not stored twice. */
export async function addFile(store: Store, content: Content, facts: FileFacts): Promise<Added> {
  const stored = await store.vault.put(content);
  const receipt = await store.record(fileEntry(stored, facts));
  return { ...receipt, ...stored, name: facts.name };
}

/** One file of a sealed folder. */
export type SealedFile = {
  readonly path: string;
  readonly content: () => Content;
  readonly modified?: string;
  readonly mode?: string;
};

/** Seals a folder (フォルダーの封印): every file, and a list of them whose digest stands in the journal. */
export async function sealFolder(
  store: Store,
  files: readonly SealedFile[],
  facts: FileFacts,
): Promise<{ readonly added: readonly Added[]; readonly receipt: Receipt; readonly list: string }> {
  const added: Added[] = [];
  for (const { path, content, modified, mode } of files) {
    const source: Source = {
      kind: 'folder',
      folder: facts.name,
      ...(modified ? { modified } : {}),
      ...(mode ? { mode } : {}),
    };
    added.push(await addFile(store, content(), { ...facts, name: `${facts.name}/${path}`, source }));
  }
  const lines = files.map(({ path, modified, mode }, i) => ({
    path,
    sha256: added[i].sha256,
    size: added[i].size,
    ...(modified ? { modified } : {}),
    ...(mode ? { mode } : {}),
  }));
  const list = await store.vault.put([utf8(`${canonicalJson(lines)}\n`)]);
  const receipt = await store.record({
    kind: 'folder.sealed',
    by: facts.by,
    ...(facts.case === undefined ? {} : { case: facts.case }),
    body: {
      sha256: list.sha256,
      files: files.length,
      bytes: added.reduce((sum, { size }) => sum + size, 0),
      name: facts.name,
      custody: facts.custody,
    },
  });
  return { added, receipt, list: list.sha256 };
}

/** Why a file was not destroyed. */
export type Refusal = { readonly code: 'absent' | 'held' | 'retained'; readonly reason: string };

export type ShredOrder = {
  readonly by: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly today: string;
};

/**
 * Destroys a file for good (証明できる消去): the record first, so that nothing is destroyed unrecorded, then its key. What stays in the log
 * is its digest. A legal hold or a retention date refuses.
 */
export async function shredFile(
  store: Store,
  state: State,
  sha256: string,
  order: ShredOrder,
): Promise<Receipt | Refusal> {
  const known = state.files.get(sha256);
  const held = await store.vault.stat(sha256);
  if (!known || !held) return { code: 'absent', reason: sha256 };
  const keep = reasonToKeep(state, known, order.today);
  if (keep) return keep;
  const { by, approvedBy, reason } = order;
  const receipt = await store.record({
    kind: 'file.shredded',
    by,
    ...(known.cases.length === 1 ? { case: known.cases[0] } : {}),
    body: { sha256, key: held.key, size: held.size, reason, approvedBy, cases: known.cases },
  });
  await store.vault.shred(sha256);
  return receipt;
}

/** The digest that names a value in an entry, of a policy, a contract or an estimate. */
export function digestOf(value: Json): string {
  return sha256Hex(canonicalJson(value));
}
