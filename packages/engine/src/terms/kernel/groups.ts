import type { Value } from '../../wasm/coder.ts';
import { KEY } from '../programme.ts';
import type { Lines } from './event.ts';
import { integer, type Scene } from './scene.ts';

/** Visits groups of neighbouring lines with one key. */
export function eachGroup(
  scene: Scene,
  key: number,
  { first, last }: Lines,
  visit: (group: Lines) => void,
): void {
  const { c } = scene;
  if (key === KEY.event || key === KEY.series) {
    c.when(c.op('i32.lt_s', first, last), () => visit({ first, last }));
    return;
  }
  const line = c.variable('i', first);
  c.loop((again, leave) => {
    leave(c.op('i32.ge_s', line, last));
    const from = c.variable('i', line);
    const end = c.variable('i', c.op('i32.add', line, c.i32(1)));
    if (key !== KEY.line) passAlike(from, end);
    visit({ first: from, last: end });
    c.set(line, end);
    again();
  });

  /** Moves the end behind the last neighbour with the same key. */
  function passAlike(from: Value, end: Value): void {
    const column = key === KEY.partner ? 'partner' : 'claim';
    const value = integer(scene, column, from);
    c.loop((next, done) => {
      done(c.op('i32.ge_s', end, last));
      done(c.op('i32.ne', integer(scene, column, end), value));
      c.set(end, c.op('i32.add', end, c.i32(1)));
      next();
    });
  }
}
