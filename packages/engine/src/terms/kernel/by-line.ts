import type { Value } from '../../wasm/coder.ts';
import { FIELD, TERM } from '../programme.ts';
import { amountOf } from './amounts.ts';
import { whenTakes } from './conditions.ts';
import { type Event, eachLine } from './event.ts';
import { double, type Scene, setDouble } from './scene.ts';
import { sharedOf } from './yen.ts';

/** Lowers each line by itself. */
export function byLine(scene: Scene, step: number, here: Event): void {
  const { c } = scene;
  eachLine(scene, here, (line) => {
    const x = double(scene, 'current', line);
    c.when(c.op('f64.ne', x, c.f64(0)), () =>
      whenTakes(scene, step, line, () =>
        lineAfter(scene, step, here, line, x, (after) => setDouble(scene, 'current', line, after)),
      ),
    );
  });
}

/** What becomes of the amount x of a line; nothing is set where the term leaves it alone. */
function lineAfter(
  scene: Scene,
  step: number,
  { event }: Event,
  line: Value,
  x: Value,
  set: (after: Value) => void,
): void {
  const { c, context } = scene;
  switch (context.programme.code[step + FIELD.op]) {
    case TERM.unitCap:
      set(c.op('f64.min', x, c.op('f64.mul', amountOf(scene, step), double(scene, 'units', line))));
      return;
    case TERM.share:
      set(sharedOf(c, x, amountOf(scene, step)));
      return;
    case TERM.window:
      set(c.select(x, c.f64(0), c.op('f64.le', double(scene, 'day', line), amountOf(scene, step))));
      return;
    case TERM.waitQualify:
      set(c.select(x, c.f64(0), c.op('f64.gt', double(scene, 'outageHours', event), amountOf(scene, step))));
      return;
    default:
      withinHours(scene, step, line, x, set);
  }
}

/** The part of a line that arose within some hours of the outage: a waiting period, or an indemnity period. */
function withinHours(scene: Scene, step: number, line: Value, x: Value, set: (after: Value) => void): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const end = double(scene, 'toHour', line);
  c.when(c.op('f64.gt', end, c.f64(0)), () => {
    const isWait = code[step + FIELD.op] === TERM.waitExcess;
    const other = code[step + FIELD.second];
    const own = amountOf(scene, step);
    const [from, to] = isWait ? [own, c.f64(other || Number.POSITIVE_INFINITY)] : [c.f64(other), own];
    const beforeFrom = shareBefore(scene, line, end, from);
    const beforeTo = shareBefore(scene, line, end, to);
    const all = isWait ? beforeTo : c.op('f64.sub', c.f64(1), beforeFrom);
    const kept = c.op('f64.max', c.f64(0), c.op('f64.sub', beforeTo, beforeFrom));
    const lowered = c.op('f64.mul', x, c.op('f64.div', kept, all));
    set(c.select(lowered, c.f64(0), c.op('f64.gt', all, c.f64(0))));
  });
}

/** The share of the loss of a line that arose before an hour of the outage. */
function shareBefore(scene: Scene, line: Value, end: Value, hour: Value): Value {
  const { c } = scene;
  const from = double(scene, 'fromHour', line);
  const share = c.op('f64.div', c.op('f64.sub', hour, from), c.op('f64.sub', end, from));
  return c.op('f64.max', c.f64(0), c.op('f64.min', c.f64(1), share));
}
