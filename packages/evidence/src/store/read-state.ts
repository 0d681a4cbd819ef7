import { fromUtf8, utf8 } from '../bytes.ts';
import { type Disk, writeDurably } from '../disk.ts';
import { decodeEntry } from '../journal/entry.ts';
import { readEntries } from '../journal/journal.ts';
import { applyEntry, emptyState, type State } from './state.ts';

export const STATE_FILE = 'projection/state.json';
/** Below this many new entries, writing the projection costs more than reading them again. */
const WORTH_WRITING = 1_000;

type Written = {
  readonly v: 1;
  readonly size: number;
  readonly files: [string, State['files'] extends Map<string, infer F> ? F : never][];
  readonly cases: [string, number[]][];
  readonly holds: [string, string][];
  readonly stamps: [number, State['stamps'] extends Map<number, infer S> ? S : never][];
  readonly vaulted: string[];
};

/** The projection of the journal; what was worked out before is taken up. `fresh` works everything out again. */
export async function readState(disk: Disk, { fresh = false } = {}): Promise<State> {
  const state = (fresh ? undefined : await readWritten(disk)) ?? emptyState();
  const before = state.size;
  for await (const { index, bytes } of readEntries(disk, before)) {
    const entry = decodeEntry(bytes);
    if (entry) applyEntry(state, index, entry);
  }
  if (fresh || state.size - before >= WORTH_WRITING) await writeState(disk, state);
  return state;
}

async function readWritten(disk: Disk): Promise<State | undefined> {
  try {
    const { v, size, files, cases, holds, stamps, vaulted } = JSON.parse(
      fromUtf8((await disk.read(STATE_FILE)) ?? new Uint8Array(0)) ?? '',
    ) as Written;
    if (v !== 1) return undefined;
    return {
      size,
      files: new Map(files),
      cases: new Map(cases),
      holds: new Map(holds),
      stamps: new Map(stamps),
      vaulted: new Set(vaulted),
    };
  } catch {
    return undefined; // absent or unreadable: the journal has it all
  }
}

async function writeState(disk: Disk, state: State): Promise<void> {
  await writeDurably(disk, STATE_FILE, stateBytes(state));
}

/** The one form of a projection. */
export function stateBytes({ size, files, cases, holds, stamps, vaulted }: State): Uint8Array {
  const written: Written = {
    v: 1,
    size,
    files: [...files],
    cases: [...cases],
    holds: [...holds],
    stamps: [...stamps],
    vaulted: [...vaulted],
  };
  return utf8(JSON.stringify(written));
}
