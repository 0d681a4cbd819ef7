/**
 * Where an amount lies on a logarithmic scale, 0 at its lower end and 1 at its upper one; what lies outside is put on the edge.
 *
 * @example logShare(1e7, [1e5, 1e9]) // 0.5
 */
export function logShare(yen: number, [low, high]: readonly [number, number]): number {
  const at = Math.log(Math.max(yen, low) / low) / Math.log(high / low);
  return Math.min(1, at);
}
