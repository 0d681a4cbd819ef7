import { keyOf, philox, unit, words } from '../random/philox.ts';
import { headDraws, STREAM } from './addresses.ts';
import { type Blueprint, commonShare, type HeadPlan, type ScenarioPlan, type Size } from './blueprint.ts';
import { ROUNDER } from './coefficients.ts';
import { countAt } from './counts.ts';
import { lookUpSingle } from './quantiles.ts';
import { exp2, normalPair } from './singles.ts';

/** One event of a portfolio, replayed. */
export type PortfolioEvent = {
  readonly scenario: number;
  readonly index: number;
  /** Year within the block. */
  readonly year: number;
  readonly gross: number;
  /** What the event terms pay, before the annual ones. */
  readonly insured: number;
  /** By head, before any term. */
  readonly heads: readonly number[];
};

/** Totals of the years of one block, before and after the annual terms. */
export type PortfolioYears = { readonly gross: Float64Array; readonly insured: Float64Array };

/** Plays blocks in plain TypeScript: the reference of the kernel, to the bit, and its fallback. */
export type ReferencePlayer = {
  block(block: number): PortfolioYears & { readonly events: number; readonly headInsured: Float64Array };
  /** The events of a block, one after the other. */
  events(block: number, visit: (event: PortfolioEvent) => void): void;
};

const f = Math.fround;

