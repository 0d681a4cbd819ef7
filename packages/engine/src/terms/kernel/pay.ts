import type { Callee, Value } from '../../wasm/coder.ts';
import { addTo, eachLine } from './event.ts';
import { type Context, double, openScene, setDouble } from './scene.ts';
import { settled } from './yen.ts';

/** `pay(first, last)` settles what the part at hand pays for the lines and takes it off what is left. */
export function definePay(context: Context): Callee {
  return context.module.define('pay', ['i', 'i'], 'd', (c, [first, last]) => {
    const scene = openScene(c, context);
    const own = c.variable('d', c.f64(0));
    const room = c.variable('d', c.f64(0));
    const direct = c.variable('d', c.f64(0));
    const eachPaid = (visit: (line: Value, current: Value, left: Value) => void): void =>
      eachLine(scene, { first, last }, (line) => {
        const current = double(scene, 'current', line);
        c.when(c.op('f64.ne', current, c.f64(0)), () => visit(line, current, double(scene, 'left', line)));
      });
    eachPaid((_, current, left) => {
      addTo(c, own, current);
      addTo(c, room, left);
      addTo(c, direct, c.op('f64.min', current, left));
    });
    const sum = c.op('f64.min', own, room);
    const payment = settled(c, context.programme, sum);
    // What a line cannot take itself is borne by the lines that have room.
    const scale = c.select(c.op('f64.div', payment, sum), c.f64(0), c.op('f64.gt', sum, c.f64(0)));
    const spare = c.op('f64.div', c.op('f64.sub', sum, direct), c.op('f64.sub', room, direct));
    const rest = c.select(spare, c.f64(0), c.op('f64.gt', room, direct));
    eachPaid((line, current, left) => {
      const taken = c.op('f64.min', current, left);
      const more = c.op('f64.mul', c.op('f64.sub', left, taken), rest);
      const off = c.op('f64.mul', c.op('f64.add', taken, more), scale);
      setDouble(scene, 'left', line, c.op('f64.sub', left, off));
    });
    return payment;
  });
}
