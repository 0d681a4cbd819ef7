import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatInstant, type Instant, type Issue, type Language } from '@sonae/core';
import { clocksOf, nextAlarm, timeLeft } from '@sonae/incident/alarms';
import { type CaseEntry, type CaseRoom, caseRoom } from '@sonae/incident/case';
import { type PrintedDuty, printDuty } from '@sonae/law';
import { exportEvidence } from '../evidence/export.ts';
import { type Outcome, outcome, Refused } from '../evidence/problem.ts';
import type { Place } from '../evidence/store.ts';
import { readCase } from './case.ts';
import { judge } from './judge.ts';

export type FactJson = {
  readonly key: string;
  readonly value: unknown;
  readonly asOf: string;
  readonly source: string;
  readonly confidence: string;
  readonly evidence: readonly string[];
  readonly recordedBy: string;
  readonly corrects: number;
};

/** A case at a moment: what is known, what runs, what is open (事案の状況). */
export type StatusJson = {
  readonly case: string;
  readonly name: string;
  readonly drill: boolean;
  readonly state: 'open' | 'closed';
  readonly version: number;
  readonly now: string;
  readonly facts: readonly FactJson[];
  /** Duties that arise or may, the most urgent first. */
  readonly duties: readonly (PrintedDuty & { readonly left: string | null })[];
  /** Facts that would decide a duty that is only perhaps due, and how many it would decide. */
  readonly questions: readonly { readonly fact: string; readonly decides: readonly string[] }[];
  readonly tasks: CaseRoom['tasks'];
  readonly decisions: CaseRoom['decisions'];
  readonly told: CaseRoom['told'];
  readonly nextAlarm: string | null;
  readonly issues: readonly Issue[];
};

/** Reads a case and judges its duties at a moment. */
export function caseStatus(
  place: Place,
  of: string,
  now: Instant,
  language: Language,
): Promise<Outcome<StatusJson>> {
  return outcome(place.root, async () => statusOf(of, await readCase(place, of), now, language));
}

function statusOf(of: string, entries: readonly CaseEntry[], now: Instant, language: Language): StatusJson {
  const room = caseRoom(entries);
  const { duties, questions, issues } = judge(room, now);
  const next = room.closedAt === undefined ? nextAlarm(clocksOf(of, duties), new Set(), now) : undefined;
  return {
    case: of,
    name: room.name,
    drill: room.drill,
    state: room.closedAt === undefined ? 'open' : 'closed',
    version: room.version,
    now: formatInstant(now),
    facts: [...room.facts.values()].map(
      ({ key, value, asOf, source, confidence, evidence, recordedBy, before }) => ({
        key,
        value,
        asOf: formatInstant(asOf),
        source,
        confidence,
        evidence,
        recordedBy,
        corrects: before.length,
      }),
    ),
    duties: duties.map((duty) => ({
      ...printDuty(duty),
      left: duty.due === undefined || duty.state === 'done' ? null : timeLeft(duty.due - now)[language],
    })),
    questions,
    tasks: room.tasks,
    decisions: room.decisions,
    told: room.told,
    nextAlarm: next === undefined ? null : formatInstant(next),
    issues,
  };
}

export type ExportedCase = {
  readonly folder: string;
  readonly files: readonly string[];
  readonly tagmanifest: string;
};

/**
 * Writes a case for somebody outside (事案の書き出し): the bag of its evidence, its state as JSON, its timeline, and its due times
 * as a calendar.
 */
export async function exportCase(
  place: Place,
  order: {
    readonly case: string;
    readonly out: string;
    readonly now: Instant;
    readonly today: string;
    readonly language: Language;
  },
): Promise<Outcome<ExportedCase>> {
  const { case: of, out, now, language } = order;
  const status = await caseStatus(place, of, now, language);
  if (status.issue) return status;
  const made = await outcome(out, async () => {
    await mkdir(out, { recursive: true });
    if ((await readdir(out)).length > 0) throw new Refused('store.not-empty', out);
    const { calendarFeed } = await import('@sonae/incident/alarms/calendar-feed');
    const events = status.value.duties.flatMap(({ id, due, state, title, basis, doneAt }) =>
      due === null || state === 'optional' || doneAt !== null
        ? []
        : [
            {
              id: `${of}/${id}`,
              at: Date.parse(due),
              title,
              details: { ja: basis.join('、'), en: basis.join(', ') },
              sequence: status.value.version,
            },
          ],
    );
    const entries = await readCase(place, of);
    await writeFile(path.join(out, 'case.json'), `${JSON.stringify(status.value, null, 2)}\n`);
    await writeFile(path.join(out, 'timeline.json'), `${JSON.stringify(entries, null, 2)}\n`);
    await writeFile(path.join(out, 'deadlines.ics'), calendarFeed(events, language, now));
  });
  if (made.issue) return made;
  const bag = await exportEvidence(place, {
    case: of,
    out: path.join(out, 'evidence'),
    today: order.today,
    language,
  });
  if (bag.issue) return bag;
  return {
    value: {
      folder: out,
      files: ['case.json', 'timeline.json', 'deadlines.ics', 'evidence/'],
      tagmanifest: bag.value.tagmanifest,
    },
  };
}
