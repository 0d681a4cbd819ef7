import { clocksOf, nextAlarm } from '@sonae/incident/alarms';
import type { CaseRoom } from '@sonae/incident/case';
import type { Duty } from '@sonae/law';
import { schema, type Tx } from '@sonae/store';
import { eq } from 'drizzle-orm';

const { clocks, alarms } = schema;

/** Writes the clocks of a case anew from its duties (時計の表を書き直す); what rang already is looked up, so it does not ring again. */
export async function writeClocks(
  tx: Tx,
  of: { readonly organisation: string; readonly case: string },
  room: CaseRoom,
  duties: readonly Duty[],
  now: number,
): Promise<void> {
  const sent = new Set(
    (await tx.select({ key: alarms.key }).from(alarms).where(eq(alarms.caseId, of.case))).map(
      ({ key }) => key,
    ),
  );
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  const rows = clocksOf(of.case, duties).map((clock) => {
    const { title, basis, state } = byId.get(clock.duty) as Duty;
    // Long clocks that nobody has to act on, such as limitation, are shown and do not ring.
    const rings = room.closedAt === undefined && state !== 'optional';
    // Due a moment ago counts: what was missed rings at the next sweep.
    const next = rings ? nextAlarm([clock], sent, Math.min(now, clock.startedAt)) : undefined;
    return {
      organisationId: of.organisation,
      caseId: of.case,
      duty: clock.duty,
      state: state as 'due' | 'perhaps' | 'optional' | 'done',
      title,
      basis: [...basis],
      startedAt: new Date(clock.startedAt),
      due: new Date(clock.due),
      stoppedAt: clock.stoppedAt === undefined ? null : new Date(clock.stoppedAt),
      nextAt: next === undefined ? null : new Date(next),
    };
  });
  await tx.delete(clocks).where(eq(clocks.caseId, of.case));
  if (rows.length > 0) await tx.insert(clocks).values(rows);
}
