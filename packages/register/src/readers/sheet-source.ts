import type { Place } from '@sonae/core';
import { formatPath, type Path } from '../path.ts';
import type { Source } from '../source.ts';
import { addressOf } from './grid.ts';

/** Remembers the cell each value came from. */
export type SheetSource = Source & {
  mark(path: Path, sheet: string, row: number, column: number): void;
};

/** A source whose places are cells, `情報資産!C5`; for a path nobody marked, the nearest row or sheet around it. */
export function sheetSource(file: string): SheetSource {
  const places = new Map<string, Place>();
  return {
    mark: (path, sheet, row, column) => places.set(formatPath(path), cellPlace(file, sheet, row, column)),
    place: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const place = places.get(formatPath(path.slice(0, length)));
        if (place) return place;
      }
      return { file };
    },
  };
}

/** The place of a cell; line is its row. */
export function cellPlace(file: string, sheet: string, row: number, column: number): Place {
  return { file, line: row, column, cell: `${sheet}!${addressOf(row, column)}` };
}
