import { type CaseEvent, type CaseRoom, SIGHTING_STATES } from '@sonae/incident/case';
import type { PrintedDuty } from '@sonae/law';
import * as z from 'zod';
import { id, issues, json, jsonValue, NO, name, operation, when } from './base.ts';
import { face, key, line, one, roomOperations, version } from './case-room.ts';
import { ledgerLine, lineId } from './ledger-line.ts';

const duty = z.string().min(1).max(200);
const adviserId = z.string().min(1).max(100);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const evidence = z.array(sha256).max(100);

/** Where something was seen on the web. Nobody opens it from here. */
const webAddress = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^https?:\/\/\S+$/i);

/** A fact as a person states it; its key and value are checked against the duties' facts with all that is known. */
const statement = z.object({
  key: z.string().min(1).max(100),
  value: jsonValue,
  asOf: when.optional(),
  source: line.optional(),
  confidence: z.enum(['confirmed', 'likely', 'rumour']).default('likely'),
  evidence: evidence.default([]),
  correction: line.optional(),
});

/** What can be written about a case besides facts. */
const event = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('task'),
    task: z.string().min(1).max(100),
    title: line,
    owner: line.optional(),
    due: when.optional(),
  }),
  z.object({ kind: z.literal('task.done'), task: z.string().min(1).max(100), note: line.optional() }),
  z.object({ kind: z.literal('decision'), subject: line, choice: line, reason: line }),
  z.object({ kind: z.literal('told'), whom: line, by: line, what: line, toldAt: when.optional() }),
  z.object({ kind: z.literal('duty.done'), duty, doneAt: when.optional(), evidence: evidence.optional() }),
  z.object({ kind: z.literal('ledger'), line: ledgerLine }),
  z.object({ kind: z.literal('ledger.withdrawn'), line: lineId, reason: line }),
  z.object({
    kind: z.literal('testimony'),
    who: line,
    what: z.string().trim().min(1).max(20_000),
    heardAt: when.optional(),
    heardBy: line.optional(),
  }),
  z.object({ kind: z.literal('contact'), who: line, reach: line, role: line.optional() }),
  z.object({
    kind: z.literal('sighting'),
    url: webAddress,
    state: z.enum(SIGHTING_STATES),
    note: line.optional(),
    seenAt: when.optional(),
  }),
  z.object({
    kind: z.literal('adviser'),
    adviser: adviserId,
    name,
    firm: line.optional(),
    area: z.string().min(1).max(100),
    since: day,
    reach: line.optional(),
    link: id.optional(),
  }),
  z.object({ kind: z.literal('adviser.left'), adviser: adviserId, until: day, reason: line }),
  z.object({ kind: z.literal('note'), text: line }),
  z.object({ kind: z.literal('closed'), reason: line }),
]);
export type WrittenEvent = z.infer<typeof event>;

const row = z.object({
  id,
  name: z.string(),
  company: id.nullable(),
  drill: z.boolean(),
  version,
  openedAt: when,
  closedAt: when.nullable(),
  /** The next due time that runs. */
  nextDue: when.nullable(),
});
const clock = z.object({
  case: id,
  caseName: z.string(),
  drill: z.boolean(),
  duty,
  state: z.enum(['due', 'perhaps', 'optional', 'done']),
  title: z.object({ ja: z.string(), en: z.string() }),
  basis: z.array(z.string()),
  startedAt: when,
  due: when,
});

/** Place of an entry in the evidence journal, the leaf of its log. */
const leaf = z.int().min(0);
/** The last signed checkpoint of the evidence journal. */
const checkpoint = z.object({
  origin: z.string(),
  /** The key the log began with, as signed notes name it. */
  vkey: z.string(),
  size: leaf,
  /** The signed note itself (C2SP tlog-checkpoint). */
  note: z.string(),
  at: when,
});

