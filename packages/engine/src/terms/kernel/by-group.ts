import type { Value } from '../../wasm/coder.ts';
import { FIELD, KEY, TERM } from '../programme.ts';
import { withAmount } from './amounts.ts';
import { cellPlace } from './cells.ts';
import { whenTakes } from './conditions.ts';
import { addTo, type Event, eachLine, scaleLine } from './event.ts';
import { eachGroup } from './groups.ts';
import { double, type Scene } from './scene.ts';

/** Changes the sum of each group, and spreads it as the lines stood before. */
export function byGroup(scene: Scene, step: number, here: Event): void {
  const { c, context } = scene;
  eachGroup(scene, context.programme.code[step + FIELD.key], here, (group) => {
    const sum = c.variable('d', c.f64(0));
    eachLine(scene, group, (line) =>
      whenTakes(scene, step, line, () => addTo(c, sum, double(scene, 'current', line))),
    );
    c.when(c.op('f64.gt', sum, c.f64(0)), () =>
      withAmount(scene, step, here.event, group.first, (amount) => {
        const after = amountAfter(scene, step, here, group.first, sum, amount);
        c.when(c.op('f64.ne', after, sum), () => {
          const factor = c.op('f64.div', after, sum);
          eachLine(scene, group, (line) =>
            whenTakes(scene, step, line, () => scaleLine(scene, line, factor)),
          );
        });
      }),
    );
  });
}

/** What becomes of the sum x of a group; its first line says how many claims it stands for. */
function amountAfter(scene: Scene, step: number, here: Event, line: Value, x: Value, single: Value): Value {
  const { c, context } = scene;
  const { code } = context.programme;
  const perClaim = code[step + FIELD.key] === KEY.claim;
  const amount = perClaim ? c.op('f64.mul', single, double(scene, 'weight', line)) : single;
  switch (code[step + FIELD.op]) {
    case TERM.strike:
      return c.f64(0);
    case TERM.deduct:
      return c.op('f64.sub', x, used());
    case TERM.limit:
      return used();
    default: {
      const reached = c.op(code[step + FIELD.mode] === 0 ? 'f64.ge' : 'f64.gt', x, amount);
      return c.select(x, c.f64(0), reached);
    }
  }

  /** The part of the amount the cell has not used yet, and the note that it is used now. */
  function used(): Value {
    const cell = code[step + FIELD.cell];
    if (cell < 0) return c.op('f64.min', x, amount);
    const place = cellPlace(scene, cell, here, line);
    const before = c.load('d', place);
    const now = c.op('f64.min', x, c.op('f64.max', c.f64(0), c.op('f64.sub', amount, before)));
    c.store('d', place, c.op('f64.add', before, now));
    return now;
  }
}
