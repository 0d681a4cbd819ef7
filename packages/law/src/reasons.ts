import type { Text } from '@sonae/core';
import type { Lift } from './snapshot.ts';

/** Why a duty stands as it does (理由). */
export type Reason = Text & { readonly code: string };

export const reasons = {
  triggered: { code: 'triggered', ja: '要件を満たす', en: 'a trigger is met' },
  open: { code: 'open', ja: '分からない事実が決め手になる', en: 'unknown facts decide' },
  notStarted: {
    code: 'not-started',
    ja: '時計を動かす時刻がまだない',
    en: 'the time that starts the clock is not known yet',
  },
  optional: { code: 'optional', ja: '任意', en: 'voluntary' },
  done: { code: 'done', ja: '済み', en: 'done' },
  jurisdiction: {
    code: 'jurisdiction',
    ja: 'この法域は挙げられていない',
    en: 'this jurisdiction is not listed',
  },
  sector: { code: 'sector', ja: 'この業種・立場は挙げられていない', en: 'this sector is not listed' },
  role: { code: 'role', ja: '受託者ではない', en: 'we are not the processor' },
  notInForce: {
    code: 'not-in-force',
    ja: '起算の日に施行されていない',
    en: 'not in force on the day the clock starts',
  },
  notTriggered: { code: 'not-triggered', ja: '要件を満たさない', en: 'no trigger is met' },
  lifted: ({ id, ja, en }: Lift): Reason => ({ code: `lifted-${id}`, ja, en }),
} as const;
