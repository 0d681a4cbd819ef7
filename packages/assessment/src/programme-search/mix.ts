/** What a mix of controls and policies leaves: yearly mean, and mean of the worst years, in yen. */
export type Losses = { readonly mean: number; readonly tail: number };

/**
 * A choice of one option for each decision, in a fixed order. A prefix is the options of the first decisions.
 *
 * `cost` and `losses` of a prefix may not exceed those of any completion of it: then nothing good is ever cut off. Of a
 * complete selection they are exact.
 */
export type MixProblem = {
  readonly decisions: readonly { readonly id: string; readonly options: number }[];
  /** Yen a year that is spent; infinite where the selection cannot be had. */
  cost(prefix: readonly number[]): number;
  losses(prefix: readonly number[]): Losses;
};

export type MixPoint = Losses & {
  readonly selection: readonly number[];
  readonly cost: number;
  /** cost + mean: what preparing and suffering come to in an average year. */
  readonly total: number;
};

/** How it is known that nothing better exists. */
export type Certificate = {
  /** Whether every selection within the budget was measured or ruled out. */
  readonly exact: boolean;
  /** How far, at most, an unseen selection could lie below the best ones found, as a share of them. 0 where exact. */
  readonly gap: { readonly tail: number; readonly total: number };
  /** All selections there are. */
  readonly selections: number;
  readonly measured: number;
  readonly beyondBudget: number;
  /** Branches cut because a selection already measured is at least as good in both respects as anything in them. */
  readonly dominated: number;
  readonly open: number;
};

export type MixResult = {
  /** No selection within the budget has a lower tail; none has a lower total. Undefined where nothing can be had. */
  readonly lowestTail?: MixPoint;
  readonly lowestTotal?: MixPoint;
  /** Every selection that no other one beats in both total and tail, by rising total. */
  readonly frontier: readonly MixPoint[];
  readonly certificate: Certificate;
};

/**
 * Finds all best mixes under a budget by branch and bound: a branch is cut only where its least cost exceeds the
 * budget, or where some measured selection is at least as good in total and in tail as the branch could ever be.
 *
 * @param most selections that may be measured; beyond it the rest stays open and the gap is stated
 */
export function searchMix(problem: MixProblem, budget: number, most = Number.POSITIVE_INFINITY): MixResult {
  const { decisions } = problem;
  let frontier: MixPoint[] = [];
  let measured = 0;
  let beyondBudget = 0;
  let dominated = 0;
  const open: Bound[] = [];

  const isDominated = ({ total, tail }: Bound): boolean =>
    frontier.some((point) => point.total <= total && point.tail <= tail);

  /** The least a prefix can come to, or nothing where it costs too much. */
  const boundOf = (prefix: readonly number[]): Omit<MixPoint, 'selection'> | undefined => {
    const cost = problem.cost(prefix);
    if (cost > budget) {
      beyondBudget += 1;
      return undefined;
    }
    const { mean, tail } = problem.losses(prefix);
    return { cost, mean, tail, total: cost + mean };
  };

  const visit = (prefix: readonly number[], bound: Bound): void => {
    const decision = decisions[prefix.length];
    const complete = prefix.length + 1 === decisions.length;
    if (measured + (complete ? decision.options : 1) > most) {
      open.push(bound);
      return;
    }
    if (complete) measured += decision.options;
    const children = Array.from({ length: decision.options }, (_, option) => [...prefix, option])
      .flatMap((child) => {
        const least = boundOf(child);
        return least ? [{ child, least }] : [];
      })
      .sort((a, b) => a.least.total - b.least.total || a.least.tail - b.least.tail);
    for (const { child, least } of children) {
      if (isDominated(least)) dominated += 1;
      else if (complete) keep({ selection: child, ...least });
      else visit(child, least);
    }
  };

  const keep = (point: MixPoint): void => {
    frontier = [...frontier.filter((other) => other.total < point.total || other.tail < point.tail), point];
  };

  const root = boundOf([]);
  if (root && decisions.length === 0) keep({ selection: [], ...root });
  else if (root) visit([], root);

  frontier.sort((a, b) => a.total - b.total || a.tail - b.tail);
  const [lowestTotal] = frontier;
  const lowestTail = frontier.at(-1);
  const gapOf = (key: keyof Bound, best: number | undefined): number => {
    if (open.length === 0) return 0;
    const least = open.reduce((min, bound) => Math.min(min, bound[key]), Number.POSITIVE_INFINITY);
    return best === undefined || best === 0 ? 1 : Math.max(0, 1 - least / best);
  };
  return {
    lowestTail,
    lowestTotal,
    frontier,
    certificate: {
      exact: open.length === 0,
      gap: { tail: gapOf('tail', lowestTail?.tail), total: gapOf('total', lowestTotal?.total) },
      selections: decisions.reduce((product, { options }) => product * options, 1),
      measured,
      beyondBudget,
      dominated,
      open: open.length,
    },
  };
}

type Bound = { readonly total: number; readonly tail: number };
