import {
  compareDrills,
  type DrillAnswer,
  type DrillScore,
  drillAnswer,
  SCENARIOS,
  scoreDrill,
} from '@sonae/incident/drill';
import { schema, type Tx } from '@sonae/store';
import { and, desc, eq, isNotNull, lt } from 'drizzle-orm';
import { type DrillRow, drillView, minuteOf, replayDrill, scenarioOf } from '../drills/view.ts';
import { writerOf } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';
import { present as companyOf } from './companies.ts';

const { drills: table } = schema;
/** A drill of more deeds is no drill. */
const MOST_DEEDS = 500;
const subject = (id: string) => ({ kind: 'drill', id });

async function present(tx: Tx, organisation: string, id: string, lock = false): Promise<DrillRow> {
  const wanted = tx
    .select()
    .from(table)
    .where(and(eq(table.id, id), eq(table.organisationId, organisation)));
  const [row] = await (lock ? wanted.for('update') : wanted);
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

async function shown(row: DrillRow, now: Date) {
  const minute = minuteOf(row, now);
  const drill = await replayDrill(row, minute);
  if (!drill) throw refusal('NOT_FOUND');
  return { drill, minute, view: drillView(row, drill, minute) };
}

const isOver = (row: DrillRow) => row.endedAt !== null;

export const scenarios = os.drills.scenarios.handler(async () => ({
  scenarios: SCENARIOS.map(({ id, title, version, minutes }) => ({ id, title, version, minutes })),
}));

export const list = os.drills.list.handler(({ context }) =>
  context.inside(async (tx) => {
    const rows = await tx
      .select()
      .from(table)
      .where(eq(table.organisationId, context.access.organisation))
      .orderBy(desc(table.startedAt))
      .limit(200);
    return {
      drills: rows.map(({ id, scenario, startedAt, startedBy, endedAt, score, lessonsDone }) => {
        const { score: points = null, lessons = [] } = (score ?? {}) as Partial<DrillScore>;
        return {
          id,
          scenario,
          title: scenarioOf(scenario)?.title ?? { ja: scenario, en: scenario },
          startedAt,
          startedBy,
          endedAt,
          score: points,
          openLessons: lessons.filter((lesson) => lessonsDone[lesson.id] === undefined).length,
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
    note({ subject: subject(id), detail: { scenario: scenario.id } });
    return { drill: id };
  }),
);

export const get = os.drills.get.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.drill);
    note({ subject: subject(row.id) });
    const { view } = await shown(row, context.now());
    const score = row.score as DrillScore | null;
    return {
      drill: view,
      score,
      comparison: score ? await besideTheLast(tx, row, score) : null,
      lessonsDone: { ...row.lessonsDone },
    };
  }),
);

/** The drill before this one of the same scenario and version; null where there is none. */
async function besideTheLast(tx: Tx, row: DrillRow, score: DrillScore) {
  const [last] = await tx
    .select({ score: table.score })
    .from(table)
    .where(
      and(
        eq(table.organisationId, row.organisationId),
        eq(table.scenario, row.scenario),
        isNotNull(table.score),
        lt(table.startedAt, row.startedAt),
      ),
    )
    .orderBy(desc(table.startedAt))
    .limit(1);
  return (last && compareDrills(last.score as DrillScore, score)) ?? null;
}

export const act = os.drills.act.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.drill, true);
    const now = context.now();
    const minute = minuteOf(row, now);
    const deed =
      typeof input.deed === 'object' && input.deed !== null && !Array.isArray(input.deed) ? input.deed : {};
    const { at: _at, on: _on, after: _after, ...rest } = deed as Record<string, unknown>;
    const parsed = drillAnswer.safeParse({ ...rest, at: minute });
    if (!parsed.success) throw invalid([NO_DEED]);
    if (isOver(row) || row.answers.length >= MOST_DEEDS) throw invalid([OVER]);
    const answers: readonly DrillAnswer[] = [...(row.answers as readonly DrillAnswer[]), parsed.data];
    const [after] = await tx
      .update(table)
      .set({ answers, updatedAt: now })
      .where(eq(table.id, row.id))
      .returning();
    note({ subject: subject(row.id), detail: { deeds: answers.length } });
    return { drill: (await shown(after, now)).view };
  }),
);

export const jump = os.drills.jump.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.drill, true);
    if (isOver(row)) throw invalid([OVER]);
    const now = context.now();
    const { drill, minute } = await shown(row, now);
    const to = drill.next() ?? drill.scenario.minutes;
    const [after] = await tx
      .update(table)
      .set({ jumped: row.jumped + Math.max(0, to - minute), updatedAt: now })
      .where(eq(table.id, row.id))
      .returning();
    note({ subject: subject(row.id), detail: { to } });
    return { drill: (await shown(after, now)).view };
  }),
);

export const end = os.drills.end.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.drill, true);
    const now = context.now();
    note({ subject: subject(row.id) });
    if (row.score !== null) return { score: row.score as DrillScore };
    const { drill } = await shown(row, now);
    const score = scoreDrill(drill);
    await tx.update(table).set({ score, endedAt: now, updatedAt: now }).where(eq(table.id, row.id));
    return { score };
  }),
);

export const lesson = os.drills.lesson.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.drill, true);
    const { lessons = [] } = (row.score ?? {}) as Partial<DrillScore>;
    if (!lessons.some(({ id }) => id === input.lesson)) throw refusal('NOT_FOUND');
    const now = context.now();
    const lessonsDone = { [input.lesson]: now.toISOString(), ...row.lessonsDone };
    await tx.update(table).set({ lessonsDone, updatedAt: now }).where(eq(table.id, row.id));
    note({ subject: subject(row.id), detail: { lesson: input.lesson } });
    return { lessonsDone };
  }),
);

const NO_DEED = mistake(
  'drill.deed',
  'deed',
  { ja: '訓練でできることの形ではありません。', en: 'This is nothing that can be done in a drill.' },
  {
    ja: 'declare・tell・spend・draft・fact・action のうち一つを送ってください。',
    en: 'Send one of declare, tell, spend, draft, fact, action.',
  },
);
const OVER = mistake(
  'drill.over',
  'drill',
  { ja: 'この訓練は終わっています。', en: 'This drill is over.' },
  { ja: '新しい訓練を始めてください。', en: 'Start a new one.' },
);
