import type { Term } from './term.ts';

/** A fact a term reads: where its value starts, the way down from there, and the paths it is known by. */
export type Read = {
  readonly root: string;
  readonly steps: readonly string[];
  readonly labels: readonly string[];
};

/** What the variables of macros stand for. */
export type Bound = ReadonlyMap<string, readonly Read[]>;

/** Any element of a list. */
export const EACH = '[]';

/**
 * Every fact a term reads. Fields of list elements are `actors[].intent`, and the list itself is read too; an element
 * as a whole is not, the list says enough.
 */
export function readsOf(term: Term, bound: Bound = new Map()): Read[] {
  const reads = isPath(term) ? pathsOf(term, bound) : [];
  return [...reads.filter((read) => read.steps.at(-1) !== EACH), ...partsOf(term, bound)];
}

/** Whether a term has no value while any fact it reads is unknown: no part of it is chosen, absorbed or one of many. */
export function needsAll(term: Term): boolean {
  switch (term.kind) {
    case 'field':
    case 'has':
      return needsAll(term.of);
    case 'list':
      return term.items.every(needsAll);
    case 'call': {
      const parts = term.target ? [term.target, ...term.args] : term.args;
      return !/^(_&&_|_\|\|_|_\?_:_|_\[_\])$/.test(term.name) && parts.every(needsAll);
    }
    default:
      return term.kind !== 'macro';
  }
}

/** What the elements of a list may be: `actors[]`. */
export function elementsOf(list: Term, bound: Bound): Read[] {
  if (list.kind === 'list') return list.items.flatMap((item) => pathsOf(item, bound));
  if (list.kind === 'macro') {
    const inner = new Map(bound).set(list.variable, elementsOf(list.range, bound));
    return list.step ? pathsOf(list.step, inner) : elementsOf(list.range, bound);
  }
  if (list.kind === 'call' && list.name === '_+_')
    return list.args.flatMap((part) => elementsOf(part, bound));
  if (list.kind === 'call' && list.name === '_?_:_') {
    return list.args.slice(1).flatMap((part) => elementsOf(part, bound));
  }
  return pathsOf(list, bound).map((read) => extend(read, EACH));
}

/** The facts a chain of names, fields and indexes may mean; more than one where `?:` chooses between them. */
function pathsOf(term: Term, bound: Bound): Read[] {
  if (term.kind === 'name') {
    const own = { root: term.name, steps: [], labels: [term.name] };
    return [...(bound.get(term.name) ?? [own])];
  }
  if (term.kind === 'field') return pathsOf(term.of, bound).map((read) => extend(read, term.field));
  if (term.kind === 'call' && term.name === '_[_]') return elementsOf(term.args[0], bound);
  if (term.kind === 'call' && term.name === '_?_:_') {
    return term.args.slice(1).flatMap((part) => pathsOf(part, bound));
  }
  return [];
}

function isPath(term: Term): boolean {
  return term.kind === 'name' || term.kind === 'field' || (term.kind === 'call' && term.name === '_[_]');
}

function partsOf(term: Term, bound: Bound): Read[] {
  switch (term.kind) {
    case 'field':
      return isPath(term.of) ? partsOf(term.of, bound) : readsOf(term.of, bound);
    case 'has':
      return readsOf(term.of, bound);
    case 'list':
      return term.items.flatMap((item) => readsOf(item, bound));
    case 'call': {
      const parts = term.target ? [term.target, ...term.args] : term.args;
      return parts.flatMap((part) => readsOf(part, bound));
    }
    case 'macro': {
      const inner = new Map(bound).set(term.variable, elementsOf(term.range, bound));
      const bodies = [term.condition, term.step].filter((body) => body !== undefined);
      return [...readsOf(term.range, bound), ...bodies.flatMap((body) => readsOf(body, inner))];
    }
    default:
      return [];
  }
}

function extend({ root, steps, labels }: Read, step: string): Read {
  const suffix = step === EACH ? EACH : `.${step}`;
  return { root, steps: [...steps, step], labels: labels.map((label) => label + suffix) };
}
