import type { Named } from './lookup.ts';
import { fold, namesOf } from './lookup.ts';

/** Longer words are compared by their beginning only, so that hostile input cannot make the search slow. */
const COMPARED = 40;

/**
 * The rows a word nobody knows most likely meant, best first, for hints. A name that contains the word or lies in it
 * counts as near; else at most one slip in three letters. Ties go to the earlier row.
 *
 * @example nearest('卸売り業', industries).map((row) => row.id) // ['wholesale']
 */
export function nearest<T extends Named>(word: string, rows: readonly T[], most = 3): T[] {
  const wanted = fold(word).slice(0, COMPARED);
  if (wanted === '') return [];
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const near = rows.flatMap((row, order) => {
    const distance = Math.min(
      ...namesOf(row).map((name) => distanceOf(wanted, fold(name).slice(0, COMPARED))),
    );
    return distance <= limit ? [{ row, distance, order }] : [];
  });
  near.sort((a, b) => a.distance - b.distance || a.order - b.order);
  return near.slice(0, most).map(({ row }) => row);
}

/** A word inside the other is nearly the same, unless it is too short to mean anything: `it` lies in `security`. */
function distanceOf(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const telling = /^[a-z0-9]*$/.test(short) ? short.length >= 4 : short.length >= 2;
  const edits = editDistance(a, b);
  return telling && long.includes(short) ? Math.min(edits, 1) : edits;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
