import type { Coder, Place, Value } from '../../wasm/coder.ts';
import { exp2, lanesOf } from '../../wasm/singles.ts';
import { type Blueprint, commonShare, type HeadPlan, type Size } from '../blueprint.ts';
import { ROUNDER } from '../coefficients.ts';
import { tableLanes } from './cubic-table.ts';
import { singlesLayer } from './layers.ts';
import { type Layout, lastCell, PARAMETER } from './layout.ts';
import { sizeOfLanes } from './sizes.ts';

/** Writes the heads of four events; returns what they sum to and what the event terms pay of it. */
export type WriteHeads = (
  scores: readonly Value[],
  isThere: Value,
  /** Gets the amounts of each head, before any term. */
  visit?: (amounts: Value, head: number) => void,
) => { readonly gross: Value; readonly insured: Value };

/**
 * The heads of a portfolio, one after the other with their constants folded. Correlated scores are weighted sums of
 * independent ones; where a head is an exponential, its spread is multiplied into the weights.
 */
export function writeHeads(
  c: Coder,
  severity: Size['kind'],
  parameter: Value,
  { heads, portfolio }: Blueprint,
  layout: Layout,
  /** Where the sums of what each head pays stand, four lanes a head. */
  sums: Place | undefined,
): WriteHeads {
  const single = (offset: number) => c.op('f32x4.splat', c.load('f', { base: parameter, offset }));
  const lognormal = severity === 'lognormal';
  const scale = single(PARAMETER.scale);
  const shift = single(PARAMETER.shift);
  const rounder = single(PARAMETER.rounder);
  const median = single(PARAMETER.median);
  const drive = lognormal ? undefined : sizeOfLanes(c, severity, parameter);
  const oneShare = commonShare(heads);
  const mul = (a: Value, b: Value) => c.op('f32x4.mul', a, b);
  const add = (a: Value, b: Value) => c.op('f32x4.add', a, b);

  return (scores, isThere, visit) => {
    const zero = c.words(0, 0, 0, 0);
    const severityScore = scores[0];
    const driver = lognormal ? add(mul(severityScore, scale), shift) : undefined;
    const severityAmount = drive?.(severityScore);
    let gross: Value | undefined;
    let paid: Value | undefined;
    heads.forEach((head, h) => {
      const amount = amountOf(head, h);
      const x = c.op('v128.and', amount, isThere);
      gross = gross ? add(gross, x) : x;
      const y = singlesLayer(c, x, head.terms, oneShare === undefined);
      if (sums) {
        const sumAt = { ...sums, offset: (sums.offset ?? 0) + h * 16 };
        c.store('v', sumAt, add(c.load('v', sumAt), y));
      }
      visit?.(x, h);
      paid = paid ? add(paid, y) : y;
    });
    let insured = paid as Value;
    if (oneShare !== undefined && oneShare !== 1) insured = mul(insured, lanesOf(c, oneShare));
    return { gross: gross as Value, insured: singlesLayer(c, insured, portfolio.terms.event, true) };

    function amountOf(head: HeadPlan, h: number): Value {
      const { amount, weights } = head;
      const score = (factor: number) =>
        weights
          .flatMap((weight, j) => (weight === 0 ? [] : [mul(scores[j], lanesOf(c, weight * factor))]))
          .reduce(add, zero);
      if (amount.kind === 'own') {
        const { size } = amount;
        if (size.kind === 'lognormal') {
          return exp2(c, add(score(size.scale), lanesOf(c, size.shift)), lanesOf(c, size.rounder));
        }
        if (size.kind === 'constant') return lanesOf(c, size.value);
        if (size.kind !== 'table') throw new Error(`a head cannot be ${size.kind}`);
        const { table } = size;
        return tableLanes(
          c,
          score(1),
          lanesOf(c, table.cellsPerUnit),
          lanesOf(c, lastCell(table)),
          c.i32(layout.headTables[h]),
        );
      }
      const own = add(score(amount.scale), lanesOf(c, amount.shift));
      if (amount.kind === 'median') {
        return exp2(
          c,
          lognormal ? add(own, shift) : add(own, median),
          lognormal ? rounder : lanesOf(c, ROUNDER),
        );
      }
      if (driver) return exp2(c, add(own, driver), rounder);
      return mul(severityAmount as Value, exp2(c, own, lanesOf(c, ROUNDER)));
    }
  };
}
