/** Bits that are looked at in one pass, by word of a double (low, high) and shift: the sign of what is sorted here is +. */
const DIGITS = [
  [0, 0],
  [0, 11],
  [0, 22],
  [1, 0],
  [1, 11],
  [1, 22],
] as const;
const BUCKETS = 1 << 11;
/** Below this many the sort of the language is quicker. */
const WORTH_COUNTING = 16_384;

/**
 * Puts amounts from +0 on into ascending order, in place: doubles of one sign are ordered like their bits, which are
 * counted digit by digit. Whole yen leave the low digits empty, and those are passed over.
 */
export function sortAmounts(amounts: Float64Array): Float64Array {
  const n = amounts.length;
  if (n < WORTH_COUNTING) return amounts.sort();
  const own = new Uint32Array(amounts.buffer, amounts.byteOffset, 2 * n);
  const counts = countDigits(own);
  let from: Uint32Array = own;
  let to: Uint32Array = new Uint32Array(2 * n);
  DIGITS.forEach(([word, shift], digit) => {
    const next = counts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS);
    if (next[(from[word] >>> shift) & (BUCKETS - 1)] === n) return;
    let first = 0;
    for (let b = 0; b < BUCKETS; b++) {
      const count = next[b];
      next[b] = first;
      first += count;
    }
    for (let i = 0; i < 2 * n; i += 2) {
      const place = 2 * next[(from[i + word] >>> shift) & (BUCKETS - 1)]++;
      to[place] = from[i];
      to[place + 1] = from[i + 1];
    }
    [from, to] = [to, from];
  });
  if (from !== own) own.set(from);
  return amounts;
}

/** How many amounts have each value of each digit. */
function countDigits(words: Uint32Array): Uint32Array {
  const counts = new Uint32Array(DIGITS.length * BUCKETS);
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i];
    const high = words[i + 1];
    counts[low & (BUCKETS - 1)]++;
    counts[BUCKETS + ((low >>> 11) & (BUCKETS - 1))]++;
    counts[2 * BUCKETS + (low >>> 22)]++;
    counts[3 * BUCKETS + (high & (BUCKETS - 1))]++;
    counts[4 * BUCKETS + ((high >>> 11) & (BUCKETS - 1))]++;
    counts[5 * BUCKETS + (high >>> 22)]++;
  }
  return counts;
}
