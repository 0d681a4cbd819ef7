/** Copies the first `n` values; what was written in place is there. Of a whole array no view is made, which costs more than a short copy. */
export function copyFirst<T extends Int32Array | Float64Array>(to: T, from: T, n: number): void {
  if (to !== from) to.set(from.length === n ? from : from.subarray(0, n));
}
