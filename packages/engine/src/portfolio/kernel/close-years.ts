import type { Coder, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import type { Blueprint } from '../blueprint.ts';
import { insuredLayer } from './layers.ts';
import { CONTROL, RECORD } from './layout.ts';

/** Years a group is tested for kept years. */
const TESTED = 4;

/** A block whose events are played: its number, the sums of its years, its record, and where kept years go. */
export type PlayedBlock = {
  readonly base: Value;
  readonly block: Value;
  readonly record: Value;
  readonly tailAt: Value;
};

/** Takes the years of a block through the annual terms, adds them up, and keeps the large ones. Returns the new tail. */
export function closeYears(
  c: Coder,
  { base, block, record, tailAt }: PlayedBlock,
  { blockYears, portfolio }: Blueprint,
): Value {
  forgetBeyondEnd(c, base, block, blockYears);
  const thresholds = c.load('v', { base: CONTROL.thresholds });
  const tail = c.variable('i', tailAt);
  const sum = c.variable('v', c.words(0, 0, 0, 0));
  const other = c.variable('v', c.words(0, 0, 0, 0));
  const at = c.variable('i', base);
  const end = c.op('i32.add', base, c.i32(blockYears * 16));
  c.loop((again) => {
    const years = Array.from({ length: TESTED }, (_, y) =>
      insuredLayer(c, c.load('v', { base: at, offset: y * 16 }), { ...portfolio.terms.annual, share: 1 }),
    );
    c.set(sum, c.op('f64x2.add', sum, c.op('f64x2.add', years[0], years[1])));
    c.set(other, c.op('f64x2.add', other, c.op('f64x2.add', years[2], years[3])));
    const large = years.map((year) => c.op('f64x2.ge', year, thresholds));
    const any = large.reduce((a, b) => c.op('v128.or', a, b));
    c.when(c.op('v128.any_true', any), () => {
      years.forEach((year, y) => {
        // Written in any case; the next one overwrites it unless it counts.
        c.store('v', { base: tail }, year);
        const counts = c.op('v128.any_true', large[y]);
        c.set(tail, elementAt(c, tail, counts, 4));
      });
    });
    c.set(at, c.op('i32.add', at, c.i32(16 * TESTED)));
    again(c.op('i32.lt_u', at, end));
  });
  const total = c.op('f64x2.add', sum, other);
  c.store('d', { base: record, offset: RECORD.gross }, c.lane('f64x2', total, 0));
  c.store('d', { base: record, offset: RECORD.insured }, c.lane('f64x2', total, 1));
  c.store('i', { base: record, offset: RECORD.tail }, tailAt);
  const kept = c.op('i32.shr_u', c.op('i32.sub', tail, tailAt), c.i32(4));
  c.store('i', { base: record, offset: RECORD.kept }, kept);
  return tail;
}

/** Years of the last block beyond the last one asked for are forgotten before anything is added up. */
function forgetBeyondEnd(c: Coder, base: Value, block: Value, blockYears: number): void {
  const isLast = c.op('i32.eq', block, c.load('i', { base: CONTROL.lastBlock }));
  const lastYears = c.load('i', { base: CONTROL.lastYears });
  c.when(isLast, () => {
    const at = c.variable('i', elementAt(c, base, lastYears, 4));
    const end = c.op('i32.add', base, c.i32(blockYears * 16));
    c.loop((again, leave) => {
      leave(c.op('i32.ge_u', at, end));
      c.store('v', { base: at }, c.words(0, 0, 0, 0));
      c.set(at, c.op('i32.add', at, c.i32(16)));
      again();
    });
  });
}
