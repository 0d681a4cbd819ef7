import { type Alarm, type Clock, dueAlarms, nextAlarm } from '@sonae/incident/alarms';
import { announce, type Store, schema } from '@sonae/store';
import { and, eq, inArray, lte } from 'drizzle-orm';

const { clocks, alarms, cases } = schema;

/** What goes out with an alarm: names of the case and of the duty, whether it is a drill, and whose it is. */
export type Ringing = {
  readonly alarm: Alarm;
  readonly organisation: string;
  readonly caseName: string;
  readonly drill: boolean;
  readonly title: { readonly ja: string; readonly en: string };
};

export type Swept = { readonly rung: number; readonly failed: number };

/** So many clocks are taken at a time: a transaction stays short. */
const BATCH = 500;

/**
 * Rings what is due in all organisations (見回り). Several servers may sweep at once: each takes rows the other has not locked. An alarm
 * is marked in the transaction that holds its clock, after it was carried out; a crash between the two carries it out again under
 * the same key.
 */
export async function sweepClocks(
  store: Store,
  now: Date,
  deliver: (ringing: Ringing) => Promise<void>,
): Promise<Swept> {
  let [rung, failed] = [0, 0];
  for (;;) {
    const swept = await store.run('system', async (tx) => {
      const rows = await tx
        .select()
        .from(clocks)
        .where(lte(clocks.nextAt, now))
        .orderBy(clocks.nextAt, clocks.caseId, clocks.duty)
        .limit(BATCH)
        .for('update', { skipLocked: true });
      if (rows.length === 0) return undefined;
      const ids = [...new Set(rows.map(({ caseId }) => caseId))];
      const names = new Map(
        (await tx.select().from(cases).where(inArray(cases.id, ids))).map((row) => [row.id, row]),
      );
      const sent = new Set(
        (await tx.select({ key: alarms.key }).from(alarms).where(inArray(alarms.caseId, ids))).map(
          ({ key }) => key,
        ),
      );
      const marks: (typeof alarms.$inferInsert)[] = [];
      let lost = 0;
      for (const row of rows) {
        const clock: Clock = {
          case: row.caseId,
          duty: row.duty,
          startedAt: row.startedAt.getTime(),
          due: row.due.getTime(),
        };
        const of = names.get(row.caseId);
        let broken = false;
        for (const alarm of dueAlarms([clock], sent, now.getTime())) {
          try {
            const { organisationId: organisation, title } = row;
            await deliver({
              alarm,
              organisation,
              caseName: of?.name ?? '',
              drill: of?.drill ?? false,
              title,
            });
          } catch {
            // It stays unmarked and its clock due: the next sweep tries again.
            broken = true;
            lost += 1;
            continue;
          }
          sent.add(alarm.key);
          marks.push({
            organisationId: row.organisationId,
            caseId: row.caseId,
            key: alarm.key,
            duty: row.duty,
            stage: alarm.stage,
            at: new Date(alarm.at),
            sentAt: now,
          });
        }
        const next = broken ? now.getTime() + RETRY_MS : nextAlarm([clock], sent, now.getTime());
        await tx
          .update(clocks)
          .set({ nextAt: next === undefined ? null : new Date(next) })
          .where(and(eq(clocks.caseId, row.caseId), eq(clocks.duty, row.duty)));
      }
      if (marks.length > 0) await tx.insert(alarms).values(marks).onConflictDoNothing();
      for (const organisation of new Set(marks.map(({ organisationId }) => organisationId))) {
        await announce(tx, { organisation, kind: 'alarm', id: organisation });
      }
      return { rung: marks.length, failed: lost };
    });
    if (!swept) return { rung, failed };
    rung += swept.rung;
    failed += swept.failed;
  }
}

/** After so long a message that could not be carried out is tried again. */
const RETRY_MS = 60_000;
