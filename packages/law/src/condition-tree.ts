import { parseTerm } from '@sonae/predicate/term';
import type { Condition } from './condition.ts';

type Term = NonNullable<ReturnType<typeof parseTerm>>;

/** A CEL condition as a tree, or undefined where it is more than rules of the law need. For the build. */
export function conditionOf(source: string): Condition | undefined {
  const term = parseTerm(source, () => {});
  return term && read(term);
}

function read(term: Term): Condition | undefined {
  const fact = factOf(term);
  if (fact !== undefined) return { fact };
  if (term.kind !== 'call') return undefined;
  const { name, args } = term;
  if (name === '_==_' || name === '_>_' || name === '_>=_') return compared(name, args);
  const parts = args.map(read).filter((part) => part !== undefined);
  if (parts.length < args.length) return undefined;
  if (name === '_&&_') return { all: parts };
  if (name === '_||_') return { any: parts };
  return name === '!_' ? { not: parts[0] } : undefined;
}

const OPERATORS = { '_==_': '==', '_>_': '>', '_>=_': '>=' } as const;

function compared(name: keyof typeof OPERATORS, [left, right]: readonly Term[]): Condition | undefined {
  const fact = factOf(left);
  if (fact === undefined || right.kind !== 'literal' || typeof right.value === 'boolean') return undefined;
  const value = typeof right.value === 'bigint' ? Number(right.value) : right.value;
  return { fact, is: OPERATORS[name], value };
}

/** `persons.most` of a name or a field of one. */
function factOf(term: Term): string | undefined {
  if (term.kind === 'name') return term.name;
  if (term.kind !== 'field') return undefined;
  const of = factOf(term.of);
  return of === undefined ? undefined : `${of}.${term.field}`;
}
