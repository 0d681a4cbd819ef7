import { randomBytes } from 'node:crypto';
import { dateOf, type Instant, type Issue } from '@sonae/core';
import {
  decodeEntry,
  isSealed,
  type Kind,
  openVault,
  readEntries,
  readWhole,
  type Vault,
} from '@sonae/evidence';
import { nodeDisk, readMasterKey } from '@sonae/evidence/files';
import {
  type CaseEntry,
  type CaseEvent,
  caseEntry,
  caseRoom,
  dutyFacts,
  journalBody,
} from '@sonae/incident/case';
import { readSealed } from '@sonae/incident/case/sealed';
import { parseFacts } from '@sonae/law/read';
import { type Outcome, outcome, Refused } from '../evidence/problem.ts';
import { keyPlace, type Place, withStore } from '../evidence/store.ts';

/**
 * Entries of one case of a store (時系列を読む). The key is needed for those that are sealed, as a server writes them; of what was destroyed nothing
 * is read.
 */
export async function readCase(place: Place, of: string): Promise<CaseEntry[]> {
  const entries: CaseEntry[] = [];
  let opened: Promise<Vault> | undefined;
  const vault = () => {
    opened ??= vaultOf(place);
    return opened;
  };
  for await (const { index, bytes } of readEntries(nodeDisk(place.root))) {
    const entry = decodeEntry(bytes);
    if (entry?.case !== of) continue;
    const found = isSealed(entry.body)
      ? await unsealed(await vault(), String(entry.body.sha256))
      : caseEntry(index, entry);
    if (found) entries.push(found);
  }
  if (entries.length === 0) throw new Refused('incident.absent', of);
  return entries;
}

/** Reads alone: it makes no key, so it needs no chance. */
const vaultOf = async (place: Place): Promise<Vault> =>
  openVault(nodeDisk(place.root), await readMasterKey(keyPlace(place)), () => new Uint8Array(0));

async function unsealed(vault: Vault, sha256: string): Promise<CaseEntry | undefined> {
  if ((await vault.stat(sha256)) === undefined) return undefined;
  return readSealed(await readWhole(vault, sha256))?.entry;
}

export type Opened = { readonly case: string; readonly index: number };

/** Opens a case (事案を開く). Its id is the day and a word of chance, so that two people offline never choose the same. */
export function openCase(
  place: Place,
  order: { readonly name: string; readonly drill: boolean; readonly now: Instant; readonly id?: string },
): Promise<Outcome<Opened>> {
  return withStore(place, async (store) => {
    const id = order.id ?? `${dateOf(order.now)}-${randomBytes(3).toString('hex')}`;
    const { kind, body } = journalBody({ kind: 'opened', name: order.name, drill: order.drill });
    const { index } = await store.record({ kind, by: place.by, case: id, body: body as never });
    return { case: id, index };
  });
}

/** What can be said about a fact besides its value. */
export type Saying = {
  readonly asOf: Instant;
  readonly source: string;
  readonly confidence: 'confirmed' | 'likely' | 'rumour';
  readonly evidence: readonly string[];
  readonly correction?: string;
};

/**
 * Writes facts into the journal (事実を記録する), all or none: they are read together with what the case already knows, so a
 * mistyped key, a wrong kind of value or a time without a zone is refused before anything is written.
 */
export async function stateFacts(
  place: Place,
  of: string,
  stated: Readonly<Record<string, unknown>>,
  saying: Saying,
): Promise<Outcome<{ readonly written: readonly number[] }> & { readonly issues?: readonly Issue[] }> {
  const known = await outcome(place.root, () => readCase(place, of));
  if (known.issue) return known;
  const events = Object.entries(stated).map(
    ([key, value]): CaseEvent => ({ kind: 'fact', fact: { key, value, ...saying } }),
  );
  const next = known.value.length === 0 ? 0 : known.value[known.value.length - 1].index + 1;
  const would = events.map(
    (event, i): CaseEntry => ({ index: next + i, at: saying.asOf, by: place.by, event }),
  );
  const { issues } = parseFacts(dutyFacts(caseRoom([...known.value, ...would])));
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { issue: errors[0], issues: errors };
  return record(place, of, events);
}

/** Writes what happened: a decision, somebody told, a task, a duty done, a note, the end. */
export function recordEvent(place: Place, of: string, event: CaseEvent): ReturnType<typeof record> {
  return outcome(place.root, () => readCase(place, of)).then((known) =>
    known.issue ? known : record(place, of, [event]),
  );
}

function record(
  place: Place,
  of: string,
  events: readonly CaseEvent[],
): Promise<Outcome<{ readonly written: readonly number[] }>> {
  return withStore(place, async (store) => {
    const written: number[] = [];
    for (const event of events) {
      const { kind, body } = journalBody(event);
      const { index } = await store.record({
        kind: kind as Kind,
        by: place.by,
        case: of,
        body: body as never,
      });
      written.push(index);
    }
    return { written };
  });
}
