import { type Alarm, type Notice, noticeOf } from '@sonae/incident/alarms';
import { type Store, schema, type Tx } from '@sonae/store';
import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import { GRANTS, ROLES } from '../access/roles.ts';

const { alarms, cases, clocks, members, pushDeliveries, pushSubscriptions } = schema;

/** Sends a notice to one browser; rejects where it has to be tried again. */
export type SendNotice = (
  to: { readonly endpoint: string; readonly p256dh: string; readonly auth: string },
  notice: Notice,
) => Promise<'taken' | 'gone'>;

export type Pushed = { readonly sent: number; readonly gone: number; readonly failed: number };

/** An alarm that rang longer ago is no news: it stands on the screens. */
const NEWS_MS = 24 * 60 * 60 * 1_000;
/** Browsers that are served at once. */
const AT_ONCE = 4;
const READERS = ROLES.filter((role) => GRANTS[role].includes('case.read'));

/**
 * Tells the browsers of members what has rung (知らせの配達). What rang is a table, and so is what each browser has: whatever is missing is sent,
 * once; a browser that does not take it now is tried at the next sweep and holds up nobody; one that is gone is forgotten.
 */
export async function sweepPushes(store: Store, now: Date, send: SendNotice): Promise<Pushed> {
  const since = new Date(now.getTime() - NEWS_MS);
  const due = await store.run('system', async (tx) => {
    // What is no news any more is not asked for again, so its marks are of no use.
    await tx.delete(pushDeliveries).where(lt(pushDeliveries.sentAt, new Date(since.getTime() - NEWS_MS)));
    return missing(tx, since);
  });
  const queue = [...Map.groupBy(due, ({ to }) => to.id).values()];
  const done = { sent: 0, gone: 0, failed: 0 };
  const serve = async () => {
    for (let mine = queue.shift(); mine; mine = queue.shift()) {
      for (const one of mine) {
        const outcome = await deliver(store, now, one, send).catch(() => 'failed' as const);
        if (outcome === 'taken') done.sent += 1;
        if (outcome === 'gone') done.gone += 1;
        if (outcome === 'failed') done.failed += 1;
        // Whoever did not take one takes none of the rest now.
        if (outcome === 'gone' || outcome === 'failed') break;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, serve));
  return done;
}

type Due = Awaited<ReturnType<typeof missing>>[number];

/** What rang lately, for each browser that was there then, belongs to somebody who may read cases, and has not been told. */
async function missing(tx: Tx, since: Date) {
  return tx
    .select({
      alarm: alarms,
      due: clocks.due,
      title: clocks.title,
      drill: cases.drill,
      to: pushSubscriptions,
    })
    .from(alarms)
    .innerJoin(cases, eq(cases.id, alarms.caseId))
    .innerJoin(clocks, and(eq(clocks.caseId, alarms.caseId), eq(clocks.duty, alarms.duty)))
    .innerJoin(
      pushSubscriptions,
      and(
        eq(pushSubscriptions.organisationId, alarms.organisationId),
        gte(alarms.sentAt, pushSubscriptions.createdAt),
      ),
    )
    .innerJoin(
      members,
      and(
        eq(members.organisationId, pushSubscriptions.organisationId),
        eq(members.userId, pushSubscriptions.userId),
        inArray(members.role, [...READERS]),
      ),
    )
    .where(
      and(
        gt(alarms.sentAt, since),
        sql`not exists (select from sonae.push_deliveries d where d.subscription_id = ${pushSubscriptions.id} and d.key = ${alarms.key})`,
      ),
    )
    .orderBy(asc(alarms.at), asc(alarms.key));
}

/** Marks and sends in one transaction: two servers do not send the same, and what was not taken is not marked. */
async function deliver(store: Store, now: Date, { alarm, due, title, drill, to }: Due, send: SendNotice) {
  return store.run('system', async (tx) => {
    const marked = await tx
      .insert(pushDeliveries)
      .values({ organisationId: to.organisationId, subscriptionId: to.id, key: alarm.key, sentAt: now })
      .onConflictDoNothing()
      .returning({ key: pushDeliveries.key });
    if (marked.length === 0) return 'told' as const;
    const { key, caseId, stage } = alarm;
    const rang = { key, case: caseId, stage: stage as Alarm['stage'], due: due.getTime() };
    const outcome = await send(to, noticeOf(rang, { duty: title, drill }, now.getTime(), to.language));
    if (outcome === 'gone') await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.id, to.id));
    return outcome;
  });
}
