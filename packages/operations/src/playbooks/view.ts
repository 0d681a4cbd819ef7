import type { Text } from '@sonae/core';
import { type CaseRoom, factName, runInputs } from '@sonae/incident/case';
import {
  type Effect,
  hintsOf,
  type ManualStep,
  manualOf,
  newRun,
  type Playbook,
  playbookHints,
  type RunEvent,
  type RunState,
  step,
  type TraceLine,
} from '@sonae/incident/playbook';
import { YES_NO } from '../house/words.ts';
import type { RunRow } from './runs.ts';

/** A run as the screen shows it. */
export type RunView = {
  readonly id: string;
  readonly playbook: string;
  readonly name: Text;
  readonly status: RunState['status'];
  readonly startedAt: string;
  readonly startedBy: string;
  /** The run that waits for this one, and which of its steps. */
  readonly parent?: { readonly run: string; readonly to: string };
  /** What it took from the facts of the case when it began; a later fact changes nothing of it, and is only shown beside. */
  readonly fromCase: readonly Taken[];
  /** What waits for people, in the order it came up. */
  readonly open: readonly OpenStep[];
  /** When a delay or limit of time is over next. */
  readonly wakeAt?: string;
  /** Steps of the manual, of how many that stand in it. */
  readonly done: number;
  readonly steps: number;
  /** What happened, the last at the end. */
  readonly course: readonly CourseLine[];
};

export type Taken = {
  readonly variable: string;
  readonly fact: Text;
  readonly question: Text;
  readonly value: Text;
  /** What the facts say now, where it is something else; null where they no longer say anything. */
  readonly now?: Text | null;
};

export type OpenStep = {
  /** Id of the effect to answer. */
  readonly to: string;
  readonly kind: Exclude<Effect['kind'], 'wake' | 'withdraw' | 'ended'>;
  readonly number?: number;
  readonly name: Text;
  readonly who?: Text;
  readonly how?: Text;
  readonly commands: readonly string[];
  readonly capture: readonly Text[];
  readonly insurerFirst: boolean;
  /** An action of the catalogue with its values. */
  readonly action?: { readonly id: string; readonly args: Readonly<Record<string, string>> };
  /** What is to be found out. */
  readonly asks: readonly { readonly name: string; readonly type: string; readonly question: Text }[];
  /** Ways to choose from, by their words. */
  readonly choices: readonly { readonly word: string; readonly label: Text }[];
  readonly approvals?: { readonly needed: number; readonly by: readonly string[] };
};

export type CourseLine = {
  readonly at: string;
  readonly number?: number;
  readonly name: Text;
  readonly what: TraceLine['what'];
  readonly way?: string;
  readonly by?: string;
};

const WAYS: Readonly<Record<string, Text>> = {
  ...YES_NO,
  default: { ja: 'それ以外', en: 'Otherwise' },
};

/** The run of a row, from its events. */
export function viewOf(
  row: RunRow,
  playbook: Playbook,
  events: readonly RunEvent[],
  room: CaseRoom,
): RunView {
  const manual = manualOf(playbook);
  const numbers = new Map(manual.steps.map((one) => [one.id, one]));
  let state = newRun(playbook);
  const trace: TraceLine[] = [];
  for (const event of events) {
    const stepped = step(state, event, playbook);
    state = stepped.state;
    trace.push(...stepped.trace);
  }
  const course = trace
    .filter(({ what, step: id }) => what !== 'entered' && (numbers.has(id) || what === 'ended'))
    .map((line): CourseLine => {
      const { number, name } = placeOf(line.step, playbook, numbers);
      return {
        at: new Date(line.at).toISOString(),
        ...(number !== undefined && { number }),
        name,
        what: line.what,
        ...('way' in line && { way: line.way }),
        ...('by' in line && line.by !== undefined && { by: line.by }),
      };
    });
  return {
    id: row.id,
    playbook: row.playbook,
    name: playbookHints(playbook).name,
    status: state.status,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedBy,
    ...(row.parentId !== null && { parent: { run: row.parentId, to: row.parentEffect ?? '' } }),
    fromCase: takenOf(playbook, events, room),
    open: state.open.flatMap((effect) => openOf(effect, state, playbook, numbers)),
    ...(row.wakeAt !== null && { wakeAt: row.wakeAt.toISOString() }),
    done: new Set(
      trace.filter(({ what, step: id }) => what === 'done' && numbers.has(id)).map((one) => one.step),
    ).size,
    steps: manual.steps.length,
    course,
  };
}

