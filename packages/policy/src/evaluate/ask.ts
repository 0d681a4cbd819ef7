import type { Facts } from '@sonae/predicate';
import type { LossEvent, LossLine } from '../event/event.ts';
import { instantOf } from '../instants.ts';
import { predicateOf, readsScope, SCOPES, wordsOf } from '../predicates.ts';
import type { Policy } from '../schema/index.ts';
import { type Answer, NO, open, sure } from './answer.ts';

/** Objects a term may look at one by one; of an event they are lists. */
const ELEMENTS = { asset: 'assets', record: 'records' } as const;

/** Asks the predicates of one policy about one event. */
export type Asker = {
  /** The answer for each asset or record the predicate speaks of, for a line or for the event as a whole. */
  ask(source: string, line: LossLine | undefined, element: Facts): Answer;
  /** The assets and records a set of predicates goes through: one empty element where it speaks of none. */
  elements(sources: readonly string[], line: LossLine | undefined): readonly Facts[];
  /** Whether a predicate speaks of single lines. */
  isByLine(source: string): boolean;
  /** Whether it speaks of nothing else: then it is the same for every event. */
  isOnlyByLine(source: string): boolean;
};

/**
 * @param assumed facts taken as known on top of those stated
 */
export function askerOf(policy: Policy, event: LossEvent, assumed: Facts = {}): Asker {
  const words = wordsOf(policy);
  const names = words.map((word) => word.id);
  const stated: Facts = { ...event.facts, ...assumed };
  const facts: Record<string, unknown> = { ...stated, event: stated, policy: policyFacts(policy) };
  const openWords = new Map<string, readonly string[]>();
  words.forEach(({ id, when }, i) => {
    const { truth, deciding } = predicateOf(when, names.slice(0, i)).evaluate(facts);
    if (truth === 'unknown') openWords.set(id, expanded(deciding, openWords));
    else facts[id] = truth === 'yes';
  });

  /** Answers that depend on the event alone: many parts ask the same. */
  const known = new Map<string, Answer>();
  const answer = (source: string, line: LossLine | undefined, element: Facts): Answer => {
    const predicate = predicateOf(source, names);
    const elsewhere = SCOPES.filter((scope) => isElsewhere(scope, line)).map((scope) => `${scope}.`);
    const isElse = (path: string) => elsewhere.some((prefix) => path.startsWith(prefix));
    // A term about components says nothing of a cost, and the other way round.
    if (predicate.reads.length > 0 && predicate.reads.every(isElse)) return NO;
    const { truth, deciding } = predicate.evaluate({ ...facts, ...line?.facts, ...element });
    if (truth !== 'unknown') return sure(truth === 'yes');
    if (deciding.length > 0 && deciding.every(isElse)) return NO;
    return open(false, ...expanded(deciding, openWords));
  };

  return {
    ask: (source, line, element) => {
      if (line !== undefined || Object.keys(element).length > 0) return answer(source, line, element);
      const before = known.get(source);
      if (before) return before;
      const found = answer(source, line, element);
      known.set(source, found);
      return found;
    },
    elements: (sources, line) => {
      const read = (Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[]).filter((scope) =>
        sources.some((source) => readsScope(predicateOf(source, names), scope)),
      );
      return read.reduce<readonly Facts[]>(
        (all, scope) => {
          const stated = facts[ELEMENTS[scope]] as readonly Facts[] | undefined;
          const own = stated?.filter(
            (one) => line?.asset === undefined || scope !== 'asset' || one.id === line.asset,
          );
          if (own === undefined || own.length === 0) return all;
          return all.flatMap((base) => own.map((one) => ({ ...base, [scope]: one })));
        },
        [{}],
      );
    },
    isByLine: (source) => {
      const predicate = predicateOf(source, names);
      return (['component', 'cost', 'claim'] as const).some((scope) => readsScope(predicate, scope));
    },
    isOnlyByLine: (source) =>
      predicateOf(source, names).reads.every((path) => /^(component|cost|claim)(\.|$)/.test(path)),
  };
}

/** Whether an object is not there to be looked at: a cost has no component. */
function isElsewhere(scope: (typeof SCOPES)[number], line: LossLine | undefined): boolean {
  if (scope === 'component') return line?.kind !== 'component';
  if (scope === 'claim') return line?.kind !== 'component';
  if (scope === 'cost') return line?.kind !== 'cost';
  return false;
}

/** Deciding facts by their plain names; a word of the policy stands for the facts that decide it. */
function expanded(deciding: readonly string[], openWords: ReadonlyMap<string, readonly string[]>): string[] {
  return deciding.flatMap((path) => openWords.get(path) ?? [path.replace(/^event\./, '')]);
}

/** What predicates may ask of the policy itself. Without an earlier one, this period is the first. */
export function policyFacts({ period }: Policy): Facts {
  if (period === undefined) return {};
  const from = instantOf(period.from);
  const first = period.firstInception === undefined ? from : instantOf(period.firstInception);
  return { firstInception: first, from, to: instantOf(period.to) };
}
