import type { Instant } from '@sonae/core';
import { type CaseEvent, type CaseRoom, caseRoom, type Statement } from '@sonae/incident/case';
import { printDuty } from '@sonae/law';
import { schema } from '@sonae/store';
import { type AnyColumn, and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Access } from '../access/principal.ts';
import type { CaseRoomJson, WrittenEvent } from '../contract/index.ts';
import { writerOf } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, refusal } from '../house/refusals.ts';
import { adviserIssues } from '../incident/adviser-issues.ts';
import { caseFactIssues } from '../incident/case-facts.ts';
import {
  append,
  type CaseRow,
  checkpointOf,
  entriesOf,
  leavesOf,
  present,
  subject,
} from '../incident/case-log.ts';
import { judge } from '../incident/judge.ts';
import { lineIssues } from '../incident/line-issues.ts';

const { cases: table, caseEntries } = schema;

const nextDue = sql<
  string | null
>`(select min(c.due) from sonae.clocks c where c.case_id = ${table.id} and c.stopped_at is null and c.state <> 'optional')`;

export const list = os.cases.list.handler(({ context }) =>
  context.inside(async (tx) => {
    const rows = await tx
      .select({ row: table, nextDue })
      .from(table)
      .where(seen(context.access, { organisation: table.organisationId, case: table.id }))
      .orderBy(asc(table.closedAt), desc(table.openedAt), asc(table.id))
      .limit(1_000);
    return { cases: rows.map(({ row, nextDue }) => rowOf(row, nextDue)) };
  }),
);

type Columns = { readonly organisation: AnyColumn; readonly case: AnyColumn };

/** Rows of the cases somebody may look at: those of the organisation; through a link those it names. */
export const seen = ({ organisation, cases }: Access, of: Columns) =>
  and(eq(of.organisation, organisation), cases && inArray(of.case, [...cases]));

const rowOf = ({ id, name, companyId, drill, version, openedAt, closedAt }: CaseRow, due: string | null) => ({
  id,
  name,
  company: companyId,
  drill,
  version,
  openedAt,
  closedAt,
  nextDue: due === null ? null : new Date(due),
});

export const open = os.cases.open.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { name, company, drill, learnedAt, key } = input;
    const { organisation } = context.access;
    const now = context.now();
    if (key !== undefined) {
      const [there] = await tx
        .select({ id: caseEntries.caseId })
        .from(caseEntries)
        .where(
          and(
            eq(caseEntries.organisationId, organisation),
            eq(caseEntries.key, `${key}/0`),
            eq(caseEntries.index, 0),
          ),
        );
      if (there) return { id: there.id, version: (await present(tx, organisation, there.id)).version };
    }
    if (company !== undefined) {
      const { companies } = schema;
      const [held] = await tx
        .select({ id: companies.id })
        .from(companies)
        .where(
          and(
            eq(companies.id, company),
            eq(companies.organisationId, organisation),
            isNull(companies.deletedAt),
          ),
        );
      if (!held) throw refusal('NOT_FOUND');
    }
    const [{ id }] = await tx
      .insert(table)
      .values({ organisationId: organisation, companyId: company ?? null, name, drill, openedAt: now })
      .returning({ id: table.id });
    const learned: CaseEvent[] = learnedAt
      ? [
          {
            kind: 'fact',
            fact: {
              key: 'learnedAt',
              value: learnedAt.toISOString(),
              asOf: learnedAt.getTime(),
              source: writerOf(context),
              confidence: 'confirmed',
              evidence: [],
            },
          },
        ]
      : [];
    const { row } = await append(context, tx, id, [{ kind: 'opened', name, drill }, ...learned], key);
    note({ subject: subject(id) });
    return { id, version: row.version };
  }),
);

export const get = os.cases.get.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.case);
    const [entries, checkpoint] = await Promise.all([
      entriesOf(tx, row.id),
      checkpointOf(tx, row.organisationId),
    ]);
    const room = caseRoom(entries);
    const { duties, questions, issues } = judge(room, context.now().getTime());
    note({ subject: subject(row.id) });
    const running = duties.flatMap(({ due, state }) =>
      due !== undefined && (state === 'due' || state === 'perhaps') ? [due] : [],
    );
    return {
      ...rowOf(row, running.length > 0 ? new Date(Math.min(...running)).toISOString() : null),
      room: roomJson(room),
      duties: duties.map(printDuty),
      questions: [...questions],
      issues: [...issues],
      recorded: row.recorded,
      checkpoint,
    };
  }),
);

function roomJson({ facts, done, ...room }: CaseRoom): CaseRoomJson {
  return { ...room, facts: [...facts.values()], done: [...done].map(([duty, at]) => ({ duty, at })) };
}

export const facts = os.cases.facts.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const now = context.now().getTime();
    const events = input.facts.map(({ asOf, source, correction, ...rest }): CaseEvent => {
      const fact: Statement = {
        ...rest,
        asOf: asOf?.getTime() ?? now,
        source: source ?? writerOf(context),
        ...(correction === undefined ? {} : { correction }),
      };
      return { kind: 'fact', fact };
    });
    const issues = caseFactIssues(input.facts);
    if (issues.length > 0) throw invalid(issues);
    const { row, written } = await append(context, tx, input.case, events, input.key);
    note({ subject: subject(row.id), detail: { facts: input.facts.map(({ key }) => key), again: !written } });
    return { version: row.version };
  }),
);

export const record = os.cases.record.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const event = eventOf(input.event, context.now().getTime());
    if (event.kind === 'ledger') {
      const issues = lineIssues(event.line, 'event.line');
      if (issues.length > 0) throw invalid(issues);
    }
    if (event.kind === 'adviser' || event.kind === 'adviser.left') {
      const { organisation } = context.access;
      const { id } = await present(tx, organisation, input.case);
      const issues = await adviserIssues(tx, { organisation, case: id }, event);
      if (issues.length > 0) throw invalid(issues);
    }
    const { row, written } = await append(context, tx, input.case, [event], input.key);
    note({ subject: subject(row.id), detail: { kind: event.kind, again: !written } });
    return { version: row.version };
  }),
);

/** Times as instants; what happened without a time happened now. */
function eventOf(event: WrittenEvent, now: Instant): CaseEvent {
  switch (event.kind) {
    case 'task': {
      const { due, ...rest } = event;
      return { ...rest, ...(due ? { due: due.getTime() } : {}) };
    }
    case 'told':
      return { ...event, toldAt: event.toldAt?.getTime() ?? now };
    case 'sighting':
      return { ...event, seenAt: event.seenAt?.getTime() ?? now };
    case 'testimony':
      return { ...event, heardAt: event.heardAt?.getTime() ?? now };
    case 'duty.done':
      return { ...event, doneAt: event.doneAt?.getTime() ?? now };
    default:
      return event;
  }
}

export const timeline = os.cases.timeline.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.case);
    note({ subject: subject(row.id) });
    const [entries, leaves, checkpoint] = await Promise.all([
      entriesOf(tx, row.id),
      leavesOf(tx, row.id),
      checkpointOf(tx, row.organisationId),
    ]);
    return {
      entries: entries.map((entry) => ({
        ...entry,
        at: new Date(entry.at),
        leaf: leaves.get(entry.index) ?? null,
      })),
      checkpoint,
    };
  }),
);
