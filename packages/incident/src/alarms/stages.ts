import type { Instant, Text } from '@sonae/core';

const HOUR = 3_600_000;

/** A moment in the life of a clock at which people are woken (段階). */
export type Stage = 'half' | 'h24' | 'h4' | 'h1' | 'due' | 'overdue';

/** Who is woken, one circle wider each time (連絡の輪). */
export type Circle = 'owner' | 'deputy' | 'manager' | 'everyone';

type StageRule = {
  readonly stage: Stage;
  readonly label: Text;
  /** The moment, from the start of the clock and its due time. */
  readonly moment: (startedAt: Instant, due: Instant) => Instant;
  readonly circle: Circle;
};

/** The stages in the order in which they come. The circle widens as time runs out (response-model §2, screens §Incident). */
export const STAGES: readonly StageRule[] = [
  {
    stage: 'half',
    label: { ja: '期限まで半分', en: 'half the time is gone' },
    moment: (startedAt, due) => startedAt + Math.floor((due - startedAt) / 2),
    circle: 'owner',
  },
  {
    stage: 'h24',
    label: { ja: '期限まで24時間', en: '24 hours left' },
    moment: (_, due) => due - 24 * HOUR,
    circle: 'owner',
  },
  {
    stage: 'h4',
    label: { ja: '期限まで4時間', en: '4 hours left' },
    moment: (_, due) => due - 4 * HOUR,
    circle: 'deputy',
  },
  {
    stage: 'h1',
    label: { ja: '期限まで1時間', en: '1 hour left' },
    moment: (_, due) => due - HOUR,
    circle: 'manager',
  },
  { stage: 'due', label: { ja: '期限', en: 'due' }, moment: (_, due) => due, circle: 'manager' },
  {
    stage: 'overdue',
    label: { ja: '期限超過', en: 'overdue' },
    // A second after the last one that counts, 23:59:59: from then on it is late.
    moment: (_, due) => due + 1000,
    circle: 'everyone',
  },
];

/** After this long overdue, everyone is told again, and again, until it is done or put aside. */
export const REPEAT_EVERY = 24 * HOUR;
/** So often at most: a duty nobody means to do must not ring for ever. */
export const REPEATS = 7;