function takenOf(playbook: Playbook, [first]: readonly RunEvent[], room: CaseRoom): Taken[] {
  if (first?.type !== 'started') return [];
  const { question } = playbookHints(playbook);
  const current = new Map(
    runInputs(room, Object.keys(first.facts ?? {})).map(({ variable, value }) => [variable, value]),
  );
  return Object.entries(first.facts ?? {}).map(([variable, fact]): Taken => {
    const [value, now] = [first.inputs[variable], current.get(variable)];
    return {
      variable,
      fact: factName(fact),
      question: question(variable) ?? factName(fact),
      value: wordOf(value),
      ...(now !== value && { now: now === undefined ? null : wordOf(now) }),
    };
  });
}

/** Values of variables that come from facts. */
const WORDS: Readonly<Record<string, Text>> = {
  true: YES_NO.yes,
  false: YES_NO.no,
  controller: { ja: '自社の情報（委託元）', en: 'Our own data (controller)' },
  processor: { ja: '預かった情報（委託先）', en: 'Data entrusted to us (processor)' },
};
const wordOf = (value: string): Text => WORDS[value] ?? { ja: value, en: value };

/** Steps of the manual by the id of the step. */
type Numbers = ReadonlyMap<string, ManualStep>;

function placeOf(
  id: string,
  playbook: Playbook,
  numbers: Numbers,
): { readonly number?: number; readonly name: Text } {
  const { number, name } = numbers.get(id) ?? {};
  if (name) return { number, name };
  const written = playbook.steps.get(id)?.name;
  return { name: written ? { ja: written, en: written } : { ja: '終わり', en: 'End' } };
}

function openOf(effect: Effect, state: RunState, playbook: Playbook, numbers: Numbers): OpenStep[] {
  const { kind, step: id } = effect;
  if (kind === 'wake' || kind === 'withdraw' || kind === 'ended') return [];
  const manual = numbers.get(id);
  const step = playbook.steps.get(id);
  const hints = step && hintsOf(step);
  const { question } = playbookHints(playbook);
  const wanted = kind === 'decide' ? effect.unknown : 'wants' in effect ? effect.wants : [];
  const asks = wanted.map((text) => {
    const name = text.replace(/:value$/, '');
    const variable = playbook.variables.get(name) ?? step?.variables.get(name);
    return { name, type: variable?.type ?? 'string', question: question(name) ?? { ja: name, en: name } };
  });
  const choices = kind === 'decide' || kind === 'go-on' ? effect.choices : [];
  const token = state.tokens.find(({ id: branch }) => effect.id.startsWith(`${branch}/`));
  return [
    {
      to: effect.id,
      kind,
      ...placeOf(id, playbook, numbers),
      ...(manual?.who && { who: manual.who }),
      ...(manual?.how && { how: manual.how }),
      commands: manual?.commands ?? [],
      capture: manual?.capture ?? [],
      insurerFirst: manual?.insurerFirst ?? false,
      ...(kind === 'act' && { action: { id: effect.action, args: effect.args } }),
      ...(kind === 'approve' && hints?.action && { action: hints.action }),
      asks,
      choices: choices.map((word) => ({
        word,
        label: hints?.labels[word] ?? WAYS[word] ?? { ja: word, en: word },
      })),
      ...(kind === 'approve' && { approvals: { needed: effect.people, by: token?.approvedBy ?? [] } }),
    },
  ];
}
