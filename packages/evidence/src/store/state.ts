import type { Entry } from '../journal/entry.ts';
import { isSealed } from '../journal/sealed.ts';

/** Where and how a file was taken, and by whom (証拠の連鎖, chain of custody). */
export type Custody = {
  /** What was done: 収集, 閲覧, 複製, 移送, 提出 … */
  readonly what: string;
  /** By which means: tool and version, method. */
  readonly how?: string;
  /** Where: host, path, address, place. */
  readonly where?: string;
  readonly result?: string;
};

/** A file as the journal knows it. */
export type KnownFile = {
  readonly sha256: string;
  readonly sha512: string;
  readonly size: number;
  /** Every name it was added under, the first first. */
  readonly names: readonly string[];
  readonly cases: readonly string[];
  /** The entries about it. */
  readonly entries: readonly number[];
  readonly shredded: boolean;
  /** The day until which it must be kept, `2036-11-21`. */
  readonly keepUntil?: string;
};

/** What follows from the entries: the projection (写像) that can be made anew from the journal at any time. */
export type State = {
  size: number;
  readonly files: Map<string, KnownFile>;
  /** Entries of each case. */
  readonly cases: Map<string, number[]>;
  /** Cases under a legal hold (保全命令), with the reason. The case '' holds everything. */
  readonly holds: Map<string, string>;
  /** Tokens by the size they stamp. */
  readonly stamps: Map<number, StampEntry[]>;
  /** Digests of everything that entries say the vault holds: files, lists of folders, testimony. */
  readonly vaulted: Set<string>;
};

export type StampEntry = {
  readonly provider: string;
  readonly label: string;
  readonly genTime: string;
  readonly expires: string | null;
  /** Its files in the store, without their endings: `time/…`. */
  readonly file: string;
  /** Digests of the token and of the roots it is checked against. */
  readonly sha256: string;
  readonly ca: string;
};

export function emptyState(): State {
  return {
    size: 0,
    files: new Map(),
    cases: new Map(),
    holds: new Map(),
    stamps: new Map(),
    vaulted: new Set(),
  };
}

const VAULTED = new Set(['file.added', 'folder.sealed', 'testimony.given']);

/** Whether the `sha256` of an entry names content of the vault: a file, a list, a testimony, or the words of the entry itself. */
export const namesContent = ({ kind, body }: Pick<Entry, 'kind' | 'body'>): boolean =>
  typeof body.sha256 === 'string' && (VAULTED.has(kind) || isSealed(body));

/** Takes the next entry in. */
export function applyEntry(state: State, index: number, entry: Entry): void {
  state.size = index + 1;
  const { kind, body, case: of } = entry;
  if (namesContent(entry)) state.vaulted.add(body.sha256 as string);
  if (of !== undefined) pushTo(state.cases, of, index);
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : '');
  if (kind === 'hold.placed') state.holds.set(of ?? '', text('reason'));
  else if (kind === 'hold.released') state.holds.delete(of ?? '');
  else if (kind === 'checkpoint.stamped') {
    const size = Number(body.size);
    const stamp = {
      provider: text('provider'),
      label: text('label'),
      genTime: text('genTime'),
      expires: text('expires') || null,
      file: text('file'),
      sha256: text('sha256'),
      ca: text('ca'),
    };
    state.stamps.set(size, [...(state.stamps.get(size) ?? []), stamp]);
  } else if (typeof body.sha256 === 'string' && (addsFile(entry) || state.files.has(body.sha256)))
    applyToFile(state, index, entry, body.sha256);
}

/** A file, or the words of a sealed entry: both can be named, held and destroyed. */
const addsFile = ({ kind, body }: Entry): boolean => kind === 'file.added' || isSealed(body);

function applyToFile(state: State, index: number, entry: Entry, sha256: string): void {
  const { kind, body, case: of } = entry;
  const before = state.files.get(sha256);
  const name = addsFile(entry) && typeof body.name === 'string' ? [body.name] : [];
  const until = kind === 'retention.set' && typeof body.until === 'string' ? body.until : before?.keepUntil;
  state.files.set(sha256, {
    sha256,
    sha512: before?.sha512 ?? String(body.sha512 ?? ''),
    size: before?.size ?? Number(body.size ?? 0),
    names: [...new Set([...(before?.names ?? []), ...name])],
    cases: [...new Set([...(before?.cases ?? []), ...(of === undefined ? [] : [of])])],
    entries: [...(before?.entries ?? []), index],
    shredded: kind === 'file.shredded' || (!addsFile(entry) && (before?.shredded ?? false)),
    ...(until === undefined ? {} : { keepUntil: until }),
  });
}

/** Why a file may not be destroyed on a day, or undefined. */
export function reasonToKeep(
  state: State,
  file: KnownFile,
  today: string,
): { code: 'held' | 'retained'; reason: string } | undefined {
  for (const of of ['', ...file.cases]) {
    const reason = state.holds.get(of);
    if (reason !== undefined) return { code: 'held', reason };
  }
  return file.keepUntil !== undefined && file.keepUntil > today
    ? { code: 'retained', reason: file.keepUntil }
    : undefined;
}

function pushTo(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key);
  if (list) list.push(index);
  else lists.set(key, [index]);
}
