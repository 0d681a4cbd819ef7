import type { LossEvent } from '../event/event.ts';
import { DAY, instantOf } from '../instants.ts';
import type { Part, Policy } from '../schema/index.ts';
import { type Answer, NO, open, sure } from './answer.ts';
import type { Asker } from './ask.ts';
import { policyFacts } from './ask.ts';
import type { Taken } from './clause-gates.ts';
import { clauseOf, type Gate, type ReasonId, STRIKE } from './gate.ts';

/** When a part is triggered by a turn: the date, and the fact that would tell where it is open. */
export type TriggerDate = { readonly date?: number; readonly fact: string };

/**
 * Whether the policy answers for a turn at all: trigger in the period, retro design, suspicion, reporting window,
 * territory. A date nobody has stated is presumed to fit; the range shows what it would mean if it did not.
 */
export function triggerGates(
  policy: Policy,
  part: Part,
  event: LossEvent,
  taken: readonly Taken[],
  when: TriggerDate,
  asker: Asker,
): Gate[] {
  const all = taken.map((_, i) => i);
  const { trigger } = part;
  const gate = (id: ReasonId, answer: Answer, path: string, lines: readonly number[] = all): Gate => ({
    key: `${policy.id}/${part.id}/${id}/${path}/${lines.length === all.length ? 'all' : lines.map((i) => taken[i].line.id).join()}`,
    answer,
    effect: STRIKE,
    lines,
    reason: {
      id,
      policy: policy.id,
      part: part.id,
      clause: clauseOf(path, trigger.src ?? part.src),
      source: trigger.src ?? part.src,
    },
  });
  const at = `parts.${part.id}.trigger`;
  const retro = retroAnswer(policy, part, event);
  return [
    gate('trigger', outOfPeriod(policy, when), `${at}.${trigger.basis}`),
    gate(retro.id, retro.answer, `${at}.retro`),
    gate('suspicion', suspicion(part, asker), `${at}.suspicionCounts`),
    gate('late_report', lateReport(part, event, when), `${at}.reportWithinDays`),
    gate('territory', abroad(policy.territory?.damage, event, 'places'), 'territory.damage'),
    gate('territory', abroad(policy.territory?.business, event, 'places'), 'territory.business'),
    ...all.map((i) =>
      gate(
        'territory',
        claimAbroad(policy, part, taken[i]),
        trigger.claimIn ? `${at}.claimIn` : 'territory.claim',
        [i],
      ),
    ),
  ].filter(({ answer }) => answer.truth !== 'no');
}

function outOfPeriod({ period }: Policy, { date, fact }: TriggerDate): Answer {
  if (period === undefined) return NO;
  if (date === undefined) return open(false, fact);
  return sure(date < instantOf(period.from) || date >= instantOf(period.to));
}

/** The four designs: nothing before the period; after the first inception; after a date; any time, unless known. */
function retroAnswer(policy: Policy, part: Part, event: LossEvent): { id: ReasonId; answer: Answer } {
  const { retro, retroDate } = part.trigger;
  const { from, firstInception } = policyFacts(policy) as { from?: number; firstInception?: number };
  const { occurredAt, knownAt, knownBefore } = event.facts as {
    occurredAt?: number;
    knownAt?: number;
    knownBefore?: boolean;
  };
  const before = (date: number | undefined): Answer => {
    if (date === undefined) return NO;
    return occurredAt === undefined ? open(false, 'occurredAt') : sure(occurredAt < date);
  };
  if (retro === 'none') return { id: 'retro', answer: before(from) };
  if (retro === 'since_first_inception') return { id: 'retro', answer: before(firstInception) };
  if (retro === 'since_date') return { id: 'retro', answer: before(instantOf(retroDate as string)) };
  if (retro !== 'any_unless_known') return { id: 'retro', answer: NO };
  if (knownBefore !== undefined) return { id: 'known_before', answer: sure(knownBefore) };
  if (knownAt === undefined) return { id: 'known_before', answer: open(false, 'knownBefore') };
  return { id: 'known_before', answer: sure(firstInception !== undefined && knownAt < firstInception) };
}

/** A suspicion is no discovery, unless the wording lets it count, perhaps only after a tip-off from outside. */
function suspicion({ trigger }: Part, asker: Asker): Answer {
  if (trigger.basis !== 'discovered') return NO;
  const only = asker.ask('suspicionOnly', undefined, {});
  if (!trigger.suspicionCounts) return only;
  return trigger.suspicionNeeds === 'outside_tip_off'
    ? asker.ask('suspicionOnly && !outsideTipOff', undefined, {})
    : NO;
}

function lateReport({ trigger }: Part, { facts }: LossEvent, { date, fact }: TriggerDate): Answer {
  if (trigger.reportWithinDays === undefined) return NO;
  const reported = facts.reportedAt as number | undefined;
  if (reported === undefined) return open(false, 'reportedAt');
  if (date === undefined) return open(false, fact);
  return sure(reported > date + trigger.reportWithinDays * DAY);
}

type Region = 'japan' | 'world' | 'not_stated' | undefined;

/** Places outside the territory; where some are inside, the event is. */
function abroad(region: Region, { facts }: LossEvent, fact: string): Answer {
  const places = facts[fact] as readonly string[] | undefined;
  if (region === undefined || region === 'world') return NO;
  if (places === undefined) return open(false, fact);
  if (places.some(isJapan)) return NO;
  return region === 'japan' ? sure(true) : open(false, 'policy.territory');
}

function claimAbroad(policy: Policy, { trigger }: Part, { line }: Taken): Answer {
  const region = trigger.claimIn ?? policy.territory?.claim;
  if (line.claim === 0 || region === undefined || region === 'world') return NO;
  if (line.claimForum === undefined) return open(false, 'claims[].forum');
  if (isJapan(line.claimForum)) return NO;
  return region === 'japan' ? sure(true) : open(false, 'policy.territory');
}

const isJapan = (place: string): boolean => /^(jp|jpn|japan|日本)\b|^日本/i.test(place.trim());
