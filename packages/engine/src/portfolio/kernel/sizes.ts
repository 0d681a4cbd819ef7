import type { Coder, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { exp2 } from '../../wasm/singles.ts';
import type { Size } from '../blueprint.ts';
import { tableLanes } from './cubic-table.ts';
import { PARAMETER } from './layout.ts';

/** The size of four events from a word or a normal score each. */
export function sizeOfLanes(c: Coder, size: Size['kind'], parameter: Value): (z: Value) => Value {
  const single = (offset: number) => c.op('f32x4.splat', c.load('f', { base: parameter, offset }));
  switch (size) {
    case 'lognormal': {
      const scale = single(PARAMETER.scale);
      const shift = single(PARAMETER.shift);
      const rounder = single(PARAMETER.rounder);
      return (z) => exp2(c, c.op('f32x4.add', c.op('f32x4.mul', z, scale), shift), rounder);
    }
    case 'constant': {
      const value = single(PARAMETER.shift);
      return () => value;
    }
    case 'table': {
      const table = c.load('i', { base: parameter, offset: PARAMETER.table });
      const cells = single(PARAMETER.cellsPerUnit);
      const last = single(PARAMETER.lastCell);
      return (z) => tableLanes(c, z, cells, last, table);
    }
    case 'empirical': {
      const table = c.load('i', { base: parameter, offset: PARAMETER.table });
      const values = c.op('i64.extend_i32_u', c.load('i', { base: parameter, offset: PARAMETER.values }));
      return (word) => {
        let all = c.words(0, 0, 0, 0);
        for (let lane = 0; lane < 4; lane++) {
          const product = c.op('i64.mul', c.op('i64.extend_i32_u', c.lane('i32x4', word, lane)), values);
          const cell = c.op('i32.wrap_i64', c.op('i64.shr_u', product, c.i64(32n)));
          const at = elementAt(c, table, cell, 4);
          const isBelow = c.op('i32.lt_u', c.op('i32.wrap_i64', product), c.load('i', { base: at }));
          const value = c.select(
            c.load('f', { base: at, offset: 4 }),
            c.load('f', { base: at, offset: 8 }),
            isBelow,
          );
          all = c.replace('f32x4', all, lane, value);
        }
        return all;
      };
    }
  }
}
