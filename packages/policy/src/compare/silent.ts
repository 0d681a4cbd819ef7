import type { Policy, TermSource } from '../schema/index.ts';

/** Whether a change leaves the insured with less, with more, or cannot be told by itself. */
export type Direction = 'narrower' | 'wider' | 'other';

/** One term that is not what it was. */
export type TermChange = {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly direction: Direction;
  /** The clause stands in the same form, edition and number as before although it says something else. */
  readonly sameClause: boolean;
  readonly source?: TermSource;
};

/** What changed between the policy that expires and the one that is offered. */
export type SilentChanges = {
  readonly expiring: string;
  readonly offered: string;
  readonly changes: readonly TermChange[];
};

/** Terms that are no wording: they change every year, or say where a term stands. */
const NOT_WORDING = new Set(['id', 'period', 'premium', 'rating', 'src', 'forms', 'fictional', 'product']);

/**
 * Every term of the wording that differs between two editions, by path; elements of lists go by their id, so their order
 * does not matter. The narrower ones come first.
 */
export function silentChanges(expiring: Policy, offered: Policy): SilentChanges {
  const before = termsOf(expiring);
  const after = termsOf(offered);
  const paths = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => !cameOrWent(path, before, after))
    .sort();
  const changes = paths.flatMap((path): TermChange[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (JSON.stringify(old?.value) === JSON.stringify(now?.value)) return [];
    const source = now?.source ?? old?.source;
    return [
      {
        path,
        before: old?.value ?? null,
        after: now?.value ?? null,
        direction: directionOf(path, old?.value, now?.value),
        sameClause: sameClause(old?.source, now?.source),
        source,
      },
    ];
  });
  const rank: Readonly<Record<Direction, number>> = { narrower: 0, other: 1, wider: 2 };
  return {
    expiring: expiring.id,
    offered: offered.id,
    changes: changes.sort((a, b) => rank[a.direction] - rank[b.direction]),
  };
}

/** Whether something above the term came or went as a whole: then that is the change. */
function cameOrWent(
  path: string,
  before: ReadonlyMap<string, Term>,
  after: ReadonlyMap<string, Term>,
): boolean {
  const steps = path.split('.');
  return steps.slice(1).some((_, i) => {
    const above = steps.slice(0, i + 1).join('.');
    return (before.has(above) || after.has(above)) && before.has(above) !== after.has(above);
  });
}

type Term = { readonly value: unknown; readonly source?: TermSource };

/** The terms of a policy as leaves, with the nearest pointer above each. A list of plain words is one leaf, sorted. */
function termsOf(policy: Policy): Map<string, Term> {
  const terms = new Map<string, Term>();
  const visit = (value: unknown, path: string, above: TermSource | undefined): void => {
    if (Array.isArray(value)) {
      const named = value.filter(isNamed);
      if (named.length < value.length || value.length === 0) {
        const ordered = path.endsWith('.order') ? value : [...value].sort();
        terms.set(path, { value: ordered, source: above });
      } else for (const item of named) visit({ ...item, id: undefined }, `${path}.${nameOf(item)}`, above);
      return;
    }
    if (typeof value === 'object' && value !== null) {
      const source = (value as { src?: TermSource }).src ?? above;
      const entries = Object.entries(value).filter(
        ([key, inner]) => inner !== undefined && !(NOT_WORDING.has(key) && (path === '' || key === 'src')),
      );
      if (path !== '') terms.set(path, { value: true, source });
      for (const [key, inner] of entries) visit(inner, path === '' ? key : `${path}.${key}`, source);
      return;
    }
    terms.set(path, { value, source: above });
  };
  visit(policy, '', policy.src);
  return terms;
}

type Named = {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly area?: string;
  readonly kind?: string;
};

function isNamed(item: unknown): item is Named {
  return (
    typeof item === 'object' &&
    item !== null &&
    ['id', 'ids', 'area', 'kind'].some((key) => Object.hasOwn(item, key))
  );
}

function nameOf({ id, ids, area, kind }: Named): string {
  return id ?? ids?.join('+') ?? area ?? kind ?? '';
}

/** Terms of which more is better for the insured, and of which less is. */
const MORE_IS_WIDER =
  /(^limits\..*\.(amount|alsoPer.*)|\.pct|\.limit|\.unitCap\..*|\.maxDays|\.window\.days|\.cap|\.to)$/;
const LESS_IS_WIDER = /(\.retention(\..*)?\.(amount|hours)|\.retention\.hours)$/;
/** Lists and objects that give when they are there, and those that take. */
const GIVES = /^(parts|services|riders)(\.|$)|\.(heads|claimants|unless)(\.|$)/;
const TAKES = /^(exclusions|conditions|not_stated)(\.|$)|\.(consent|notIf|outsourcedOnly)$/;

/** Words of which a later one gives less. */
const FALLING: readonly (readonly unknown[])[] = [
  ['none', 'any_unless_known', 'since_date', 'since_first_inception'],
  ['world', 'japan'],
  ['insurer', 'counted_as_loss', 'insured'],
  [undefined, 'prior', 'prior_written'],
];

function directionOf(path: string, before: unknown, after: unknown): Direction {
  const falling = FALLING.find((words) => words.includes(before) && words.includes(after));
  if (falling) return falling.indexOf(after) > falling.indexOf(before) ? 'narrower' : 'wider';
  const [was, is] = [sizeOf(before), sizeOf(after)];
  if (was !== undefined && is !== undefined && (MORE_IS_WIDER.test(path) || LESS_IS_WIDER.test(path))) {
    return is > was === MORE_IS_WIDER.test(path) ? 'wider' : 'narrower';
  }
  const added = before === undefined;
  const removed = after === undefined;
  if (/\.unless$/.test(path) && (added || removed)) return added ? 'wider' : 'narrower';
  // A bound that appears binds, a bound that goes frees.
  if (MORE_IS_WIDER.test(path) && (added || removed)) return added ? 'narrower' : 'wider';
  if (TAKES.test(path) && (added || removed)) return added ? 'narrower' : 'wider';
  if (GIVES.test(path) && (added || removed)) return added ? 'wider' : 'narrower';
  if (Array.isArray(before) && Array.isArray(after) && GIVES.test(path)) {
    const lost = before.some((item) => !after.includes(item));
    const won = after.some((item) => !before.includes(item));
    if (lost !== won) return lost ? 'narrower' : 'wider';
  }
  return 'other';
}

function sizeOf(value: unknown): number | undefined {
  return value === 'unlimited' ? Number.POSITIVE_INFINITY : typeof value === 'number' ? value : undefined;
}

function sameClause(a: TermSource | undefined, b: TermSource | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.form === b.form &&
    a.edition === b.edition &&
    a.clause === b.clause
  );
}
