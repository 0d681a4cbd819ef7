import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { normalPair } from '../../wasm/singles.ts';
import { headDraws, STREAM } from '../addresses.ts';
import type { Blueprint } from '../blueprint.ts';
import { defineEvents, inTwos, type Kind, type List } from './events.ts';
import { writeHeads } from './heads.ts';
import type { Layout } from './layout.ts';
import { clusterOffset, scatter } from './scatter.ts';

/** Events with heads: normals of their own for each event, four events side by side. */
export function defineHeadEvents(
  module: Assembler,
  name: string,
  { size, clustered }: Kind,
  blueprint: Blueprint,
  layout: Layout,
  list: List | undefined,
): Callee {
  const { blockYears, normals } = blueprint;
  const { draws, yearWord } = headDraws(normals);
  return defineEvents(module, name, layout, 4, (c, parameter, base) => {
    const sums = list ? undefined : { base, offset: layout.headSums };
    const heads = writeHeads(c, size, parameter, blueprint, layout, sums);
    return ({ first, done, rest, lanes, scratch, counter }) => {
      const isThere = c.op('i32x4.gt_s', rest, lanes);
      const event = c.op('i32x4.add', c.op('i32x4.splat', c.op('i32.add', first, done)), lanes);
      const counters = Array.from({ length: draws }, (_, d) => counter(event, STREAM.heads + d));
      const words = inTwos(c, counters).flat();
      const scores: Value[] = [];
      for (let n = 0; n < normals; n += 2) scores.push(...normalPair(c, words[n], words[n + 1]));
      const shifted = c.op('i32x4.shr_u', words[yearWord], c.i32(32 - Math.log2(blockYears)));
      const offsets = c.op('i32x4.shl', shifted, c.i32(4));
      const place = elementAt(c, base, done, 2);
      const { gross, insured } = heads(
        scores,
        isThere,
        list && ((x, h) => c.store('v', { base: place, offset: (h + 1) * list.columnBytes }, x)),
      );
      if (list) {
        c.store('v', { base: place }, offsets);
        return;
      }
      const years = elementAt(c, scratch, done, 2);
      scatter(
        c,
        base,
        (lane) => (clustered ? clusterOffset(c, years, lane, blockYears) : c.lane('i32x4', offsets, lane)),
        (lane) => c.op('f64x2.promote_low_f32x4', c.shuffle(gross, insured, [lane, lane + 4, lane, lane])),
      );
    };
  });
}
