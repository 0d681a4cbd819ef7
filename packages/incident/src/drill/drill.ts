import { formatInstant, type Instant, type Text } from '@sonae/core';
import type { Company } from '@sonae/register';
import type { DrillAnswer } from './answers.ts';
import type { Act, Inject, Scenario } from './scenario.ts';
import { actInDrill, type DrillAction, type Sinks } from './sinks.ts';
import { spoken, type Words, wordsOf } from './words.ts';

const MINUTE = 60_000;

/** What happened in a drill, in the order of its own clock. */
export type DrillEntry = {
  /** Minutes from the start, and the moment on the drill's clock in Japan's time. */
  readonly minute: number;
  readonly at: string;
} & (
  | {
      readonly kind: 'inject';
      readonly id: string;
      readonly channel: Inject['channel'];
      readonly to: string;
      readonly text: Text;
    }
  | {
      readonly kind: 'act';
      readonly act: Act;
      readonly by?: string;
      readonly answer: DrillAnswer;
      readonly action?: DrillAction;
      /** Whether it counts as done: an action that was refused does not. */
      readonly done: boolean;
    }
);

/** A drill under way (訓練中の事案). Sealed: it has a clock and sinks of its own and touches nothing of the house. */
export type Drill = {
  readonly scenario: Scenario;
  readonly words: Words;
  readonly log: readonly DrillEntry[];
  readonly sinks: Sinks;
  /** The minute of the next piece of news, or undefined. */
  next(): number | undefined;
  /** Brings in the news due by a minute, and returns it. */
  advance(minute: number): readonly DrillEntry[];
  /** Does something at a minute. */
  act(answer: DrillAnswer, minute: number): Promise<DrillEntry>;
};

/** Every text of a drill says that it is one. */
const MARK: Text = { ja: '【訓練】', en: '[DRILL] ' };

export function openDrill(scenario: Scenario, company: Company | undefined, start: Instant): Drill {
  const words = wordsOf(company);
  const log: DrillEntry[] = [];
  const sinks: Sinks = { host: [], sheets: [] };
  const waiting = [...scenario.injects].sort((a, b) => a.at - b.at);
  const at = (minute: number) => formatInstant(start + minute * MINUTE);
  const isDone = (act: Act) => log.some((entry) => entry.kind === 'act' && entry.done && entry.act === act);

  function bring(inject: Inject): DrillEntry {
    const text = spoken(inject.text, words);
    const entry: DrillEntry = {
      minute: inject.at,
      at: at(inject.at),
      kind: 'inject',
      id: inject.id,
      channel: inject.channel,
      to: inject.to,
      text: { ja: `${MARK.ja}${text.ja}`, en: `${MARK.en}${text.en}` },
    };
    log.push(entry);
    return entry;
  }

  return {
    scenario,
    words,
    log,
    sinks,
    next: () => waiting[0]?.at,
    advance: (minute) => {
      const brought: DrillEntry[] = [];
      while (waiting.length > 0 && waiting[0].at <= minute) {
        const inject = waiting.shift()!;
        const comes =
          (inject.when === undefined || isDone(inject.when)) &&
          !(inject.unless !== undefined && isDone(inject.unless));
        if (comes) brought.push(bring(inject));
      }
      return brought;
    },
    act: async (answer, minute) => {
      const action = answer.action && (await actInDrill(answer.action, start + minute * MINUTE, sinks));
      const entry: DrillEntry = {
        minute,
        at: at(minute),
        kind: 'act',
        act: actOf(answer),
        ...(answer.by !== undefined && { by: answer.by }),
        answer,
        ...(action && { action }),
        done: action === undefined || action.outcome === 'done',
      };
      log.push(entry);
      return entry;
    },
  };
}

/** The name of what an answer does, as expectations name it. */
export function actOf(answer: DrillAnswer): Act {
  if (answer.tell !== undefined) return `tell:${answer.tell}`;
  if (answer.draft) return `draft:${answer.draft.document}`;
  if (answer.fact) return `fact:${answer.fact.id}`;
  if (answer.action) return `action:${answer.action.id}`;
  return answer.spend ? 'spend' : 'declare';
}

/**
 * Plays a drill with scripted answers. The clock jumps from one event to the next, so the result does not depend on how fast it runs; `wait` is called before
 * each jump and may take its time.
 */
export async function playDrill(
  drill: Drill,
  answers: readonly DrillAnswer[],
  wait: (fromMinute: number, toMinute: number) => Promise<void> = async () => {},
): Promise<void> {
  const end = drill.scenario.minutes;
  const open = answers.map((answer, order) => ({ answer, order, minute: answer.at }));
  let now = 0;
  for (;;) {
    for (const one of open) {
      if (one.minute !== undefined) continue;
      const news = drill.log.find((entry) => entry.kind === 'inject' && entry.id === one.answer.on);
      if (news) one.minute = news.minute + (one.answer.after ?? 0);
    }
    const due = open
      .filter((one) => one.minute !== undefined && one.minute <= end)
      .sort((a, b) => a.minute! - b.minute! || a.order - b.order)[0];
    const news = drill.next();
    // News first: whoever answers at the same minute has heard it.
    if (news !== undefined && news <= end && (due === undefined || news <= due.minute!)) {
      await wait(now, news);
      now = Math.max(now, news);
      drill.advance(news);
    } else if (due !== undefined) {
      await wait(now, due.minute!);
      now = Math.max(now, due.minute!);
      open.splice(open.indexOf(due), 1);
      await drill.act(due.answer, due.minute!);
    } else break;
  }
  await wait(now, end);
}
