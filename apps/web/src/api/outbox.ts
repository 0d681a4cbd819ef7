import type { Text } from '@sonae/core';
import { get, update } from 'idb-keyval';
import { observable, useObservable } from '../parts/observable.ts';
import { saidText } from '../parts/problem.tsx';
import { api } from './client.ts';
import { queryClient } from './query-client.ts';

// What a person writes about a case while there is no connection. Each entry has a key of its own, so the server writes it once however
// often it is sent; entries of a case that was opened offline wait for it. Nothing is lost: what the server refuses stays with its reason
// until the person sends it again or throws it away. All tabs of this device share the one list.

type Open = Omit<Parameters<typeof api.cases.open>[0], 'key'>;
type Record_ = Parameters<typeof api.cases.record>[0]['event'];
type Facts = Parameters<typeof api.cases.facts>[0]['facts'];

/** The case an entry belongs to: its id, or the key under which it is still to be opened. */
type Of = { readonly case: string } | { readonly opening: string };

type Entry =
  | { readonly kind: 'open'; readonly input: Open }
  | { readonly kind: 'record'; readonly of: Of; readonly event: Record_ }
  | { readonly kind: 'photo'; readonly of: Of; readonly file: File; readonly note: string | undefined }
  | { readonly kind: 'facts'; readonly of: Of; readonly facts: Facts };

/** An entry on this device; `refused` is why the server did not take it. */
export type Waiting = Entry & { readonly key: string; readonly refused?: Text };

/** What became of an entry by the time its writer hears of it. */
export type Sent = 'sent' | 'waiting' | 'refused';

const STORE = 'outbox';
const others = new BroadcastChannel(STORE);
const outbox = observable<readonly Waiting[]>([]);

/** Takes over what the device holds; another tab may have written or sent. */
async function reload(): Promise<void> {
  outbox.set((await get<readonly Waiting[]>(STORE).catch(() => undefined)) ?? outbox.get());
}
const loaded = reload();
others.onmessage = () => void reload();

/** Changes the list on the device, whatever other tabs do meanwhile; without room on it, in this tab alone. */
async function change(edit: (entries: readonly Waiting[]) => readonly Waiting[]): Promise<void> {
  let next: readonly Waiting[] | undefined;
  await update<readonly Waiting[]>(STORE, (kept) => {
    next = edit(kept ?? []);
    return next;
  }).catch(() => {
    next = edit(outbox.get());
  });
  outbox.set(next ?? []);
  others.postMessage('changed');
}

const add = (...more: readonly Waiting[]) => change((entries) => [...entries, ...more]);

const newKey = (): string => crypto.randomUUID();

/** Opens a case now, or keeps that it is to be opened; the id is there where the server answered. */
export async function openCase(
  input: Open,
  facts: Facts,
): Promise<{ readonly id?: string; readonly key: string }> {
  await loaded;
  const key = newKey();
  const more: Waiting[] =
    facts.length > 0 ? [{ kind: 'facts', key: newKey(), of: { opening: key }, facts }] : [];
  await add({ kind: 'open', key, input }, ...more);
  const opened = await flush();
  return { key, ...(opened.has(key) ? { id: opened.get(key) } : {}) };
}

/** Writes an entry now, or keeps it until there is a connection. */
export function writeEntry(id: string, event: Record_): Promise<Sent> {
  return write({ kind: 'record', of: { case: id }, event });
}

/** Keeps a photo of a case, now or when there is a connection. */
export async function writePhoto(id: string, file: File, note?: string): Promise<Sent> {
  // Read at once: what a file input points to may be gone by the time there is a connection.
  const kept = new File([await file.arrayBuffer()], file.name, { type: file.type });
  return write({ kind: 'photo', of: { case: id }, file: kept, note });
}

async function write(entry: Entry): Promise<Sent> {
  await loaded;
  const key = newKey();
  await add({ ...entry, key });
  await flush();
  const left = outbox.get().find((other) => other.key === key);
  if (!left) return 'sent';
  return left.refused ? 'refused' : 'waiting';
}

/** Sends an entry again that was refused, with what waits for the case it opens. */
export async function sendAgain(key: string): Promise<void> {
  await change((entries) =>
    entries.map((entry) => (isPartOf(entry, key) ? { ...entry, refused: undefined } : entry)),
  );
  await flush();
}

/** Throws an entry away that was refused, with what waits for the case it opens. */
export const throwAway = (key: string) =>
  change((entries) => entries.filter((entry) => !isPartOf(entry, key)));

let flushing: Promise<Map<string, string>> | undefined;

/** Sends what waits, in order, one tab at a time; stops at the first that cannot be sent for want of a connection. */
export function flush(): Promise<Map<string, string>> {
  const alone = () => (navigator.locks ? navigator.locks.request(STORE, sendAll) : sendAll());
  // A sending under way may already have given up.
  const mine = (flushing ?? Promise.resolve()).then(alone).finally(() => {
    if (flushing === mine) flushing = undefined;
  });
  flushing = mine;
  return mine;
}

async function sendAll(): Promise<Map<string, string>> {
  await loaded;
  await reload();
  const opened = new Map<string, string>();
  const first = () => outbox.get().find(({ refused }) => refused === undefined);
  const sent = first() !== undefined;
  for (let entry = first(); entry; entry = first()) {
    const { key } = entry;
    try {
      const id = await send(entry);
      if (id !== undefined) {
        opened.set(key, id);
        await change((entries) =>
          entries.map((other) => (waitsFor(other, key) ? { ...other, of: { case: id } } : other)),
        );
      }
      await change((entries) => entries.filter((other) => other.key !== key));
    } catch (error) {
      // No answer: it waits. An answer that refuses: it is set aside with its reason, or it would hold up all that follows.
      if (!refuses(error)) break;
      const { message } = error as Error;
      const refused = saidText(error) ?? { ja: message, en: message };
      await change((entries) =>
        entries.map((other) => (isPartOf(other, key) ? { ...other, refused } : other)),
      );
    }
  }
  // Live changes pass over what this device did itself.
  if (sent) void queryClient.invalidateQueries();
  return opened;
}

/** Sends one entry; the id of the case where it opened one. */
async function send(entry: Waiting): Promise<string | undefined> {
  const { key } = entry;
  if (entry.kind === 'open') return (await api.cases.open({ ...entry.input, key })).id;
  if ('opening' in entry.of) throw new NotOpened();
  const { case: of } = entry.of;
  if (entry.kind === 'record') await api.cases.record({ case: of, event: entry.event, key });
  else if (entry.kind === 'facts') await api.cases.facts({ case: of, facts: entry.facts, key });
  else {
    const { file, note } = entry;
    await api.cases.photo({ case: of, file, key, ...(note === undefined ? {} : { note }) });
  }
  return undefined;
}

/** Whether an entry waits for the case that is opened under a key. */
const waitsFor = (entry: Waiting, key: string): boolean =>
  entry.kind !== 'open' && 'opening' in entry.of && entry.of.opening === key;

const isPartOf = (entry: Waiting, key: string): boolean => entry.key === key || waitsFor(entry, key);

/** The case of an entry was not opened: as good as the server's answer. */
class NotOpened extends Error {
  readonly status = 404;
}

/** Answers that say nothing of the entry: not signed in, too slow, too early, too often. */
const LATER: readonly number[] = [401, 408, 425, 429];

const refuses = (error: unknown): boolean => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 && !LATER.includes(status);
};

/** What this device holds, drawn again when it changes. */
export const useOutbox = (): readonly Waiting[] => useObservable(outbox);

addEventListener('online', () => void flush());
