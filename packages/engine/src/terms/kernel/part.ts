import type { Callee } from '../../wasm/coder.ts';
import type { PreparedPart } from '../prepare.ts';
import { FIELD, TERM } from '../programme.ts';
import { byGroup } from './by-group.ts';
import { byLine } from './by-line.ts';
import { shutOut, whenPasses, whenTakes } from './conditions.ts';
import { inProportion, mark, penalty } from './damages.ts';
import { type Event, eachLine, type Lines } from './event.ts';
import { type Context, double, openScene, type Scene, setDouble } from './scene.ts';

/** A part up to its pro-rata term or its end: `part(event, place, first, last)` says whether anything is left in it. */
export function definePart(context: Context, { steps, gates }: PreparedPart, name: string): Callee {
  const { code } = context.programme;
  return context.module.define(name, ['i', 'i', 'i', 'i'], 'i', (c, [event, place, first, last]) => {
    const scene = openScene(c, context);
    const here: Event = { event, place, first, last };
    const shut = shutOut(scene, gates, event);
    if (shut) c.when(shut, () => c.leave(c.i32(0)));
    for (const step of steps) {
      whenPasses(scene, step, event, () => writeStep(scene, step, here));
      const op = code[step + FIELD.op];
      if (op === TERM.begin || op === TERM.strike) leaveUnlessAlive(scene, here);
    }
    return c.i32(1);
  });
}

/** Nothing more to do where no line of the event has an amount any more. */
function leaveUnlessAlive(scene: Scene, lines: Lines): void {
  const { c } = scene;
  const alive = c.variable('i', c.i32(0));
  eachLine(scene, lines, (line, leave) => {
    c.when(c.op('f64.gt', double(scene, 'current', line), c.f64(0)), () => c.set(alive, c.i32(1)));
    leave(alive);
  });
  c.when(c.op('i32.eqz', alive), () => c.leave(c.i32(0)));
}

function writeStep(scene: Scene, step: number, here: Event): void {
  switch (scene.context.programme.code[step + FIELD.op]) {
    case TERM.begin:
      begin(scene, step, here);
      return;
    case TERM.penalty:
      penalty(scene, step, here);
      return;
    case TERM.inProportion:
      inProportion(scene, step, here);
      return;
    case TERM.mark:
      mark(scene, step, here);
      return;
    case TERM.strike:
    case TERM.deduct:
    case TERM.franchise:
    case TERM.limit:
      byGroup(scene, step, here);
      return;
    default:
      byLine(scene, step, here);
  }
}

/** Takes what is left of the lines of the set, or what was owed before any policy. */
function begin(scene: Scene, step: number, lines: Lines): void {
  const { c, context } = scene;
  const source = context.programme.code[step + FIELD.mode] === 1 ? 'owed' : 'left';
  eachLine(scene, lines, (line) => {
    setDouble(scene, 'current', line, c.f64(0));
    whenTakes(scene, step, line, () => setDouble(scene, 'current', line, double(scene, source, line)));
  });
}
