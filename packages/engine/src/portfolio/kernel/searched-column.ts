import type { Column } from '../column.ts';
import type { TailPlaces } from './tails.ts';

/** The functions of `tails.ts` that search a column. */
export type TailCode = {
  count(at: number, end: number, from: number): number;
  beyond(at: number, end: number, over: number): void;
  collect(at: number, end: number, low: number, high: number): number;
};

/** The column from `at` to `end` in the memory of a kernel, searched by its code. */
export function searchedColumn(
  code: TailCode,
  doubles: Float64Array,
  { beyond, found }: TailPlaces,
  at: number,
  end: number,
): Column {
  return {
    length: (end - at) / 8,
    count: (from) => code.count(at, end, from),
    beyond: (over) => {
      code.beyond(at, end, over);
      return { sum: doubles[beyond / 8], squares: doubles[beyond / 8 + 1] };
    },
    between: (low, high) => {
      const length = code.collect(at, end, low, high);
      return doubles.slice(found / 8, found / 8 + length).sort();
    },
  };
}
