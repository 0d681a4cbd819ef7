import { compareDrills, type DrillScore, drillMoves, SCENARIOS, type Scenario } from '@sonae/incident/drill';
import { announce, schema, type Tx } from '@sonae/store';
import { and, desc, eq, getTableColumns, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { changeOf, drillRow, shown, subject } from '../drills/rows.ts';
import { type DrillRow, scenarioOf } from '../drills/view.ts';
import { writerOf } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { refusal } from '../house/refusals.ts';
import { present as companyOf } from './companies.ts';

const { drills: table } = schema;
/** So many are listed, the latest first. */
const MOST_LISTED = 200;

export const scenarios = os.drills.scenarios.handler(async () => ({
  scenarios: SCENARIOS.map(({ id, title, version, minutes, trains, injects }: Scenario) => ({
    id,
    title,
    version,
    minutes,
    trains,
    news: injects.length,
  })),
  moves: drillMoves(),
}));

export const list = os.drills.list.handler(({ context }) =>
  context.inside(async (tx) => {
    // Of the register its name alone: it is most of a row.
    const { register: _register, answers: _answers, ...columns } = getTableColumns(table);
    const rows = await tx
      .select({
        ...columns,
        companyName: sql<string | null>`${table.register} -> 'organisation' ->> 'name'`,
      })
      .from(table)
      .where(eq(table.organisationId, context.access.organisation))
      .orderBy(desc(table.startedAt))
      .limit(MOST_LISTED);
    return {
      drills: rows.map((row, i) => {
        const { id, scenario, startedAt, startedBy, endedAt, pausedAt, companyId, companyName } = row;
        const { score = null, lessons = [] } = (row.score ?? {}) as Partial<DrillScore>;
        return {
          id,
          scenario,
          title: scenarioOf(scenario)?.title ?? { ja: scenario, en: scenario },
          startedAt,
          startedBy,
          endedAt,
          score,
          openLessons: lessons.filter((lesson) => row.lessonsDone[lesson.id] === undefined).length,
          lessons: lessons.length,
          company: companyId === null ? null : { id: companyId, name: companyName ?? '' },
          change: changeOf(rows, i),
          isPaused: pausedAt !== null && endedAt === null,
        };
      }),
    };
  }),
);

export const start = os.drills.start.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    const scenario = scenarioOf(input.scenario);
    if (!scenario) throw refusal('NOT_FOUND');
    const company = input.company === undefined ? undefined : await companyOf(context, tx, input.company);
    const [{ id }] = await tx
      .insert(table)
      .values({
        organisationId: organisation,
        companyId: input.company ?? null,
        scenario: scenario.id,
        version: scenario.version,
        speed: input.speed,
        register: company?.document ?? null,
        startedBy: writerOf(context),
        startedAt: context.now(),
      })
      .returning({ id: table.id });
    await announce(tx, { organisation, kind: 'drill', id, request: context.requestId });
    note({ subject: subject(id), detail: { scenario: scenario.id } });
    return { drill: id };
  }),
);

export const get = os.drills.get.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill);
    note({ subject: subject(row.id) });
    const { view } = await shown(row, context);
    const score = row.score as DrillScore | null;
    return {
      drill: view,
      score,
      comparison: score ? await besideTheLast(tx, row, score) : null,
      lessonsDone: { ...row.lessonsDone },
    };
  }),
);

/** The drill before this one of the same scenario, version and company; null where there is none. */
async function besideTheLast(tx: Tx, row: DrillRow, score: DrillScore) {
  const [last] = await tx
    .select({ score: table.score })
    .from(table)
    .where(
      and(
        eq(table.organisationId, row.organisationId),
        eq(table.scenario, row.scenario),
        eq(table.version, row.version),
        row.companyId === null ? isNull(table.companyId) : eq(table.companyId, row.companyId),
        isNotNull(table.score),
        lt(table.startedAt, row.startedAt),
      ),
    )
    .orderBy(desc(table.startedAt))
    .limit(1);
  return (last && compareDrills(last.score as DrillScore, score)) ?? null;
}
