import type { Text } from '@sonae/core';
import { type Drill, type DrillAnswer, type DrillEntry, openDrill, SCENARIOS } from '@sonae/incident/drill';
import type { Company } from '@sonae/register';
import type { schema } from '@sonae/store';

export type DrillRow = typeof schema.drills.$inferSelect;

/** A drill as the screen shows it. */
export type DrillView = {
  readonly id: string;
  readonly scenario: string;
  readonly title: Text;
  readonly speed: number;
  /** Minutes on the drill's clock when this was asked for, and how many it lasts. */
  readonly minute: number;
  readonly minutes: number;
  readonly isOver: boolean;
  readonly startedAt: string;
  readonly log: readonly DrillEntry[];
};

const MINUTE_MS = 60_000;
/** On the drill's own clock, so that the same answers give the same log. */
const DRILL_START = Date.parse('2026-01-05T09:00:00+09:00');

export const scenarioOf = (id: string) => SCENARIOS.find((one) => one.id === id);

/** Where the drill's clock stands; it stops at the end of the scenario, or where people ended it. */
export function minuteOf({ startedAt, endedAt, speed, jumped, scenario }: DrillRow, now: Date): number {
  const passed = ((endedAt ?? now).getTime() - startedAt.getTime()) / MINUTE_MS;
  return Math.min(scenarioOf(scenario)?.minutes ?? 0, Math.max(0, passed * speed + jumped));
}

/** Plays what was done so far; nothing of a drill lives in a process. */
export async function replayDrill(row: DrillRow, minute: number): Promise<Drill | undefined> {
  const scenario = scenarioOf(row.scenario);
  if (!scenario) return undefined;
  const drill = openDrill(scenario, (row.register ?? undefined) as Company | undefined, DRILL_START);
  for (const answer of row.answers as readonly DrillAnswer[]) {
    drill.advance(answer.at ?? 0);
    await drill.act(answer, answer.at ?? 0);
  }
  drill.advance(minute);
  return drill;
}

export function drillView(row: DrillRow, { scenario, log }: Drill, minute: number): DrillView {
  return {
    id: row.id,
    scenario: scenario.id,
    title: scenario.title,
    speed: row.speed,
    minute,
    minutes: scenario.minutes,
    isOver: row.endedAt !== null || minute >= scenario.minutes,
    startedAt: row.startedAt.toISOString(),
    log,
  };
}
