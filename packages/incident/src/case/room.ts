import type { Instant } from '@sonae/core';
import type { LedgerLine } from '../ledger/line.ts';
import { type CaseEntry, type CaseEvent, type FactValue, isCaseFact, type Statement } from './entry.ts';

type Of<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>;

export type StatedFact = Statement & {
  readonly index: number;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  /** Earlier statements of the same key, newest first: kept, no longer counted. */
  readonly before: readonly Statement[];
};

export type Task = Omit<Of<'task'>, 'kind'> & { readonly doneAt?: Instant; readonly doneBy?: string };

/** A place with leaked data as it was last seen (監視表の一行). */
export type Watched = Omit<Of<'sighting'>, 'kind'> & {
  readonly firstSeenAt: Instant;
  /** Who looked last. */
  readonly by: string;
  /** How often it was looked at. */
  readonly looks: number;
};
/** Counsel or an expert as last written; `until` once they have left. */
export type Adviser = Omit<Of<'adviser'>, 'kind'> & { readonly until?: string; readonly reason?: string };

/** What the entries of a case come to (事案の部屋): everything else is shown from here. */
export type CaseRoom = {
  readonly name: string;
  readonly drill: boolean;
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  /** Number of entries: documents remember it, and turn stale when a fact they used was stated anew. */
  readonly version: number;
  readonly facts: ReadonlyMap<string, StatedFact>;
  readonly tasks: readonly Task[];
  readonly decisions: readonly (Of<'decision'> & { readonly at: Instant; readonly madeBy: string })[];
  readonly told: readonly Of<'told'>[];
  readonly testimonies: readonly (Of<'testimony'> & { readonly index: number })[];
  readonly files: readonly (Of<'file'> & { readonly at: Instant; readonly by: string })[];
  readonly contacts: readonly Of<'contact'>[];
  /** Where leaked data was seen, in the order in which places were found. */
  readonly watched: readonly Watched[];
  /** In the order in which they came. */
  readonly advisers: readonly Adviser[];
  /** Lines of the ledger as they stand, in the order in which they came up. */
  readonly ledger: readonly LedgerLine[];
  /** When each duty was done. */
  readonly done: ReadonlyMap<string, Instant>;
};

/**
 * Reads the entries of a case, in any order that keeps their indexes.
 *
 * @param version only the entries before this index: the case as a document saw it
 */
export function caseRoom(entries: Iterable<CaseEntry>, version = Number.POSITIVE_INFINITY): CaseRoom {
  const facts = new Map<string, StatedFact>();
  const tasks = new Map<string, Task>();
  const done = new Map<string, Instant>();
  const decisions: CaseRoom['decisions'][number][] = [];
  const told: Of<'told'>[] = [];
  const testimonies: CaseRoom['testimonies'][number][] = [];
  const files: CaseRoom['files'][number][] = [];
  const contacts: Of<'contact'>[] = [];
  const watched = new Map<string, Watched>();
  const advisers = new Map<string, Adviser>();
  const ledger = new Map<string, LedgerLine>();
  let opened: { name: string; drill: boolean; openedAt: Instant } | undefined;
  let closedAt: Instant | undefined;
  let count = 0;
  const sorted = [...entries].filter(({ index }) => index < version).sort((a, b) => a.index - b.index);
  for (const { index, at, by, event } of sorted) {
    count += 1;
    switch (event.kind) {
      case 'opened':
        opened ??= { name: event.name, drill: event.drill, openedAt: at };
        break;
      case 'fact': {
        const earlier = facts.get(event.fact.key);
        const before = earlier ? [statementOf(earlier), ...earlier.before] : [];
        facts.set(event.fact.key, { ...event.fact, index, recordedAt: at, recordedBy: by, before });
        break;
      }
      case 'task': {
        const { kind: _, ...task } = event;
        tasks.set(task.task, task);
        break;
      }
      case 'task.done': {
        const task = tasks.get(event.task);
        if (task) tasks.set(event.task, { ...task, doneAt: at, doneBy: by });
        break;
      }
      case 'decision':
        decisions.push({ ...event, at, madeBy: by });
        break;
      case 'told':
        told.push(event);
        break;
      case 'duty.done':
        // The first time counts: doing it again does not make it later.
        if (!done.has(event.duty)) done.set(event.duty, event.doneAt);
        break;
      case 'ledger':
        ledger.set(event.line.id, event.line);
        break;
      case 'ledger.withdrawn':
        ledger.delete(event.line);
        break;
      case 'testimony':
        testimonies.push({ ...event, index });
        break;
      case 'file':
        files.push({ ...event, at, by });
        break;
      case 'contact':
        contacts.push(event);
        break;
      case 'sighting': {
        const { kind: _, ...look } = event;
        const before = watched.get(look.url);
        // What was found there stays said until something else is.
        const { note, firstSeenAt = look.seenAt, looks = 0 } = before ?? {};
        watched.set(look.url, {
          ...(note === undefined ? {} : { note }),
          ...look,
          firstSeenAt,
          by,
          looks: looks + 1,
        });
        break;
      }
      case 'adviser': {
        const { kind: _, ...adviser } = event;
        advisers.set(adviser.adviser, adviser);
        break;
      }
      case 'adviser.left': {
        const adviser = advisers.get(event.adviser);
        const { until, reason } = event;
        if (adviser) advisers.set(event.adviser, { ...adviser, until, reason });
        break;
      }
      case 'closed':
        closedAt = at;
        break;
      case 'action':
      case 'note':
        break;
    }
  }
  return {
    ...(opened ?? { name: '', drill: false, openedAt: 0 }),
    ...(closedAt === undefined ? {} : { closedAt }),
    version: count,
    facts,
    tasks: [...tasks.values()],
    decisions,
    told,
    testimonies,
    files,
    contacts,
    watched: [...watched.values()],
    advisers: [...advisers.values()],
    ledger: [...ledger.values()],
    done,
  };
}

function statementOf({
  index: _,
  recordedAt: __,
  recordedBy: ___,
  before: ____,
  ...statement
}: StatedFact): Statement {
  return statement;
}

/** The facts that duties are judged by, `unknown` left out, with what was done. Keys with a dot nest: `triggers.count.metAt`. */
export function dutyFacts({ facts, done }: CaseRoom): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, { value }] of facts) {
    if (value !== 'unknown' && !isCaseFact(key)) put(result, key.split('.'), value);
  }
  if (done.size > 0) {
    result.done = Object.fromEntries([...done].map(([duty, at]) => [duty, new Date(at).toISOString()]));
  }
  return result;
}

function put(into: Record<string, unknown>, [key, ...rest]: string[], value: FactValue): void {
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  into[key] = next;
  put(next, rest, value);
}

/** Keys whose statement changed since a version: documents that used one of them are stale (改訂を推奨). */
export function changedSince({ facts }: CaseRoom, version: number): string[] {
  return [...facts].filter(([, { index }]) => index >= version).map(([key]) => key);
}
