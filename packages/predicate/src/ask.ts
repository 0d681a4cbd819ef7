import { type CelResult, isCelError, plan } from '@bufbuild/cel';
import type { Issue } from '@sonae/core';
import { type Answer, choose, decide, decideOne, NO, negate, YES } from './answer.ts';
import { type Bindings, isMissing, malformed, withVariable } from './bindings.ts';
import { environment } from './cel.ts';
import type { Remark } from './finding.ts';
import { type Bound, elementsOf, needsAll, readsOf } from './reads.ts';
import { failedEvaluation } from './remarks.ts';
import type { MacroTerm, Term } from './term.ts';

/** A question made ready to be asked of any facts. */
export type Ask = (bindings: Bindings) => Answer;

/** Gives a remark its place. */
export type Locate = (at: number, remark: Remark) => Issue;

/**
 * Makes a boolean term ready: `&&`, `||`, `!`, `?:`, `exists`, `all` and `exists_one` are decided in Kleene's logic;
 * everything below them is a leaf that CEL computes.
 */
export function askOf(term: Term, locate: Locate, bound: Bound = new Map()): Ask {
  if (term.kind === 'macro') {
    const isQuestion = term.macro !== 'filter' && term.macro !== 'map';
    return isQuestion ? askElements(term, locate, bound) : askLeaf(term, locate, bound);
  }
  if (term.kind !== 'call' || !/^(_&&_|_\|\|_|!_|_\?_:_)$/.test(term.name))
    return askLeaf(term, locate, bound);
  const parts = term.args.map((part) => askOf(part, locate, bound));
  const [first, second, third] = parts;
  switch (term.name) {
    case '_&&_':
      return (bindings) => decide(parts, (part) => part(bindings), 'no');
    case '_||_':
      return (bindings) => decide(parts, (part) => part(bindings), 'yes');
    case '!_':
      return (bindings) => negate(first(bindings));
    default:
      return (bindings) =>
        choose(
          first(bindings),
          () => second(bindings),
          () => third(bindings),
        );
  }
}

function askElements(term: MacroTerm, locate: Locate, bound: Bound): Ask {
  const list = computed(term.range, locate, bound);
  const labels = elementsOf(term.range, bound).flatMap((read) => read.labels);
  const inner = new Map(bound).set(term.variable, [{ root: term.variable, steps: [], labels }]);
  const condition = askOf(term.condition!, locate, inner);
  return (bindings) => {
    const found = list(bindings);
    if ('answer' in found) return found.answer;
    const items = found.value as Iterable<unknown>;
    const ask = (item: unknown) => condition(withVariable(bindings, term.variable, item));
    if (term.macro === 'exists_one') return decideOne(items, ask);
    return decide(items, ask, term.macro === 'exists' ? 'yes' : 'no');
  };
}

function askLeaf(term: Term, locate: Locate, bound: Bound): Ask {
  const value = computed(term, locate, bound);
  return (bindings) => {
    const found = value(bindings);
    if ('answer' in found) return found.answer;
    return found.value ? YES : NO;
  };
}

/**
 * A value CEL computes, or the answer where it cannot: unknown because facts are missing, else an error. Where CEL
 * would need every fact it is not asked before all are known: the error it answers with costs ten times an evaluation.
 */
function computed(term: Term, locate: Locate, bound: Bound) {
  const run = plan(environment(), term.expr) as (bindings: Bindings) => CelResult;
  const reads = readsOf(term, bound);
  const unknown = (bindings: Bindings): { answer: Answer } | undefined => {
    const missing = reads.filter((read) => isMissing(read, bindings));
    if (missing.length === 0) return undefined;
    return { answer: { truth: 'unknown', deciding: missing.flatMap((read) => read.labels) } };
  };
  const failed = (bindings: Bindings, reason: string): { answer: Answer } => {
    const wrong = reads.map((read) => malformed(read, bindings)).find((issue) => issue !== undefined);
    const error = wrong ?? locate(term.at, failedEvaluation(reason));
    return { answer: { truth: 'unknown', deciding: [], error } };
  };
  const first = needsAll(term) ? unknown : () => undefined;
  return (bindings: Bindings): { value: unknown } | { answer: Answer } => {
    const open = first(bindings);
    if (open) return open;
    const value = run(bindings);
    return isCelError(value) ? (unknown(bindings) ?? failed(bindings, value.message)) : { value };
  };
}
