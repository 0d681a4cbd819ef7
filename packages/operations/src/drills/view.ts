import type { Text } from '@sonae/core';
import { refusalWords } from '@sonae/incident/actions';
import { type Drill, type DrillAnswer, type DrillEntry, openDrill, SCENARIOS } from '@sonae/incident/drill';
import { type Company, labelOf } from '@sonae/register';
import type { schema } from '@sonae/store';
import { type DrillClock, drillClocks } from './clocks.ts';

export type DrillRow = typeof schema.drills.$inferSelect;

/** What kind of decision a piece of news asks for (求められる決定); not which one would be right. */
export type Asked = 'declare' | 'tell' | 'draft' | 'fact' | 'action';

/** What a screen says beside an entry of the log. */
type Beside = {
  /** Of news: the decisions it asks for. */
  readonly asks?: readonly Asked[];
  /** Of an action that was refused: why, in words. */
  readonly refusals?: readonly Text[];
};
export type DrillLine = DrillEntry & Beside;

/** A drill as the screen shows it. */
export type DrillView = {
  readonly id: string;
  readonly scenario: string;
  readonly title: Text;
  readonly version: string;
  /** The company it speaks of, by its name then; null where it speaks in general words. */
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly speed: number;
  /** Minutes on the drill's clock when this was asked for, and how many it lasts. */
  readonly minute: number;
  readonly minutes: number;
  /** Where its clock began, and the minute of the next piece of news: a screen asks again then. */
  readonly begins: string;
  readonly next: number | null;
  readonly isPaused: boolean;
  readonly isOver: boolean;
  /** Ended without a score. */
  readonly isAbandoned: boolean;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly endedAt: string | null;
  /** Facts that can be stated. */
  readonly facts: readonly string[];
  readonly log: readonly DrillLine[];
  /** Deadlines that run on the drill's clock, the nearest first; none before somebody declares. */
  readonly clocks: readonly DrillClock[];
  /** Roles that lessons and news name, and who has them; names only for those who may see people. */
  readonly roles: Readonly<Record<string, { readonly name: Text; readonly people: readonly string[] }>>;
};

const MINUTE_MS = 60_000;

export const scenarioOf = (id: string) => SCENARIOS.find((one) => one.id === id);

/** Where the drill's clock stands; it stops while it is paused, at the end of the scenario, or where people ended it. */
export function minuteOf(row: DrillRow, now: Date): number {
  const { startedAt, endedAt, pausedAt, speed, jumped, scenario } = row;
  // Whatever stopped it first: a drill that is ended in a pause stood still before.
  const until = pausedAt ?? endedAt ?? now;
  const passed = (until.getTime() - startedAt.getTime()) / MINUTE_MS;
  return Math.min(scenarioOf(scenario)?.minutes ?? 0, Math.max(0, passed * speed + jumped));
}

/** `jumped` of a drill that goes on after a pause: the pause takes no time. */
export const jumpedAfterPause = ({ jumped, pausedAt, speed }: DrillRow, now: Date): number =>
  pausedAt === null ? jumped : jumped - ((now.getTime() - pausedAt.getTime()) / MINUTE_MS) * speed;

/** Plays what was done so far; nothing of a drill lives in a process. */
export async function replayDrill(row: DrillRow, minute: number): Promise<Drill | undefined> {
  const scenario = scenarioOf(row.scenario);
  if (!scenario) return undefined;
  // On the drill's own clock, so that the same answers give the same log.
  const drill = openDrill(scenario, registerOf(row), Date.parse(scenario.begins));
  for (const answer of row.answers as readonly DrillAnswer[]) {
    drill.advance(answer.at ?? 0);
    await drill.act(answer, answer.at ?? 0);
  }
  drill.advance(minute);
  return drill;
}

const registerOf = (row: DrillRow) => (row.register ?? undefined) as Company | undefined;

export function drillView(row: DrillRow, drill: Drill, minute: number, showsPeople: boolean): DrillView {
  const { scenario, log } = drill;
  const register = registerOf(row);
  return {
    id: row.id,
    scenario: scenario.id,
    title: scenario.title,
    version: row.version,
    company:
      register && row.companyId !== null ? { id: row.companyId, name: register.organisation.name } : null,
    speed: row.speed,
    minute,
    minutes: scenario.minutes,
    begins: scenario.begins,
    next: drill.next() ?? null,
    isPaused: row.pausedAt !== null && row.endedAt === null,
    isOver: row.endedAt !== null || minute >= scenario.minutes,
    isAbandoned: row.endedAt !== null && row.score === null,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedBy,
    endedAt: row.endedAt?.toISOString() ?? null,
    facts: [...new Set(['persons', ...Object.keys(scenario.truth)])],
    log: log.map((entry) => ({ ...entry, ...besideEntry(drill, entry) })),
    clocks: drillClocks(drill, register, minute),
    roles: rolesOf(drill, register, showsPeople),
  };
}

function besideEntry({ scenario }: Drill, entry: DrillEntry): Beside {
  if (entry.kind === 'act')
    return entry.action?.outcome === 'refused' ? { refusals: wordsOfRefusals(entry.action.refusals) } : {};
  const { expects = [] } = scenario.injects.find(({ id }) => id === entry.id) ?? {};
  return { asks: [...new Set(expects.map(({ act }) => act.split(':')[0] as Asked))] };
}

/** The words of the engine's own refusals. */
const wordsOfRefusals = (codes: readonly string[]): Text[] =>
  codes.map((code) => refusalWords(code) ?? { ja: code, en: code });

function rolesOf({ scenario }: Drill, register: Company | undefined, showsPeople: boolean) {
  const named = scenario.injects.flatMap(({ to, expects = [] }) => [
    to,
    ...expects.map(({ owner }) => owner),
  ]);
  return Object.fromEntries(
    [...new Set(named)].map((role) => [
      role,
      {
        name: labelOf(role),
        people: showsPeople
          ? (register?.people ?? []).filter((person) => person.role === role).map(({ name }) => name)
          : [],
      },
    ]),
  );
}
