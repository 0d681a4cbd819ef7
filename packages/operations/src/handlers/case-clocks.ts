import { schema, type Tx } from '@sonae/store';
import { and, asc, count, desc, eq, isNull, ne } from 'drizzle-orm';
import type { Access } from '../access/principal.ts';
import { os } from '../house/implement.ts';
import { seen } from './cases.ts';

// The clocks of all cases together: which run, which have rung.

const { cases: table, clocks, alarms } = schema;

export const board = os.cases.board.handler(({ context, input }) =>
  context.inside(async (tx) => {
    const [{ total }] = await tx
      .select({ total: count() })
      .from(clocks)
      .innerJoin(table, eq(table.id, clocks.caseId))
      .where(runs(context.access));
    return { clocks: await running(tx, context.access, input?.most ?? 200), total, now: context.now() };
  }),
);

/** Clocks of open cases that nobody has stopped. */
const runs = (access: Access) =>
  and(
    seen(access, { organisation: clocks.organisationId, case: clocks.caseId }),
    isNull(clocks.stoppedAt),
    isNull(table.closedAt),
    ne(clocks.state, 'optional'),
  );

/** The clocks that run, the earliest due first. */
async function running(tx: Tx, access: Access, most?: number) {
  const wanted = tx
    .select({ clock: clocks, caseName: table.name, drill: table.drill })
    .from(clocks)
    .innerJoin(table, eq(table.id, clocks.caseId))
    .where(runs(access))
    .orderBy(asc(clocks.due), asc(clocks.duty), asc(clocks.caseId));
  const rows = await (most === undefined ? wanted : wanted.limit(most));
  return rows.map(({ clock: { caseId, duty, state, title, basis, startedAt, due }, caseName, drill }) => ({
    case: caseId,
    caseName,
    drill,
    duty,
    state,
    title,
    basis,
    startedAt,
    due,
  }));
}

export const rang = os.cases.alarms.handler(({ context }) =>
  context.inside(async (tx) => {
    const rows = await tx
      .select({ alarm: alarms, caseName: table.name, title: clocks.title })
      .from(alarms)
      .innerJoin(table, eq(table.id, alarms.caseId))
      .leftJoin(clocks, and(eq(clocks.caseId, alarms.caseId), eq(clocks.duty, alarms.duty)))
      .where(seen(context.access, { organisation: alarms.organisationId, case: alarms.caseId }))
      .orderBy(desc(alarms.at), asc(alarms.caseId), asc(alarms.key))
      .limit(200);
    return {
      alarms: rows.map(({ alarm: { caseId, duty, stage, at, sentAt }, caseName, title }) => ({
        case: caseId,
        caseName,
        duty,
        stage,
        at,
        sentAt,
        title: title ?? { ja: duty, en: duty },
      })),
    };
  }),
);

export const calendar = os.cases.calendar.handler(({ context }) =>
  context.inside(async (tx) => {
    const { calendarFeed } = await import('@sonae/incident/alarms/calendar-feed');
    const events = (await running(tx, context.access)).map(
      ({ case: id, caseName, duty, title, basis, due, drill }) => ({
        id: `${id}/${duty}`,
        at: due.getTime(),
        title: drill ? { ja: `【訓練】${title.ja}`, en: `[DRILL] ${title.en}` } : title,
        details: { ja: `${caseName}\n${basis.join('、')}`, en: `${caseName}\n${basis.join(', ')}` },
        sequence: 0,
      }),
    );
    const text = calendarFeed(events, 'ja', context.now().getTime());
    return new File([text], 'sonae.ics', { type: 'text/calendar; charset=utf-8' });
  }),
);
