import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import type { Lanes } from '../../wasm/philox.ts';
import { normalPair } from '../../wasm/singles.ts';
import { STREAM } from '../addresses.ts';
import type { Blueprint } from '../blueprint.ts';
import { type Batch, defineEvents, inTwos, type Kind, type List } from './events.ts';
import { insuredLayer } from './layers.ts';
import type { Layout } from './layout.ts';
import { clusterOffset, scatter } from './scatter.ts';
import { sizeOfLanes } from './sizes.ts';

/** Events whose severity is their loss, 32 at a time. */
export function definePlainEvents(
  module: Assembler,
  name: string,
  kind: Kind,
  { blockYears, portfolio }: Blueprint,
  layout: Layout,
  list: List | undefined,
): Callee {
  return defineEvents(module, name, layout, 32, (c, parameter) => {
    const size = sizeOfLanes(c, kind.size, parameter);
    return (batch) => {
      const { base, done, rest } = batch;
      const { sizes, years } = drawn(c, kind, batch);
      for (const half of [0, 1] as const) {
        scoresOf(c, kind, batch, sizes?.[half]).forEach((score, j) => {
          const from = half * 16 + j * 4;
          const isThere = c.op('i32x4.gt_s', rest, c.words(from, from + 1, from + 2, from + 3));
          const x = c.op('v128.and', size(score), isThere);
          const offsets = years && yearOffsets(c, years[j], half, blockYears);
          if (list && offsets) {
            const place = elementAt(c, base, done, 2);
            c.store('v', { base: place, offset: from * 4 }, offsets);
            c.store('v', { base: place, offset: list.columnBytes + from * 4 }, x);
            return;
          }
          const clustered = elementAt(c, batch.scratch, done, 2);
          scatter(
            c,
            base,
            (lane) =>
              offsets ? c.lane('i32x4', offsets, lane) : clusterOffset(c, clustered, from + lane, blockYears),
            (lane) => {
              const both = c.op('f64x2.promote_low_f32x4', c.shuffle(x, x, [lane, lane, lane, lane]));
              return insuredLayer(c, both, portfolio.terms.event);
            },
          );
        });
      }
    };
  });
}

/** Words for the sizes of two times 16 events and for the years of all, as far as they are drawn. */
function drawn(
  c: Coder,
  { size, clustered }: Kind,
  { first, done, lanes, counter }: Batch,
): { readonly sizes?: readonly [Lanes, Lanes]; readonly years?: Lanes } {
  const event = c.op('i32.add', first, done);
  const index = (perDraw: number) =>
    c.op(
      'i32x4.add',
      c.op('i32x4.splat', c.op('i32.shl', c.op('i32.shr_u', event, c.i32(perDraw)), c.i32(2))),
      lanes,
    );
  const counters: Lanes[] = [];
  if (size !== 'constant') {
    const sizes = index(4);
    counters.push(counter(sizes, STREAM.size));
    counters.push(counter(c.op('i32x4.add', sizes, c.words(4, 4, 4, 4)), STREAM.size));
  }
  if (!clustered) counters.push(counter(index(5), STREAM.year));
  const all = inTwos(c, counters);
  return {
    sizes: size === 'constant' ? undefined : [all[0], all[1]],
    years: clustered ? undefined : all.at(-1),
  };
}

/** What the sizes of four times four events come from: normal scores, or words. */
function scoresOf(c: Coder, { size }: Kind, { lanes }: Batch, words: Lanes | undefined): readonly Value[] {
  if (!words) return [lanes, lanes, lanes, lanes];
  if (size === 'empirical') return words;
  return [...normalPair(c, words[0], words[1]), ...normalPair(c, words[2], words[3])];
}

/** Offsets into the sums of years of the events whose years are halves of words, 16 bytes a year. */
function yearOffsets(c: Coder, words: Value, half: 0 | 1, blockYears: number): Value {
  const bits = Math.log2(blockYears);
  // The topmost bits of the half choose the year.
  const aligned = half === 0 ? c.op('i32x4.shl', words, c.i32(16)) : words;
  const shifted = c.op('i32x4.shr_u', aligned, c.i32(32 - bits - 4));
  const mask = (blockYears - 1) << 4;
  return c.op('v128.and', shifted, c.words(mask, mask, mask, mask));
}
