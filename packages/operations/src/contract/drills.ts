import type { DrillChange, DrillScore, Moves } from '@sonae/incident/drill';
import * as z from 'zod';
import type { DrillLine, DrillView } from '../drills/view.ts';
import { id, json, jsonValue, NO, operation, when } from './base.ts';

export type { DrillChange, DrillLine, DrillScore, DrillView };

const text = z.object({ ja: z.string(), en: z.string() });
const scenario = z.string().min(1).max(100);
const LIST = { command: 'sonae drill run SCENARIO', screen: '/drills', document: NO.noPaper };
const ONE = { ...LIST, screen: '/drills/{drill}' };
const one = z.object({ drill: id });
/** A drill runs at most so many times as fast as the clock on the wall. */
const FASTEST = 10_000;
const view = json<DrillView>('the drill as it stands: its clock, the news, what was done');

export const drills = {
  scenarios: operation('GET', '/drills/scenarios', {
    summary: '訓練の筋書きと、訓練でできること / Scenarios of drills, and what can be done in them',
    needs: 'case.read',
    faces: LIST,
  }).output(
    z.object({
      scenarios: z.array(
        z.object({
          id: scenario,
          title: text,
          version: z.string(),
          minutes: z.number(),
          /** What people practise in it, and how many pieces of news it has at most. */
          trains: text,
          news: z.int(),
        }),
      ),
      moves: json<Moves>('whom to tell, documents and their items, facts, heads of cost, actions'),
    }),
  ),
  list: operation('GET', '/drills', {
    summary: '訓練の一覧 / Drills',
    needs: 'case.read',
    faces: LIST,
  }).output(
    z.object({
      drills: z.array(
        z.object({
          id,
          scenario,
          title: text,
          startedAt: when,
          startedBy: z.string(),
          endedAt: when.nullable(),
          score: z.number().nullable(),
          /** Lessons that nobody has worked off. */
          openLessons: z.int(),
          /** Lessons in all. */
          lessons: z.int(),
          /** The company whose register it was drawn from, by its name then. */
          company: z.object({ id, name: z.string() }).nullable(),
          /** Points more or less than the last of the same scenario and company; null where there is none. */
          change: z.number().nullable(),
          isPaused: z.boolean(),
        }),
      ),
    }),
  ),
  start: operation('POST', '/drills', {
    summary: '訓練を始める / Start a drill',
    needs: 'case.write',
    faces: LIST,
  })
    .input(
      z.object({
        scenario,
        /** The company whose register the news is drawn from. */
        company: id.optional(),
        speed: z.number().min(1).max(FASTEST).default(60),
      }),
    )
    .output(one),
  get: operation('GET', '/drills/{drill}', {
    summary: '訓練：知らせ、したこと、採点 / A drill: news, what was done, score',
    needs: 'case.read',
    personal: true,
    faces: ONE,
  })
    .input(one)
    .output(
      z.object({
        drill: view,
        score: json<DrillScore | null>('how it went; null before its end'),
        comparison: json<readonly DrillChange[] | null>('beside the last one of the same scenario'),
        /** Lessons worked off, and when. */
        lessonsDone: z.record(z.string(), z.string()),
      }),
    ),
  act: operation('POST', '/drills/{drill}/acts', {
    summary: '訓練で何かする / Do something in a drill',
    needs: 'case.write',
    faces: ONE,
  })
    .input(one.extend({ deed: jsonValue }))
    .output(z.object({ drill: view })),
  jump: operation('POST', '/drills/{drill}/jump', {
    summary: '次の知らせまで進める / Jump to the next news',
    needs: 'case.write',
    faces: ONE,
  })
    .input(one)
    .output(z.object({ drill: view })),
  pause: operation('POST', '/drills/{drill}/pause', {
    summary: '訓練の時計を止める、また動かす / Stop the clock of a drill, or let it go on',
    needs: 'case.write',
    faces: ONE,
  })
    .input(one.extend({ isPaused: z.boolean() }))
    .output(z.object({ drill: view })),
  abandon: operation('POST', '/drills/{drill}/abandon', {
    summary: '訓練を採点せずにやめる / Abandon a drill without a score',
    needs: 'case.write',
    faces: ONE,
  })
    .input(one)
    .output(z.object({ drill: view })),
  end: operation('POST', '/drills/{drill}/end', {
    summary: '訓練を終えて採点する / End a drill and score it',
    needs: 'case.write',
    faces: ONE,
  })
    .input(one)
    .output(z.object({ score: json<DrillScore>('how it went') })),
  lesson: operation('POST', '/drills/{drill}/lessons', {
    summary: '教訓の課題を済ませる、取り消す / Work off a lesson, or take that back',
    needs: 'case.write',
    faces: ONE,
  })
    /** `isDone: false` takes it back. */
    .input(one.extend({ lesson: z.string().min(1).max(200), isDone: z.boolean().default(true) }))
    .output(z.object({ lessonsDone: z.record(z.string(), z.string()) })),
};
