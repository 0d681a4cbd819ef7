import { PPM } from '@sonae/core';
import type { LossLine } from '../event/event.ts';
import { idsOf } from '../heads.ts';
import { isLifted } from '../riders.ts';
import type { Condition, Exclusion, Part, PartHead, Policy } from '../schema/index.ts';
import { type Answer, both, either, NO, negate, open, presuming, YES } from './answer.ts';
import type { Asker } from './ask.ts';
import { clauseOf, type Effect, type Gate, STRIKE } from './gate.ts';

/** A line of a turn with the head of the part it falls under. */
export type Taken = { readonly line: LossLine; readonly head: PartHead };

/** Exclusions and conditions that speak of a part, asked of the lines of one turn. */
export function clauseGates(policy: Policy, part: Part, taken: readonly Taken[], asker: Asker): Gate[] {
  const exclusions = (policy.exclusions ?? [])
    .filter((exclusion) => concerns(exclusion, part.id) && !isLifted(policy, exclusion))
    .flatMap((exclusion) => exclusionGates(policy, part, exclusion, taken, asker));
  const conditions = (policy.conditions ?? [])
    .filter((condition) => concerns(condition, part.id))
    .flatMap((condition) => conditionGates(policy, part, condition, taken, asker));
  return [...exclusions, ...conditions];
}

/** Whether an exclusion or condition speaks of a part. */
export function concerns({ parts }: Pick<Exclusion, 'parts'>, partId: string): boolean {
  return parts === undefined || parts === 'all' || parts.includes(partId);
}

function exclusionGates(
  policy: Policy,
  part: Part,
  exclusion: Exclusion,
  taken: readonly Taken[],
  asker: Asker,
): Gate[] {
  const unless = [exclusion.unless ?? []].flat();
  const sources = [exclusion.when, ...unless];
  const byLine = exclusion.effect === 'component' || sources.some(asker.isByLine);
  const reason = {
    id: 'exclusion',
    policy: policy.id,
    part: part.id,
    clause: clauseOf(`exclusions.${exclusion.id}`, exclusion.src),
    source: exclusion.src,
  } as const;
  const gate = (answer: Answer, lines: readonly number[], scope: string): Gate => ({
    key: `${policy.id}/${exclusion.id}/${scope}`,
    answer,
    effect: effectOf(exclusion, taken, lines),
    lines,
    reason,
  });
  const all = taken.map((_, i) => i);
  const isAsset = sources.some((source) => /\basset\b/.test(source)) && taken.some(({ line }) => line.asset);
  if (!byLine && !isAsset) return [gate(excludedAnswer(exclusion, unless, undefined, asker), all, 'event')];
  const answers = taken.map(({ line }) => excludedAnswer(exclusion, unless, line, asker));
  // An exclusion of the whole looks at components to find out whether it holds at all.
  if (exclusion.effect === 'all' && byLine && !isAsset)
    return [gate(answers.reduce(either, NO), all, 'whole')];
  // What an exclusion caps, it caps together.
  if (exclusion.effect === 'cap')
    return capGates(answers, (answer, lines, scope) => gate(answer, lines, scope));
  const gates = answers.map((answer, i) => gate(answer, [i], taken[i].line.id));
  return [...gates, ...actualLossGates(exclusion, gates, taken)];
}

/** Lines that fall under a cap for sure stand together; those of which it is not known are asked together. */
function capGates(
  answers: readonly Answer[],
  gate: (answer: Answer, lines: readonly number[], scope: string) => Gate,
): Gate[] {
  const where = (wanted: (answer: Answer) => boolean) =>
    answers.flatMap((answer, i) => (wanted(answer) ? [i] : []));
  const sure = where((answer) => answer.truth === 'yes');
  const unsure = where((answer) => answer.truth !== 'no');
  const doubt = answers.filter((answer) => answer.truth === 'unknown').reduce(either, NO);
  return [
    ...(sure.length > 0 ? [gate(YES, sure, 'cap')] : []),
    ...(unsure.length > sure.length ? [gate(doubt, unsure, 'cap/open')] : []),
  ];
}

/**
 * Whether the exclusion bites: for any asset or record, `when` holds and no carve-back does. What nobody knows counts
 * against whoever must prove: the insurer the exclusion and the insured the carve-back, unless the wording turns it.
 */
export function excludedAnswer(
  { when, burden = 'insurer' }: Exclusion,
  unless: readonly string[],
  line: LossLine | undefined,
  asker: Asker,
): Answer {
  const answers = asker.elements([when, ...unless], line).map((element) => {
    const applies = presuming(asker.ask(when, line, element), burden === 'insured');
    const saved = unless.map((text) => presuming(asker.ask(text, line, element), burden === 'insurer'));
    return both(applies, negate(saved.reduce(either, NO)));
  });
  return answers.reduce(either, NO);
}

function effectOf(exclusion: Exclusion, taken: readonly Taken[], lines: readonly number[]): Effect {
  if (exclusion.effect === 'cap') return { kind: 'cap', amount: exclusion.cap ?? 0 };
  if (exclusion.keepUpTo !== 'actual_loss') return STRIKE;
  const amounts = new Map(lines.map((i) => [i, actualLoss(taken[i].line) ?? taken[i].line.amount]));
  return { kind: 'keep', amounts };
}

function actualLoss(line: LossLine): number | undefined {
  return (line.facts.component as { actualLoss?: number } | undefined)?.actualLoss;
}

/** Where an agreed sum stays covered up to the actual loss and nobody has said how much that is, it may be nothing. */
function actualLossGates(exclusion: Exclusion, gates: readonly Gate[], taken: readonly Taken[]): Gate[] {
  if (exclusion.keepUpTo !== 'actual_loss') return [];
  return gates.flatMap((gate) => {
    const { line } = taken[gate.lines[0]];
    if (gate.answer.truth === 'no' || actualLoss(line) !== undefined) return [];
    const answer = both(gate.answer, open(true, 'claims[].components[].actualLoss'));
    return [{ ...gate, key: `${gate.key}/actual_loss`, answer, effect: STRIKE }];
  });
}

function conditionGates(
  policy: Policy,
  part: Part,
  condition: Condition,
  taken: readonly Taken[],
  asker: Asker,
): Gate[] {
  const lines = taken.flatMap(({ head }, i) =>
    condition.heads === undefined || idsOf(head).some((id) => condition.heads?.includes(id)) ? [i] : [],
  );
  if (lines.length === 0) return [];
  return [
    {
      key: `${policy.id}/${condition.id}`,
      answer: conditionAnswer(condition, asker),
      effect:
        condition.effect === 'reduce'
          ? { kind: 'scale', ppm: Math.round((condition.to ?? 0) * PPM) }
          : STRIKE,
      lines,
      reason: {
        id: 'condition',
        policy: policy.id,
        part: part.id,
        clause: clauseOf(`conditions.${condition.id}`, condition.src),
        source: condition.src,
      },
    },
  ];
}

/** Whether a condition is broken, with the consequence it needs. */
export function conditionAnswer(condition: Condition, asker: Asker): Answer {
  const broken = asker
    .elements([condition.when], undefined)
    .map((element) => negate(asker.ask(condition.when, undefined, element)))
    .reduce(either, NO);
  // A condition nobody speaks of is presumed to be kept, unless the insured must show it.
  const presumed = condition.burden === 'insured';
  const answer = presuming(broken, presumed);
  if (condition.effect !== 'deny_if_prejudice') return answer;
  return both(answer, presuming(asker.ask('insurerPrejudiced', undefined, {}), presumed));
}
