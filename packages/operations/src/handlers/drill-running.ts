import { type DrillAnswer, type DrillScore, drillAnswer, scoreDrill } from '@sonae/incident/drill';
import { drillRow, shown, subject, write } from '../drills/rows.ts';
import { type DrillRow, jumpedAfterPause, minuteOf } from '../drills/view.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';

// What people do to a drill under way.

/** A drill of more deeds is no drill. */
const MOST_DEEDS = 500;

/** Refuses what a drill that is over or stands still cannot take. */
function mustRun(row: DrillRow): void {
  if (row.endedAt !== null) throw invalid([OVER]);
  if (row.pausedAt !== null) throw invalid([PAUSED]);
}

export const act = os.drills.act.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill, true);
    // Whole minutes, as at the keyboard: seconds are no difference between two drills. News comes at whole minutes, so none is passed over.
    const minute = Math.floor(minuteOf(row, context.now()));
    const deed =
      typeof input.deed === 'object' && input.deed !== null && !Array.isArray(input.deed) ? input.deed : {};
    const { at: _at, on: _on, after: _after, ...rest } = deed as Record<string, unknown>;
    const { principal } = context;
    const parsed = drillAnswer.safeParse({
      ...rest,
      at: minute,
      // Whoever has an account says who it was.
      ...(principal.kind === 'user' && { by: principal.name }),
    });
    if (!parsed.success) throw invalid([NO_DEED]);
    mustRun(row);
    if (row.answers.length >= MOST_DEEDS) throw invalid([OVER]);
    const answers: readonly DrillAnswer[] = [...(row.answers as readonly DrillAnswer[]), parsed.data];
    const after = await write(tx, context, row, { answers });
    note({ subject: subject(row.id), detail: { deeds: answers.length } });
    return { drill: (await shown(after, context)).view };
  }),
);

export const jump = os.drills.jump.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill, true);
    mustRun(row);
    const { drill, minute } = await shown(row, context);
    const to = drill.next() ?? drill.scenario.minutes;
    const after = await write(tx, context, row, { jumped: row.jumped + Math.max(0, to - minute) });
    note({ subject: subject(row.id), detail: { to } });
    return { drill: (await shown(after, context)).view };
  }),
);

export const pause = os.drills.pause.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill, true);
    if (row.endedAt !== null) throw invalid([OVER]);
    note({ subject: subject(row.id), detail: { paused: input.isPaused } });
    // Said twice, it counts once.
    if (input.isPaused === (row.pausedAt !== null)) return { drill: (await shown(row, context)).view };
    const now = context.now();
    const change = input.isPaused
      ? { pausedAt: now }
      : { pausedAt: null, jumped: jumpedAfterPause(row, now) };
    return { drill: (await shown(await write(tx, context, row, change), context)).view };
  }),
);

export const abandon = os.drills.abandon.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill, true);
    if (row.score !== null) throw invalid([OVER]);
    note({ subject: subject(row.id), detail: { abandoned: true } });
    const after = row.endedAt === null ? await write(tx, context, row, { endedAt: context.now() }) : row;
    return { drill: (await shown(after, context)).view };
  }),
);

export const end = os.drills.end.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill, true);
    note({ subject: subject(row.id) });
    if (row.score !== null) return { score: row.score as DrillScore };
    if (row.endedAt !== null) throw invalid([OVER]);
    const { drill } = await shown(row, context);
    const score = scoreDrill(drill);
    await write(tx, context, row, { score, endedAt: context.now() });
    return { score };
  }),
);

export const lesson = os.drills.lesson.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await drillRow(tx, context.access.organisation, input.drill, true);
    const { lessons = [] } = (row.score ?? {}) as Partial<DrillScore>;
    if (!lessons.some(({ id }) => id === input.lesson)) throw refusal('NOT_FOUND');
    const { [input.lesson]: doneAt, ...others } = row.lessonsDone;
    const lessonsDone = input.isDone
      ? { ...others, [input.lesson]: doneAt ?? context.now().toISOString() }
      : others;
    await write(tx, context, row, { lessonsDone });
    note({ subject: subject(row.id), detail: { lesson: input.lesson, done: input.isDone } });
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
const PAUSED = mistake(
  'drill.paused',
  'drill',
  { ja: 'この訓練は止まっています。', en: 'This drill stands still.' },
  { ja: '再開してから、もう一度お試しください。', en: 'Let it go on, then try again.' },
);
