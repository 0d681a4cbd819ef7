import { get as read, set as write } from 'idb-keyval';
import { useSyncExternalStore } from 'react';
import { api } from './client.ts';
import { queryClient } from './query-client.ts';

// What a person writes about a case while there is no connection. Each entry has a key of its own, so the server writes it once however
// often it is sent; entries of a case that was opened offline wait for it.

type Open = Omit<Parameters<typeof api.cases.open>[0], 'key'>;
type Record_ = Parameters<typeof api.cases.record>[0]['event'];
type Facts = Parameters<typeof api.cases.facts>[0]['facts'];

/** The case an entry belongs to: its id, or the key under which it is still to be opened. */
type Of = { readonly case: string } | { readonly opening: string };

type Waiting =
  | { readonly kind: 'open'; readonly key: string; readonly input: Open }
  | { readonly kind: 'record'; readonly key: string; readonly of: Of; readonly event: Record_ }
  | {
      readonly kind: 'photo';
      readonly key: string;
      readonly of: Of;
      readonly file: File;
      readonly note: string | undefined;
    }
  | { readonly kind: 'facts'; readonly key: string; readonly of: Of; readonly facts: Facts };

const STORE = 'outbox';
let waiting: readonly Waiting[] = [];
let failure: string | undefined;
const listeners = new Set<() => void>();
let snapshot: { readonly waiting: readonly Waiting[]; readonly failure: string | undefined } = {
  waiting,
  failure,
};
const loaded = read<readonly Waiting[]>(STORE).then((kept) => set(kept ?? []));

function set(next: readonly Waiting[], reason?: string): void {
  waiting = next;
  failure = reason;
  snapshot = { waiting, failure };
  for (const listener of listeners) listener();
}

async function keep(next: readonly Waiting[], reason?: string): Promise<void> {
  set(next, reason);
  await write(STORE, next);
}

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
  await keep([...waiting, { kind: 'open', key, input }, ...more]);
  const opened = await flush();
  return { key, ...(opened.has(key) ? { id: opened.get(key) } : {}) };
}

/** Writes an entry now, or keeps it until there is a connection. */
export async function writeEntry(id: string, event: Record_): Promise<void> {
  await loaded;
  await keep([...waiting, { kind: 'record', key: newKey(), of: { case: id }, event }]);
  await flush();
}

/** Keeps a photo of a case, now or when there is a connection. */
export async function writePhoto(id: string, file: File, note?: string): Promise<void> {
  await loaded;
  // Read at once: what a file input points to may be gone by the time there is a connection.
  const kept = new File([await file.arrayBuffer()], file.name, { type: file.type });
  await keep([...waiting, { kind: 'photo', key: newKey(), of: { case: id }, file: kept, note }]);
  await flush();
}

let flushing: Promise<Map<string, string>> | undefined;

/** Sends what waits, in order; stops at the first that cannot be sent for want of a connection. */
export function flush(): Promise<Map<string, string>> {
  flushing ??= sendAll().finally(() => {
    flushing = undefined;
  });
  return flushing;
}

async function sendAll(): Promise<Map<string, string>> {
  await loaded;
  const opened = new Map<string, string>();
  const sent = waiting.length > 0;
  while (waiting.length > 0) {
    const [entry] = waiting;
    try {
      if (entry.kind === 'open') {
        const { id } = await api.cases.open({ ...entry.input, key: entry.key });
        opened.set(entry.key, id);
        // From here on the others of this case know its id, also after a reload.
        const known = waiting
          .slice(1)
          .map((other) =>
            other.kind !== 'open' && 'opening' in other.of && other.of.opening === entry.key
              ? { ...other, of: { case: id } }
              : other,
          );
        await keep(known);
        continue;
      }
      if ('opening' in entry.of) throw new Error(entry.of.opening);
      const { key, of } = entry;
      if (entry.kind === 'record') await api.cases.record({ case: of.case, event: entry.event, key });
      else if (entry.kind === 'photo') {
        const { file, note } = entry;
        await api.cases.photo({ case: of.case, file, key, ...(note === undefined ? {} : { note }) });
      } else await api.cases.facts({ case: of.case, facts: entry.facts, key });
    } catch (error) {
      // No answer: it waits. An answer that refuses: said, and set aside, or it would hold up all that follows.
      if (!isAnswer(error)) break;
      await keep(waiting.slice(1), (error as Error).message);
      continue;
    }
    await keep(waiting.slice(1), failure);
  }
  // Live changes pass over what this device did itself.
  if (sent) void queryClient.invalidateQueries();
  return opened;
}

const isAnswer = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  Number(error.status) >= 400 &&
  Number(error.status) < 500;

/** What waits, drawn again when it changes. */
export function useOutbox() {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    () => snapshot,
  );
}

addEventListener('online', () => void flush());