export function createReference(blueprint: Blueprint, seed: number): ReferencePlayer {
  const [key0, key1] = keyOf(seed);
  const { scenarios, heads, blockYears, portfolio, normals } = blueprint;
  const { event: eventTerms, annual } = portfolio.terms;
  const yearBits = Math.log2(blockYears);
  const scores = new Float32Array(Math.max(4, normals + 1));
  const amounts = new Array<number>(heads.length).fill(0);
  const headPaid = new Float32Array(heads.length);
  const years = { gross: new Float64Array(blockYears), insured: new Float64Array(blockYears) };
  const draw = (index: number, owner: number, block: number, stream: number) =>
    philox(index, owner, block, stream, key0, key1);

  return {
    block: (block) => {
      years.gross.fill(0);
      years.insured.fill(0);
      const headInsured = new Float64Array(heads.length);
      // Sums of heads run in four lanes of singles, as in the kernel.
      const headLanes = new Float32Array(heads.length * 4);
      let count = 0;
      visitEvents(block, (_scenario, index, year, gross, insured) => {
        years.gross[year] += gross;
        years.insured[year] += insured;
        count += 1;
        const lane = index & 3;
        for (let h = 0; h < heads.length; h++) headLanes[h * 4 + lane] += headPaid[h];
      });
      for (let h = 0; h < heads.length; h++) {
        headInsured[h] =
          headLanes[h * 4] + headLanes[h * 4 + 1] + headLanes[h * 4 + 2] + headLanes[h * 4 + 3];
      }
      for (let y = 0; y < blockYears; y++) {
        years.insured[y] = Math.min(Math.max(years.insured[y] - annual.deductible, 0), annual.limit);
      }
      return { ...years, events: count, headInsured };
    },
    events: (block, visit) =>
      visitEvents(block, (scenario, index, year, gross, insured) =>
        visit({ scenario, index, year, gross, insured, heads: heads.length > 0 ? [...amounts] : [] }),
      ),
  };

  type Visit = (scenario: number, index: number, year: number, gross: number, insured: number) => void;

  function visitEvents(block: number, visit: Visit): void {
    scenarios.forEach((scenario, s) => {
      draw(-1, scenario.owner, block, STREAM.count);
      const count = countAt(scenario.counts, unit(words[0], words[1]));
      if (!scenario.clusterSizes) {
        for (let i = 0; i < count; i++) visitEvent(scenario, s, i, block, undefined, visit);
        return;
      }
      let index = 0;
      for (let cluster = 0; cluster < count; cluster++) {
        draw(cluster, scenario.owner, block, STREAM.cluster);
        const year = words[0] >>> (32 - yearBits);
        const size = countAt(scenario.clusterSizes, unit(words[2], words[3]));
        for (let k = 0; k < size; k++) visitEvent(scenario, s, index++, block, year, visit);
      }
    });
  }

  function visitEvent(
    scenario: ScenarioPlan,
    number: number,
    i: number,
    block: number,
    given: number | undefined,
    visit: Visit,
  ): void {
    const { owner } = scenario;
    if (heads.length > 0) {
      const { draws, yearWord } = headDraws(normals);
      let yearAt = 0;
      for (let d = 0; d < draws; d++) {
        draw(i, owner, block, STREAM.heads + d);
        const [a, b, e, g] = words;
        for (let w = 0; w < 4; w += 2) {
          const n = d * 4 + w;
          if (n < normals) normalPair(w === 0 ? a : e, w === 0 ? b : g, scores, n);
        }
        if (yearWord >> 2 === d) yearAt = words[yearWord & 3] >>> (32 - yearBits);
      }
      const { gross, insured } = headsOf(scenario);
      visit(number, i, given ?? yearAt, gross, insured);
      return;
    }
    const x = sizeOfEvent(scenario, i, block);
    const year = given ?? yearOfEvent(owner, i, block);
    let y = x;
    if (eventTerms.deductible > 0) y = Math.max(0, y - eventTerms.deductible);
    y = Math.min(y, eventTerms.limit);
    visit(number, i, year, x, eventTerms.share === 1 ? y : y * eventTerms.share);
  }

  function yearOfEvent(owner: number, i: number, block: number): number {
    draw(4 * (i >> 5) + (i & 3), owner, block, STREAM.year);
    const word = words[(i >> 2) & 3];
    return ((i & 16) === 0 ? word & 0xffff : word >>> 16) >>> (16 - yearBits);
  }

  function sizeOfEvent({ owner, size }: ScenarioPlan, i: number, block: number): number {
    if (size.kind === 'constant') return size.value;
    draw(4 * (i >> 4) + (i & 3), owner, block, STREAM.size);
    const j = (i >> 2) & 3;
    if (size.kind === 'empirical') return empirical(size.alias, words[j]);
    normalPair(words[j & 2], words[(j & 2) + 1], scores, 0);
    return amountAt(size, scores[j & 1]);
  }

  function amountAt(size: Size, z: number): number {
    if (size.kind === 'lognormal') return exp2(f(f(z * size.scale) + size.shift), size.rounder);
    if (size.kind === 'table') return lookUpSingle(size.table, z);
    if (size.kind === 'constant') return size.value;
    throw new Error('an empirical size has no normal score');
  }

  /** Weighted sum of the independent scores, in the order the kernel adds them. */
  function scoreOf({ weights }: HeadPlan, factor: number): number {
    let sum = 0;
    for (let j = 0; j < weights.length; j++) {
      if (weights[j] !== 0) sum = f(sum + f(scores[j] * f(weights[j] * factor)));
    }
    return sum;
  }

  function headsOf({ size, medianExponent }: ScenarioPlan): { gross: number; insured: number } {
    const lognormal = size.kind === 'lognormal';
    const driver = lognormal ? f(f(scores[0] * size.scale) + size.shift) : 0;
    const severity = lognormal ? 0 : amountAt(size, scores[0]);
    const oneShare = commonShare(heads);
    let gross = 0;
    let paid = 0;
    heads.forEach((head, h) => {
      const x = amountOfHead(head);
      amounts[h] = x;
      gross = h === 0 ? x : f(gross + x);
      const y = layerOf(x, head.terms, oneShare === undefined);
      headPaid[h] = y;
      paid = h === 0 ? y : f(paid + y);
    });
    if (oneShare !== undefined && oneShare !== 1) paid = f(paid * f(oneShare));
    return { gross, insured: layerOf(paid, eventTerms, true) };

    function amountOfHead(head: HeadPlan): number {
      const { amount } = head;
      if (amount.kind === 'own') {
        const own = amount.size;
        if (own.kind === 'lognormal') return exp2(f(scoreOf(head, own.scale) + own.shift), own.rounder);
        return amountAt(own, own.kind === 'table' ? scoreOf(head, 1) : 0);
      }
      const own = f(scoreOf(head, amount.scale) + f(amount.shift));
      if (amount.kind === 'median') {
        return lognormal
          ? exp2(f(own + size.shift), size.rounder)
          : exp2(f(own + f(medianExponent)), ROUNDER);
      }
      return lognormal ? exp2(f(own + driver), size.rounder) : f(severity * exp2(own, ROUNDER));
    }
  }
}

function layerOf(x: number, { deductible, limit, share }: HeadPlan['terms'], withShare: boolean): number {
  let y = x;
  if (deductible > 0) y = Math.max(0, f(y - f(deductible)));
  if (limit < Number.POSITIVE_INFINITY) y = Math.min(f(limit), y);
  return withShare && share !== 1 ? f(y * f(share)) : y;
}

function empirical(alias: Extract<Size, { kind: 'empirical' }>['alias'], word: number): number {
  const n = alias.thresholds.length;
  // 32 × 32 bits do not fit a double: the high part first, then what is left.
  const product = BigInt(word >>> 0) * BigInt(n);
  const cell = Number(product >> 32n);
  return Number(product & 0xffffffffn) < alias.thresholds[cell] ? alias.below[cell] : alias.above[cell];
}
