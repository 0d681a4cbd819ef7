/** Longer words are compared by their beginning only, so that hostile input cannot make the search slow. */
const COMPARED = 40;

/** Suggestions are searched for the first mistakes of a kind only, so that a file full of them stays quick to read. */
export const SUGGESTED = 200;

/**
 * The candidate a mistyped word most likely meant: the fewest edits, at most a third of the word's length (at least
 * one), ties to the earlier candidate. A word inside the other counts as one edit: `revenue` is near to `revenueYen`.
 *
 * @example nearest('persns', ['persons', 'cards']) // 'persons'
 * @example nearest('xyz', ['persons']) // undefined
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = distanceOf(wanted, fold(candidate), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/**
 * A word as vocabulary, labels and headings compare it: case, width, spaces, hyphens, middle dots, brackets, hiragana or
 * katakana make no difference.
 *
 * @example fold('Ｗｈｏｌｅｓａｌｅ　業') // 'wholesale業'
 */
export function fold(word: string): string {
  const plain = word
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_・、,/+()「」]/g, '');
  return plain.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

function distanceOf(a: string, b: string, limit: number): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // Too short to mean anything: `it` lies in `security`.
  const telling = /^[a-z0-9]*$/.test(short) ? short.length >= 4 : short.length >= 2;
  const edits = editDistance(a, b, limit);
  return telling && long.includes(short) ? Math.min(edits, 1) : edits;
}

/** Edits (insert, delete, replace, swap of neighbours) from one word to the other; `limit` or more is as good as `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  const [s, t] = [a.slice(0, COMPARED), b.slice(0, COMPARED)];
  if (Math.abs(s.length - t.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: t.length + 1 }, (_, j) => j);
  for (let i = 1; i <= s.length; i++) {
    const row = [i];
    for (let j = 1; j <= t.length; j++) {
      const replaced = last[j - 1] + (s[i - 1] === t[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[t.length];
}
