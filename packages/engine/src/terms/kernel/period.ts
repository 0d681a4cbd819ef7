import type { Callee, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { range } from '../../wasm/range.ts';
import { clearCells } from './cells.ts';
import { addTo, paidPlace } from './event.ts';
import { takeIn } from './open-events.ts';
import { type Context, double, integer, openScene, type Scene, setDouble } from './scene.ts';
import { runStages, type WrittenStage } from './stages.ts';

/** `run(years)` takes the years of a block one after the other. */
export function defineRun({ module, places }: Context, period: Callee): void {
  module.define('run', ['i'], undefined, (c, [years]) => {
    const firsts = c.load('i', { base: places.columns.firstOfYear });
    range(c, c.i32(0), years, (year) => {
      const place = elementAt(c, firsts, year, 2);
      const from = c.load('i', { base: place });
      const to = c.load('i', { base: place, offset: 4 });
      c.call(period, year, from, to);
    });
    return undefined;
  });
}

/** `period(year, from, to)` takes the events of a year through all stages and adds them up. */
export function definePeriod(context: Context, stages: readonly WrittenStage[], pay: Callee): Callee {
  const policyGates = stages.filter(({ kind }) => kind === 'policy').map(({ gates }) => gates);
  return context.module.define('period', ['i', 'i', 'i'], undefined, (c, [year, from, to]) => {
    const scene = openScene(c, context);
    const open = takeIn(scene, policyGates, from, to);
    c.when(open, () => {
      clearCells(scene, open);
      runStages(scene, stages, open, pay);
    });
    sumYear(scene, year, from, to);
    return undefined;
  });
}

/** What the events of a year come to: claimed, left after contracts, kept. */
function sumYear(scene: Scene, year: Value, from: Value, to: Value): void {
  const { c, context } = scene;
  const [gross, owed, retained] = [0, 1, 2].map(() => c.variable('d', c.f64(0)));
  range(c, from, to, (position) => {
    const event = integer(scene, 'order', position);
    const claimed = double(scene, 'gross', event);
    const left = c.op('f64.sub', claimed, double(scene, 'relieved', event));
    const kept = context.places.paid.reduce(
      (rest, _, policy) => c.op('f64.sub', rest, c.load('d', paidPlace(scene, policy, event))),
      left,
    );
    addTo(c, gross, claimed);
    addTo(c, owed, left);
    addTo(c, retained, kept);
  });
  setDouble(scene, 'yearGross', year, gross);
  setDouble(scene, 'yearOwed', year, owed);
  setDouble(scene, 'yearRetained', year, retained);
}
