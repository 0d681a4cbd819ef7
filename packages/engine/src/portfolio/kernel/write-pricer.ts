import { type Assembler, createAssembler } from '../../wasm/assembler.ts';
import type { Coder, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { lanesOf } from '../../wasm/singles.ts';
import { type Blueprint, commonShare, type HeadPlan } from '../blueprint.ts';
import type { PortfolioTerms } from '../model.ts';
import { singlesLayer } from './layers.ts';
import { PRICE } from './price-layout.ts';
import { defineTailSearch } from './tails.ts';

/**
 * Writes the module that prices terms over an event-loss table whose years are sorted by their number of events:
 * `price<k>(gross, amounts, stride, years, tail)` takes `years` years of k events each. Amounts of the j-th event stand
 * `stride` bytes behind those of the one before, heads behind one another within an event. Years side by side need no
 * segments, no scatter and no branch. The terms are read from memory, so a slider needs no new module.
 */
export function writePricer(
  { heads }: Blueprint,
  classes: readonly number[],
  pages: number,
): Uint8Array<ArrayBuffer> {
  const module = createAssembler();
  for (const k of classes) definePrice(module, heads, k);
  defineTailSearch(module, PRICE);
  return module.bytes({ pages, most: pages, shared: false });
}

/** `price<k>`: a year of k events is so many straight lines; large years go where `tail` points, which it returns moved on. */
function definePrice(module: Assembler, heads: readonly HeadPlan[], k: number): void {
  module.define(
    `price${k}`,
    ['i', 'i', 'i', 'i', 'i'],
    'i',
    (c, [grossAt, amounts, stride, years, tailAt]) => {
      const at = c.variable('i', amounts);
      const gross = c.variable('i', grossAt);
      const end = elementAt(c, amounts, years, 2);
      const tail = c.variable('i', tailAt);
      const thresholds = [0, 1, 2].map((m) => c.op('f64x2.splat', c.load('d', { base: PRICE.keep + m * 8 })));
      const terms = termsOf(c);
      const sum = c.variable('v', c.load('v', { base: PRICE.insured }));
      c.loop((again, leave) => {
        leave(c.op('i32.ge_u', at, end));
        let low: Value | undefined;
        let high: Value | undefined;
        const add = (a: Value | undefined, b: Value) => (a ? c.op('f64x2.add', a, b) : b);
        let event = at;
        for (let e = 0; e < k; e++) {
          const [l, h] =
            heads.length > 0 ? headEvent(c, event, stride, heads, terms) : plainEvent(c, event, terms);
          low = add(low, l);
          high = add(high, h);
          if (e < k - 1)
            event = c.op('i32.add', event, c.op('i32.mul', stride, c.i32(Math.max(1, heads.length))));
        }
        [low as Value, high as Value].forEach((paid, half) => {
          const insured = annual(c, paid, terms);
          const all = c.load('v', { base: gross, offset: half * 16 });
          const kept = c.op('f64x2.sub', all, insured);
          c.set(sum, c.op('f64x2.add', sum, insured));
          const large = [all, insured, kept]
            .map((value, m) => c.op('f64x2.ge', value, thresholds[m]))
            .reduce((a, b) => c.op('v128.or', a, b));
          c.when(c.op('v128.any_true', large), () => {
            const mask = c.op('i64x2.bitmask', large);
            for (const lane of [0, 1]) {
              c.store('d', { base: tail }, c.lane('f64x2', all, lane));
              c.store('d', { base: tail, offset: 8 }, c.lane('f64x2', insured, lane));
              const counts = c.op('i32.and', c.op('i32.shr_u', mask, c.i32(lane)), c.i32(1));
              c.set(tail, elementAt(c, tail, counts, 4));
            }
          });
        });
        c.set(at, c.op('i32.add', at, c.i32(16)));
        c.set(gross, c.op('i32.add', gross, c.i32(32)));
        again();
      });
      c.store('v', { base: PRICE.insured }, sum);
      return tail;
    },
  );
}

/** The terms as vectors: those of an event in doubles and in singles, those of a year. */
type Terms = Readonly<Record<'event' | 'eventSingle', LayerValues>> & {
  readonly annual: Omit<LayerValues, 'share'>;
};
type LayerValues = { readonly deductible: Value; readonly limit: Value; readonly share: Value };

function termsOf(c: Coder): Terms {
  const load = (i: number) => c.load('d', { base: PRICE.terms + i * 8 });
  const double = (i: number) => c.op('f64x2.splat', load(i));
  const single = (i: number) => {
    const pair = c.op('f32x4.demote_f64x2_zero', c.op('f64x2.splat', load(i)));
    return c.op('f32x4.splat', c.lane('f32x4', pair, 0));
  };
  return {
    event: { deductible: double(0), limit: double(1), share: double(2) },
    eventSingle: { deductible: single(0), limit: single(1), share: single(2) },
    annual: { deductible: double(3), limit: double(4) },
  };
}

/** Writes terms where the pricers read them. */
export function storeTerms(memory: Float64Array, { event, annual }: PortfolioTerms): void {
  memory.set([event.deductible, event.limit, event.share, annual.deductible, annual.limit], PRICE.terms / 8);
}

function annual(c: Coder, paid: Value, { annual: { deductible, limit } }: Terms): Value {
  const over = c.op('f64x2.pmax', c.words(0, 0, 0, 0), c.op('f64x2.sub', paid, deductible));
  return c.op('f64x2.pmin', limit, over);
}

/** Two doubles each of the four singles. */
function promoted(c: Coder, x: Value): [Value, Value] {
  const upper = c.shuffle(x, x, [2, 3, 2, 3]);
  return [c.op('f64x2.promote_low_f32x4', x), c.op('f64x2.promote_low_f32x4', upper)];
}

function plainEvent(c: Coder, at: Value, { event: { deductible, limit, share } }: Terms): [Value, Value] {
  const layer = (x: Value): Value => {
    const over = c.op('f64x2.pmax', c.words(0, 0, 0, 0), c.op('f64x2.sub', x, deductible));
    return c.op('f64x2.mul', c.op('f64x2.pmin', limit, over), share);
  };
  const [low, high] = promoted(c, c.load('v', { base: at }));
  return [layer(low), layer(high)];
}

function headEvent(
  c: Coder,
  at: Value,
  stride: Value,
  heads: readonly HeadPlan[],
  { eventSingle }: Terms,
): [Value, Value] {
  const oneShare = commonShare(heads);
  let paid: Value | undefined;
  let place = at;
  for (const head of heads) {
    const y = singlesLayer(c, c.load('v', { base: place }), head.terms, oneShare === undefined);
    paid = paid ? c.op('f32x4.add', paid, y) : y;
    place = c.op('i32.add', place, stride);
  }
  let insured = paid as Value;
  if (oneShare !== undefined && oneShare !== 1) insured = c.op('f32x4.mul', insured, lanesOf(c, oneShare));
  const over = c.op('f32x4.sub', insured, eventSingle.deductible);
  const limited = c.op('f32x4.pmin', eventSingle.limit, c.op('f32x4.pmax', c.words(0, 0, 0, 0), over));
  return promoted(c, c.op('f32x4.mul', limited, eventSingle.share));
}
