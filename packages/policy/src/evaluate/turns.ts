import { compareIds } from '@sonae/core';
import type { Facts } from '@sonae/predicate';
import type { LossEvent, LossLine } from '../event/event.ts';
import { boughtParts } from '../riders.ts';
import type { Part, PartHead, Policy } from '../schema/index.ts';
import type { Answer } from './answer.ts';
import { type Asker, askerOf } from './ask.ts';
import { clauseGates } from './clause-gates.ts';
import type { Gate } from './gate.ts';
import { headGates } from './head-gates.ts';
import { headFor } from './match.ts';
import { type TriggerDate, triggerGates } from './trigger-gates.ts';

/** One time a part of a policy meets an event: its lines, and the questions that stand before the amounts. */
export type Turn = {
  readonly part: Part;
  readonly event: LossEvent;
  /** Number of the event in the history. */
  readonly place: number;
  readonly date: number | undefined;
  readonly taken: readonly TurnLine[];
  readonly gates: readonly Gate[];
};

export type TurnLine = { readonly line: LossLine; readonly head: PartHead; readonly claimant: Answer };

/** Facts taken as known on top of those stated, by number of the event. */
export type Assumed = ReadonlyMap<number, Facts>;

/** The turns of one policy in the order its aggregates meet them: trigger date, ties by event id, then part. */
export function turnsOf(policy: Policy, events: readonly LossEvent[], assumed: Assumed): Turn[] {
  const turns = events.flatMap((event, place) => {
    const asker = askerOf(policy, event, assumed.get(place));
    return boughtParts(policy).flatMap((part) => turnsOfPart(policy, part, events, event, place, asker));
  });
  // What has no date comes last. Sorting is stable, so parts and claims keep their order.
  const dateOf = (turn: Turn) => turn.date ?? Number.POSITIVE_INFINITY;
  return turns.sort((a, b) => {
    const [x, y] = [dateOf(a), dateOf(b)];
    return x === y ? compareIds(a.event.id, b.event.id) : x - y;
  });
}

function turnsOfPart(
  policy: Policy,
  part: Part,
  events: readonly LossEvent[],
  event: LossEvent,
  place: number,
  asker: Asker,
): Turn[] {
  const taken = event.lines.flatMap((line): TurnLine[] => {
    const found = headFor(policy, part, line);
    return found ? [{ line, ...found }] : [];
  });
  return grouped(part, taken).map((lines) => {
    const when = dateOf(part, events, event, lines);
    const gates = [
      ...triggerGates(policy, part, event, lines, when, asker),
      ...clauseGates(policy, part, lines, asker),
      ...headGates(policy, part, event, lines, asker),
    ].filter((gate) => gate.answer.truth !== 'no');
    return {
      part,
      event,
      place,
      date: when.date,
      taken: lines,
      gates: gates.map((gate) => keyed(gate, place)),
    };
  });
}

const keyed = (gate: Gate, place: number): Gate => ({ ...gate, key: `${place}:${gate.key}` });

/** Claims made at different times are met one by one, unless the wording makes them one series; so are dated costs. */
function grouped({ trigger }: Part, taken: readonly TurnLine[]): TurnLine[][] {
  if (taken.length === 0) return [];
  const keyOf = ({ line }: TurnLine): number | string => {
    if (trigger.basis === 'claim_made' && trigger.series === undefined) return line.claim;
    if (trigger.basis === 'cost_incurred') return line.at ?? 'open';
    return 'all';
  };
  const groups = new Map<number | string, TurnLine[]>();
  for (const one of taken) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

function dateOf(
  { trigger }: Part,
  events: readonly LossEvent[],
  event: LossEvent,
  taken: readonly TurnLine[],
): TriggerDate {
  const { facts } = event;
  switch (trigger.basis) {
    case 'discovered':
      return { date: facts.discoveredAt as number | undefined, fact: 'discoveredAt' };
    case 'outage_started':
      return { date: (facts.outage as { start?: number } | undefined)?.start, fact: 'outage.start' };
    case 'cost_incurred':
      return { date: taken[0].line.at, fact: 'costs[].at' };
    default: {
      const inSeries =
        trigger.series === undefined
          ? taken.map(({ line }) => line)
          : events.filter((other) => other.series === event.series).flatMap((other) => other.lines);
      const dates = inSeries.filter((line) => line.claim > 0).map((line) => line.claimMadeAt);
      const known = dates.filter((date) => date !== undefined);
      const open = dates.length === 0 || known.length < dates.length;
      return { date: open ? undefined : Math.min(...known), fact: 'claims[].madeAt' };
    }
  }
}
