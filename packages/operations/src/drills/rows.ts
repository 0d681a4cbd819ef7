import type { DrillScore } from '@sonae/incident/drill';
import { announce, schema, type Tx } from '@sonae/store';
import { and, eq } from 'drizzle-orm';
import type { OperationContext } from '../house/context.ts';
import { refusal } from '../house/refusals.ts';
import { type DrillRow, drillView, minuteOf, replayDrill } from './view.ts';

const { drills: table } = schema;

export const subject = (id: string) => ({ kind: 'drill', id });

/** A drill of the organisation; locked where it is going to change. */
export async function drillRow(tx: Tx, organisation: string, id: string, lock = false): Promise<DrillRow> {
  const wanted = tx
    .select()
    .from(table)
    .where(and(eq(table.id, id), eq(table.organisationId, organisation)));
  const [row] = await (lock ? wanted.for('update') : wanted);
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

/** The drill as it stands now. */
export async function shown(row: DrillRow, context: OperationContext) {
  const minute = minuteOf(row, context.now());
  const drill = await replayDrill(row, minute);
  if (!drill) throw refusal('NOT_FOUND');
  const showsPeople = context.access.permissions.has('personal.read');
  return { drill, minute, view: drillView(row, drill, minute, showsPeople) };
}

/** Writes a change of a drill and tells other screens. */
export async function write(
  tx: Tx,
  context: OperationContext,
  row: DrillRow,
  change: Partial<typeof table.$inferInsert>,
): Promise<DrillRow> {
  const [after] = await tx
    .update(table)
    .set({ ...change, updatedAt: context.now() })
    .where(eq(table.id, row.id))
    .returning();
  const { organisation } = context.access;
  await announce(tx, { organisation, kind: 'drill', id: row.id, request: context.requestId });
  return after;
}

/** Points more or less than the drill of the same scenario, version and company before it; null where there is none. */
export function changeOf<
  T extends { scenario: string; version: string; companyId: string | null; score: unknown },
>(rows: readonly T[], at: number): number | null {
  const { scenario, version, companyId, score } = rows[at];
  if (score === null) return null;
  // The latest first.
  const last = rows
    .slice(at + 1)
    .find(
      (row) =>
        row.score !== null &&
        row.scenario === scenario &&
        row.version === version &&
        row.companyId === companyId,
    );
  return last ? (score as DrillScore).score - (last.score as DrillScore).score : null;
}
