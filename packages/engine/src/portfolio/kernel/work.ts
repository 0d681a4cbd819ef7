import type { Assembler } from '../../wasm/assembler.ts';
import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import { CONTROL, type Layout } from './layout.ts';

/**
 * `work(thread, budget)` takes blocks one by one until none is left or somebody wants to stop, and returns what is left
 * of the budget. A thread takes at most `budget` blocks, so that a caller who must answer others gets its turn.
 */
export function defineWork(module: Assembler, layout: Layout, block: Callee, shared: boolean): void {
  module.define('work', ['i', 'i'], 'i', (c, [thread, budget]) => {
    const base = c.op('i32.add', c.i32(layout.threads), c.op('i32.mul', thread, c.i32(layout.threadBytes)));
    const tail = c.variable('i', c.op('i32.add', base, c.i32(layout.tail)));
    const left = c.variable('i', budget);
    // An earlier call of the round may have kept years already.
    const mark = { base, offset: layout.mark };
    const old = c.load('i', mark);
    c.when(c.op('i32.ne', old, c.i32(0)), () => c.set(tail, old));
    c.loop((again, leave) => {
      leave(c.op('i32.eqz', left));
      const abort = shared ? c.atomicLoad({ base: CONTROL.abort }) : c.load('i', { base: CONTROL.abort });
      leave(abort);
      const taken = shared ? c.atomicAdd({ base: CONTROL.next }, c.i32(1)) : takeNext(c);
      leave(c.op('i32.ge_s', taken, c.load('i', { base: CONTROL.end })));
      c.set(tail, c.call(block, base, taken, tail));
      c.set(left, c.op('i32.sub', left, c.i32(1)));
      again();
    });
    c.store('i', mark, tail);
    return left;
  });
}

/** The number of the next block, where no other thread takes any. */
function takeNext(c: Coder): Value {
  const next = c.load('i', { base: CONTROL.next });
  c.store('i', { base: CONTROL.next }, c.op('i32.add', next, c.i32(1)));
  return next;
}
