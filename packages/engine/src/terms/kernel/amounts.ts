import type { Value } from '../../wasm/coder.ts';
import { FIELD, STRIDE } from '../programme.ts';
import { flagWord } from './conditions.ts';
import { integer, type Scene } from './scene.ts';

/** The amount of an instruction, or the yearly limit of a shared one: folded, or where it can change, read. */
export function amountOf({ c, context }: Scene, step: number, field: 'amount' | 'second' = 'amount'): Value {
  const { places, programme, open } = context;
  if (!open.has(step)) return c.f64(programme.code[step + FIELD[field]]);
  return c.load('d', { base: places.amounts + (step / STRIDE) * 16 + (field === 'second' ? 8 : 0) });
}

/** Writes code for groups the term exists for, with its amount for the partner of the line. */
export function withAmount(
  scene: Scene,
  step: number,
  event: Value,
  line: Value,
  write: (amount: Value) => void,
): void {
  const { c, context } = scene;
  const { places, programme } = context;
  const { code, partnerColumns } = programme;
  const column = code[step + FIELD.amountColumn];
  const lifted = code[step + FIELD.liftedColumn];
  if (column < 0 && lifted < 0) {
    write(amountOf(scene, step));
    return;
  }
  const partner = integer(scene, 'partner', line);
  c.when(c.op('i32.ge_s', partner, c.i32(0)), () => {
    const row = c.op('i32.mul', partner, c.i32(partnerColumns));
    if (lifted < 0) {
      ofPartner(row);
      return;
    }
    const mask = c.load('i', {
      base: c.op('i32.shl', row, c.i32(2)),
      offset: places.partnerMasks + lifted * 4,
    });
    const lifts = c.op('i32.and', flagWord(scene, event, 0), mask);
    c.when(c.op('i32.eqz', lifts), () => ofPartner(row));
  });

  function ofPartner(row: Value): void {
    if (column < 0) {
      if (code[step + FIELD.amount] >= 0) write(amountOf(scene, step));
      return;
    }
    const amount = c.load('d', {
      base: c.op('i32.shl', row, c.i32(3)),
      offset: places.partnerTable + column * 8,
    });
    c.when(c.op('f64.ge', amount, c.f64(0)), () => write(amount));
  }
}
