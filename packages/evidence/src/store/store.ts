import { toBase64 } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import type { Disk } from '../disk.ts';
import { type EntryDraft, encodeEntry } from '../journal/entry.ts';
import { type JournalOptions, openJournal, type Recovered, readEntries } from '../journal/journal.ts';
import {
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  signedCheckpoint,
  signNote,
} from '../log/checkpoint.ts';
import { formatSignature, formatVkey, type NoteSignature, type VerifierKey } from '../log/note.ts';
import { type LogFile, tileWriter } from '../log/tile-writer.ts';
import type { Clock, KeyWrapper, Random } from '../ports.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { LogError, publishCheckpoint, readCheckpoint, readEdge, writeLogFiles } from './log-files.ts';
import {
  type LogKeys,
  newLogKey,
  readLogKeys,
  rotationStatement,
  signersOf,
  verifiersOf,
  writeLogKeys,
} from './log-keys.ts';
import { formatSettings, readSettings, type Settings, writeSettings } from './settings.ts';

export type StorePorts = {
  readonly disk: Disk;
  readonly wrapper: KeyWrapper;
  readonly now: Clock;
  readonly random: Random;
  /** Sizes of the journal's files, where the usual ones do not fit. */
  readonly journal?: Pick<JournalOptions, 'segmentBytes' | 'roomBytes'>;
};

/** What a caller gets for what it wrote: where it stands for ever. */
export type Receipt = { readonly index: number; readonly at: string };

/** The one port through which the product writes what matters. Resolves once the entry is durable. */
export type EvidenceWriter = { record(draft: EntryDraft): Promise<Receipt> };

/** An open evidence store (証拠の保管先). One at a time; the caller holds the lock. */
export type Store = EvidenceWriter & {
  readonly disk: Disk;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly keys: readonly VerifierKey[];
  /** Entries written and durable. */
  readonly size: number;
  /** The head published last. */
  readonly head: (OpenedCheckpoint & { readonly text: string }) | undefined;
  readonly recovered?: Recovered;
  /** Publishes tiles and a signed checkpoint over everything written so far; nothing new, nothing written. */
  checkpoint(): Promise<OpenedCheckpoint & { readonly text: string }>;
  /** Adds the cosignature of a witness to the head. */
  addCosignature(signature: NoteSignature, witness: VerifierKey): Promise<void>;
  /** Changes the settings and says so in the journal. */
  changeSettings(change: Partial<Pick<Settings, 'providers' | 'witnesses'>>, by: string): Promise<void>;
  /** A new key takes over: both sign the statement and the next checkpoint, then the old one is destroyed. */
  rotateKey(by: string): Promise<VerifierKey>;
  /** Publishes what was written and closes. */
  close(): Promise<void>;
};

/** Entries wait in memory for their tiles up to this number. */
const MOST_PENDING = 16_384;

/** Makes a store in an empty folder: settings, a key, the first entry and its checkpoint. */
export async function createStore(ports: StorePorts, settings: Settings, by: string): Promise<Store> {
  const { signer, sealed } = await newLogKey(settings.origin, ports.wrapper, ports.random);
  const vkey = formatVkey(signer);
  await writeLogKeys(ports.disk, { keys: [{ vkey, sealed }] });
  await writeSettings(ports.disk, settings);
  const store = await openStore(ports);
  const digest = sha256Hex(formatSettings(settings));
  await store.record({ kind: 'log.created', by, body: { origin: settings.origin, vkey, settings: digest } });
  await store.checkpoint();
  return store;
}

