import type { Value } from '../../wasm/coder.ts';
import { FIELD } from '../programme.ts';
import { address, integer, type Scene } from './scene.ts';

/** A word of the flags of an event. */
export function flagWord(scene: Scene, event: Value, word: number): Value {
  const { c, context } = scene;
  const flags = address(scene, context.places.columns.flags);
  const stride = c.load('i', { base: context.places.flagWords });
  const place = c.op('i32.shl', c.op('i32.mul', event, stride), c.i32(2));
  return c.load('i', { base: c.op('i32.add', flags, place), offset: word * 4 });
}

/** Not 0 where an event carries a flag that shuts it out, by words of gates; undefined where there are no gates. */
export function shutOut(scene: Scene, gates: Int32Array, event: Value): Value | undefined {
  const { c } = scene;
  let shut: Value | undefined;
  gates.forEach((gate, word) => {
    if (gate === 0) return;
    const flags = flagWord(scene, event, word);
    const hit = c.op('i32.ne', c.op('i32.and', flags, c.i32(gate)), c.i32(0));
    shut = shut ? c.op('i32.or', shut, hit) : hit;
  });
  return shut;
}

/** Writes code for events whose flags let the instruction work. */
export function whenPasses(scene: Scene, step: number, event: Value, write: () => void): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const need = code[step + FIELD.flagNeed] | 0;
  const without = code[step + FIELD.flagWithout] | 0;
  if (need === 0 && without === 0) {
    write();
    return;
  }
  const word = flagWord(scene, event, code[step + FIELD.flagWord]);
  const masked = c.op('i32.and', word, c.i32(need | without));
  c.when(c.op('i32.eq', masked, c.i32(need)), write);
}

/** Writes code for a line that the instruction takes. */
export function whenTakes(scene: Scene, step: number, line: Value, write: () => void): void {
  const { c, context } = scene;
  const { code, sets } = context.programme;
  const set = code[step + FIELD.set];
  const need = code[step + FIELD.lineNeed] | 0;
  const without = code[step + FIELD.lineWithout] | 0;
  const conditions: Value[] = [];
  if (!sets[set].every((member) => member !== 0)) conditions.push(inSet(scene, set, line));
  if (need !== 0 || without !== 0) {
    const masked = c.op('i32.and', integer(scene, 'lineFlags', line), c.i32(need | without));
    conditions.push(c.op('i32.eq', masked, c.i32(need)));
  }
  if (conditions.length === 0) {
    write();
    return;
  }
  c.when(
    conditions.reduce((a, b) => c.op('i32.and', a, b)),
    write,
  );
}

/** 1 where the slot of the line is a member of a set. */
export function inSet(scene: Scene, set: number, line: Value): Value {
  const slot = integer(scene, 'slot', line);
  return scene.c.load8({ base: slot, offset: scene.context.places.sets[set] });
}
