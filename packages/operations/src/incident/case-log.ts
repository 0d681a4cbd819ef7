import { hasErrors } from '@sonae/core';
import { type CaseEntry, type CaseEvent, caseRoom } from '@sonae/incident/case';
import { announce, schema, type Tx } from '@sonae/store';
import { and, asc, eq, gt } from 'drizzle-orm';
import { type OperationContext, writerOf } from '../house/context.ts';
import { invalid, refusal } from '../house/refusals.ts';
import { writeClocks } from './clock-table.ts';
import { judge } from './judge.ts';

// The log of a case in the database: read, and written behind what is there.

const { cases: table, caseEntries, caseLeaves, evidenceStores } = schema;
export type CaseRow = typeof table.$inferSelect;

export const subject = (id: string) => ({ kind: 'case', id });

/** The case, in this organisation; held, nobody else writes to it until the transaction ends. */
export async function present(tx: Tx, organisation: string, id: string, hold = false): Promise<CaseRow> {
  const wanted = tx
    .select()
    .from(table)
    .where(and(eq(table.id, id), eq(table.organisationId, organisation)));
  const [row] = await (hold ? wanted.for('update') : wanted);
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

/** What was written about it, in order. */
export async function entriesOf(tx: Tx, id: string): Promise<CaseEntry[]> {
  const rows = await tx
    .select()
    .from(caseEntries)
    .where(eq(caseEntries.caseId, id))
    .orderBy(asc(caseEntries.index));
  return rows.map(({ index, at, writtenBy, event }) => ({
    index,
    at: at.getTime(),
    by: writtenBy,
    event: event as CaseEvent,
  }));
}

/** Where the entries of a case stand in the evidence journal, by their index. */
export async function leavesOf(tx: Tx, id: string): Promise<ReadonlyMap<number, number>> {
  const rows = await tx
    .select({ index: caseLeaves.index, leaf: caseLeaves.leaf })
    .from(caseLeaves)
    .where(eq(caseLeaves.caseId, id));
  return new Map(rows.map(({ index, leaf }) => [index, leaf]));
}

/** The last signed checkpoint of the evidence journal of an organisation; null before the first. */
export async function checkpointOf(tx: Tx, organisation: string) {
  const [known] = await tx
    .select()
    .from(evidenceStores)
    .where(and(eq(evidenceStores.organisationId, organisation), gt(evidenceStores.size, 0)));
  if (!known) return null;
  const { origin, vkey, size, checkpoint: note, updatedAt: at } = known;
  return { origin, vkey, size, note, at };
}

/**
 * Writes events behind those that are there and brings the clocks up to date, in one transaction, which also asks for the evidence journal
 * to be written; `key` makes a second sending of the same thing do nothing.
 */
export async function append(
  context: OperationContext,
  tx: Tx,
  id: string,
  events: readonly CaseEvent[],
  key: string | undefined,
): Promise<{ readonly row: CaseRow; readonly written: boolean }> {
  const { organisation } = context.access;
  // Two people writing at once get two places.
  const row = await present(tx, organisation, id, true);
  if (
    key !== undefined &&
    (await tx.$count(caseEntries, and(eq(caseEntries.caseId, id), eq(caseEntries.key, `${key}/0`)))) > 0
  ) {
    return { row, written: false };
  }
  const now = context.now();
  const before = await entriesOf(tx, id);
  const written = events.map(
    (event, i): CaseEntry => ({ index: row.version + i, at: now.getTime(), by: writerOf(context), event }),
  );
  const room = caseRoom([...before, ...written]);
  const { duties, issues } = judge(room, now.getTime());
  if (events.some(({ kind }) => kind === 'fact') && hasErrors(issues)) throw invalid(issues);
  await tx.insert(caseEntries).values(
    written.map(({ index, by, event }, i) => ({
      organisationId: organisation,
      caseId: id,
      index,
      at: now,
      writtenBy: by,
      event,
      ...(key === undefined ? {} : { key: `${key}/${i}` }),
    })),
  );
  const [after] = await tx
    .update(table)
    .set({
      version: row.version + events.length,
      updatedAt: now,
      ...(room.closedAt === undefined ? {} : { closedAt: new Date(room.closedAt) }),
    })
    .where(eq(table.id, id))
    .returning();
  await writeClocks(tx, { organisation, case: id }, room, duties, now.getTime());
  await Promise.all([
    announce(tx, { organisation, kind: 'case', id, version: after.version, request: context.requestId }),
    // Where entries wait already, whoever writes them finds this one too: writing them back waits for the row that we hold.
    row.recorded < row.version ? undefined : context.evidence?.ask(tx, organisation),
  ]);
  return { row: after, written: true };
}