export const cases = {
  list: operation('GET', '/cases', {
    summary: '事案の一覧 / Cases',
    needs: 'case.read',
    narrows: true,
    faces: { command: NO.fileCommand, screen: '/cases', document: NO.noPaper },
  }).output(z.object({ cases: z.array(row) })),
  open: operation('POST', '/cases', {
    summary: '事案を開く / Open a case',
    needs: 'case.write',
    faces: face('/cases', 'sonae incident open DIR'),
  })
    .input(
      z.object({
        name,
        company: id.optional(),
        drill: z.boolean().default(false),
        learnedAt: when.optional(),
        key,
      }),
    )
    .output(z.object({ id, version })),
  get: operation('GET', '/cases/{case}', {
    summary: '事案：事実・義務・作業・判断 / A case: facts, duties, tasks, decisions',
    needs: 'case.read',
    personal: true,
    faces: face('/cases/{case}', 'sonae incident status DIR CASE'),
  })
    .input(one)
    .output(
      row.extend({
        room: json<CaseRoomJson>('facts, tasks, decisions, told'),
        duties: json<readonly PrintedDuty[]>('duties that arise or may'),
        questions: z.array(z.object({ fact: z.string(), decides: z.array(z.string()) })),
        issues,
        /** So many entries stand in the evidence journal. */
        recorded: version,
        checkpoint: checkpoint.nullable(),
      }),
    ),
  facts: operation('POST', '/cases/{case}/facts', {
    summary: '事実を記録する（前の記録は残る） / State facts; earlier ones stay',
    needs: 'case.write',
    faces: face('/cases/{case}', 'sonae incident fact DIR CASE KEY=VALUE'),
  })
    .input(one.extend({ facts: z.array(statement).min(1).max(50), key }))
    .output(z.object({ version })),
  record: operation('POST', '/cases/{case}/entries', {
    summary: '作業・判断・連絡・履行を記録する / Record a task, a decision, who was told, what was done',
    needs: 'case.write',
    faces: face('/cases/{case}', 'sonae incident decide DIR CASE'),
  })
    .input(one.extend({ event, key }))
    .output(z.object({ version })),
  ...roomOperations,
  timeline: operation('GET', '/cases/{case}/entries', {
    summary: '時系列 / The timeline',
    needs: 'case.read',
    personal: true,
    faces: face('/cases/{case}/timeline', 'sonae incident export DIR CASE'),
  })
    .input(one)
    .output(
      z.object({
        entries: z.array(
          z.object({
            index: version,
            at: when,
            by: z.string(),
            event: json<CaseEvent>('what was written'),
            /** Null until it stands in the evidence journal. */
            leaf: leaf.nullable(),
          }),
        ),
        checkpoint: checkpoint.nullable(),
      }),
    ),
  board: operation('GET', '/clocks', {
    summary: '時計の板：すべての事案の期限 / The clock board: due times of all cases',
    needs: 'case.read',
    narrows: true,
    faces: { command: NO.fileCommand, screen: '/cases', document: NO.noPaper },
  })
    .input(z.object({ most: z.coerce.number().pipe(z.int().min(1).max(20_000)).default(200) }).optional())
    .output(
      z.object({
        /** The earliest due first, at most so many. */
        clocks: z.array(clock),
        /** How many run in all. */
        total: z.int().min(0),
        now: when,
      }),
    ),
  alarms: operation('GET', '/alarms', {
    summary: '鳴った知らせ / Alarms that rang',
    needs: 'case.read',
    narrows: true,
    faces: { command: NO.fileCommand, screen: '/cases', document: NO.noPaper },
  }).output(
    z.object({
      alarms: z.array(
        z.object({
          case: id,
          caseName: z.string(),
          duty,
          stage: z.string(),
          at: when,
          sentAt: when,
          title: z.object({ ja: z.string(), en: z.string() }),
        }),
      ),
    }),
  ),
  calendar: operation('GET', '/cases/calendar.ics', {
    summary: '期限の暦（iCalendar） / Due times as a calendar',
    needs: 'case.read',
    narrows: true,
    faces: { command: 'sonae incident export DIR CASE', screen: '/cases', document: 'calendar' },
  }).output(z.file()),
};

/** The room of a case as JSON. */
export type CaseRoomJson = Omit<CaseRoom, 'facts' | 'done'> & {
  readonly facts: readonly (ReturnType<CaseRoom['facts']['get']> & object)[];
  readonly done: readonly { readonly duty: string; readonly at: number }[];
};
