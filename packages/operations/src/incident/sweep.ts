import { type Alarm, type Clock, dueAlarms, nextAlarm } from '@sonae/incident/alarms';
import { announce, type Store, schema, type Tx } from '@sonae/store';
import { inArray, lte } from 'drizzle-orm';

export { type Pushed, type SendNotice, sweepPushes } from './push-sweep.ts';

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
const BATCH = 1_000;

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
      const marks: Mark[] = [];
      const turns: Turn[] = [];
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
          marks.push({ organisation: row.organisationId, alarm });
        }
        const next = broken ? now.getTime() + RETRY_MS : nextAlarm([clock], sent, now.getTime());
        turns.push({ case: row.caseId, duty: row.duty, next });
      }
      await setNext(tx, turns);
      await mark(tx, marks, now);
      for (const organisation of new Set(marks.map((one) => one.organisation))) {
        await announce(tx, { organisation, kind: 'alarm', id: organisation });
      }
      return { rung: marks.length, failed: lost };
    });
    if (!swept) return { rung, failed };
    rung += swept.rung;
    failed += swept.failed;
  }
}

type Mark = { readonly organisation: string; readonly alarm: Alarm };

/** Marks alarms as rung, all of a batch in one statement. */
async function mark(tx: Tx, marks: readonly Mark[], sentAt: Date): Promise<void> {
  await tx.$client.query(
    `insert into sonae.alarms (organisation_id, case_id, key, duty, stage, at, sent_at)
     select *, $7::timestamptz
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
     on conflict do nothing`,
    [
      marks.map(({ organisation }) => organisation),
      marks.map(({ alarm }) => alarm.case),
      marks.map(({ alarm }) => alarm.key),
      marks.map(({ alarm }) => alarm.duty),
      marks.map(({ alarm }) => alarm.stage),
      marks.map(({ alarm }) => new Date(alarm.at)),
      sentAt,
    ],
  );
}

type Turn = { readonly case: string; readonly duty: string; readonly next: number | undefined };

/** When clocks ring next, all of a batch in one statement. */
async function setNext(tx: Tx, turns: readonly Turn[]): Promise<void> {
  await tx.$client.query(
    `update sonae.clocks c set next_at = t.next
     from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as t (of, duty, next)
     where c.case_id = t.of and c.duty = t.duty`,
    [
      turns.map((turn) => turn.case),
      turns.map(({ duty }) => duty),
      turns.map(({ next }) => (next === undefined ? null : new Date(next))),
    ],
  );
}

/** After so long a message that could not be carried out is tried again. */
const RETRY_MS = 60_000;