/** Opens a store, taking up whatever an interruption left. */
export async function openStore(ports: StorePorts): Promise<Store> {
  const { disk, wrapper, now, random } = ports;
  let settings = await readSettings(disk);
  let keys = await logKeys(disk);
  let signers = await signersOf(keys, wrapper);
  let head = await readCheckpoint(disk, verifiersOf(keys));
  let full: LogFile[] = [];
  const writer = tileWriter(await readEdge(disk, head), (file) => full.push(file));
  const journal = await openJournal(disk, {
    ...ports.journal,
    onDurable: (_first, entries) => {
      for (const entry of entries) writer.add(entry);
    },
  });
  if (writer.size > journal.size) {
    await journal.close();
    throw new LogError(
      'log.ahead',
      `the checkpoint counts ${writer.size} entries, the journal ${journal.size}`,
    );
  }
  for await (const { bytes } of readEntries(disk, writer.size)) writer.add(bytes);

  let publishing: Promise<unknown> = Promise.resolve();
  /** One after the other: two checkpoints at once could be signed in the wrong order. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = publishing.then(work);
    publishing = next.catch(() => {});
    return next;
  }

  async function record(draft: EntryDraft): Promise<Receipt> {
    const at = new Date(now()).toISOString();
    const index = await journal.append(encodeEntry(draft, at, toBase64(random(16))));
    if (full.length * 256 >= MOST_PENDING) await inTurn(writeFull);
    return { index, at };
  }

  async function writeFull(): Promise<void> {
    const files = full;
    full = [];
    await writeLogFiles(disk, files);
  }

  async function publish() {
    // Size, root and tiles of one moment: further entries may arrive at the next await.
    const size = writer.size;
    if (head && head.checkpoint.size === BigInt(size)) return head;
    const [rootOfNow, partials] = [writer.root(), writer.partials()];
    await writeFull();
    const checkpoint = {
      origin: settings.origin,
      size: BigInt(size),
      root: await rootOfNow,
      extensions: [],
    };
    await writeLogFiles(disk, partials);
    const text = formatCheckpoint(checkpoint);
    const note = signedCheckpoint(
      checkpoint,
      signers.map(({ name, id, seed }) => signNote(text, name, id, seed)),
    );
    await publishCheckpoint(disk, size, note);
    head = { ...openCheckpoint(note, verifiersOf(keys))!, text: note };
    if (signers.length > 1) await dropOldKeys();
    return head;
  }

  /** The first checkpoint under both keys is out: the old ones have signed for the last time. */
  async function dropOldKeys(): Promise<void> {
    const last = keys.keys.length - 1;
    keys = { keys: keys.keys.map(({ sealed, ...key }, i) => (i === last ? { ...key, sealed } : key)) };
    await writeLogKeys(disk, keys);
    signers = signers.slice(0, 1);
  }

  const store: Store = {
    disk,
    get settings() {
      return settings;
    },
    vault: openVault(disk, wrapper, random),
    recovered: journal.recovered,
    get keys() {
      return verifiersOf(keys);
    },
    get size() {
      return journal.size;
    },
    get head() {
      return head;
    },
    record,
    checkpoint: () => inTurn(publish),
    addCosignature: (signature, witness) =>
      inTurn(async () => {
        const text = head!.text + formatSignature(signature);
        const opened = openCheckpoint(text, verifiersOf(keys), [witness]);
        if (!opened || opened.witnesses.length === 0)
          throw new LogError('log.damaged', `no good cosignature by ${witness.name}`);
        await publishCheckpoint(disk, opened.checkpoint.size, text);
        head = { ...opened, text };
      }),
    changeSettings: async (change, by) => {
      settings = { ...settings, ...change };
      await writeSettings(disk, settings);
      await record({ kind: 'settings.changed', by, body: { sha256: sha256Hex(formatSettings(settings)) } });
    },
    rotateKey: async (by) => {
      await store.checkpoint();
      const before = signers[0];
      const { signer, sealed } = await newLogKey(settings.origin, wrapper, random);
      const vkey = formatVkey(signer);
      const statement = rotationStatement(before, signer, journal.size);
      keys = { keys: [...keys.keys, { vkey, statement, sealed }] };
      await writeLogKeys(disk, keys);
      signers = [signer, ...signers];
      await record({ kind: 'key.rotated', by, body: { old: formatVkey(before), new: vkey, statement } });
      await store.checkpoint();
      return signer;
    },
    close: async () => {
      try {
        if (journal.size > 0) await store.checkpoint();
      } finally {
        await journal.close();
      }
    },
  };
  if (journal.recovered)
    await record({ kind: 'journal.recovered', by: 'sonae', body: { ...journal.recovered } });
  return store;
}

async function logKeys(disk: Disk): Promise<LogKeys> {
  const keys = await readLogKeys(disk);
  if (!keys) throw new LogError('log.damaged', 'the keys of the log are missing or unreadable');
  return keys;
}
